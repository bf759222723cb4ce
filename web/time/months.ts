import type { Period } from '../../server/time/contract.ts'
import { addDays, addMonths, hijriOf } from '../../server/time/rules.ts'
import { dayOfHijri } from '../i18n/hijri.ts'
import type { Calendar } from '../settings/display.ts'

interface MonthStart {
  day: string
  /** Months of its calendar since its year nought. */
  count: number
}

/** The first days of the months that begin after the first day of a period and before its last, by a calendar. */
export function monthStarts(period: Period, calendar: Calendar): MonthStart[] {
  const next = calendar === 'hijri' ? nextHijri : nextGregorian
  const months: MonthStart[] = []
  for (let month = next(period.start); month.day < period.end; month = next(month.day)) months.push(month)
  return months
}

function nextGregorian(day: string): MonthStart {
  const first = addMonths(`${day.slice(0, 7)}-01`, 1)
  return { day: first, count: Number(first.slice(5, 7)) - 1 + 12 * Number(first.slice(0, 4)) }
}

function nextHijri(day: string): MonthStart {
  const { year, month } = hijriOf(day)
  const count = 12 * year + month
  const first = dayOfHijri({ year: Math.floor(count / 12), month: (count % 12) + 1, day: 1 })
  // beyond the tables, where no bar reaches
  return { day: first ?? addDays(day, 30), count }
}
