import type { Language } from '../../server/language/contract.ts'
import { plainLocale } from '../i18n/format.ts'

/** An amount in whole units of its currency. */
export function money(value: number, currency: string, language: Language): string {
  const style = { style: 'currency', currency, maximumFractionDigits: 0 } as const
  return new Intl.NumberFormat(plainLocale(language), style).format(value)
}
