import { expect, it } from 'vitest'
import { coinsOf, moneyOnPaper, unitsOf } from './rules.ts'

it.each([
  ['SAR', 500_000, 5000, '5,000.00 SAR'],
  ['KWD', 500_050, 500.05, '500.050 KWD'],
  ['JPY', 5_000, 5000, '5,000 JPY'],
])('in %s %d is %d and printed as %s', (currency, coins, units, printed) => {
  expect(unitsOf(coins, currency)).toBe(units)
  expect(coinsOf(units, currency)).toBe(coins)
  expect(moneyOnPaper(coins, currency)).toBe(printed)
})
