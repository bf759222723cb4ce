import {
  CalendarDate,
  GregorianCalendar,
  IslamicUmalquraCalendar,
  parseDate,
  toCalendar,
} from '@internationalized/date'

/** The calendar of Umm al-Qura, which Saudi offices go by. */
const umalqura = new IslamicUmalquraCalendar()

/** The years that its tables hold; a year among them is a Hijri one, whatever calendar is the main one. */
const tables = { first: 1300, last: 1600 }

export interface HijriDay {
  year: number
  month: number
  day: number
}

export function hijriOf(day: string): HijriDay {
  const { year, month, day: dayOfMonth } = toCalendar(parseDate(day), umalqura)
  return { year, month, day: dayOfMonth }
}

export function isHijriYear(year: number): boolean {
  return year >= tables.first && year <= tables.last
}

/** The day that a Hijri date names; `null` where the month has no such day. */
export function dayOfHijri({ year, month, day }: HijriDay): string | null {
  if (!isHijriYear(year) || month < 1 || month > 12) return null
  const first = new CalendarDate(umalqura, year, month, 1)
  if (day < 1 || day > umalqura.getDaysInMonth(first)) return null
  return toCalendar(first.set({ day }), new GregorianCalendar()).toString()
}
