import type { Language } from '../../server/language/contract.ts'
import { calendarLocale, civilYear } from '../i18n/format.ts'

/** The name of a month of the civil year, January nought: the plan's year is the budget's, whatever calendar is read. */
export function civilMonth(month: number, language: Language): string {
  const options = { month: language === 'ar' ? 'long' : 'short', timeZone: 'UTC' } as const
  return new Intl.DateTimeFormat(calendarLocale(language, 'gregorian'), options).format(Date.UTC(2027, month, 1))
}

/** The civil month that begins on a day, with its year: what is reckoned by it is not called by the month of another calendar. */
export function civilMonthOf(first: string, language: Language): string {
  return `${civilMonth(Number(first.slice(5, 7)) - 1, language)} ${civilYear(first.slice(0, 4))}`
}
