/** How many decimals a currency is written with: two of a riyal, three of a dinar. */
function decimalsOf(currency: string): number {
  return new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 0
}

/** An amount in the smallest coin of its currency, in whole ones. */
export function unitsOf(coins: number, currency: string): number {
  return coins / 10 ** decimalsOf(currency)
}

/** Whole ones of a currency in its smallest coin. */
export function coinsOf(units: number, currency: string): number {
  return Math.round(units * 10 ** decimalsOf(currency))
}

/** An amount in the smallest coin, as paper has it. */
export function moneyOnPaper(coins: number, currency: string): string {
  const digits = decimalsOf(currency)
  const shown = { minimumFractionDigits: digits, maximumFractionDigits: digits }
  return `${unitsOf(coins, currency).toLocaleString('en', shown)} ${currency}`
}
