import type { Period } from '../../../server/time/contract.ts'
import { addDays, addMonths, dayNumber, daysOf, hijriOf } from '../../../server/time/rules.ts'
import { dayOfHijri } from '../../i18n/hijri.ts'
import type { Calendar } from '../../settings/display.ts'
import { earlier, later } from '../../time/order.ts'

export const scales = ['week', 'month', 'quarter'] as const
export type Scale = (typeof scales)[number]

/** Pixels of a day. */
export const dayWidth: Record<Scale, number> = { week: 26, month: 9, quarter: 3 }

export function readScale(member: string | undefined): Scale {
  return scales.find((scale) => scale === member) ?? 'month'
}

/** How far the calendar reaches around today at the most: what lies beyond is shown at its edge. */
const most = { before: 3, after: 6 }
const margin = 21

/** The days of a chart that holds these periods and today, in whole months of the reader's calendar. */
export function calendarOf(periods: readonly Period[], today: string, by: Calendar): Period {
  const first = periods.reduce((day, { start }) => earlier(day, start), today)
  const last = periods.reduce((day, { end }) => later(day, end), today)
  const start = later(addDays(first, -margin), addMonths(today, -12 * most.before))
  const end = earlier(addDays(last, margin), addMonths(today, 12 * most.after))
  return { start: spanBegin(start, 'month', by), end: addDays(spanEnd(end, 'month', by), -1) }
}

export interface Placed {
  /** Pixels from the first day. */
  from: number
  width: number
}

/** Where a period lies; one beyond the calendar lies at its edge, without days. */
export function placed(period: Period, calendar: Period, scale: Scale): Placed {
  const days = daysOf(calendar)
  const inside = (day: number) => Math.min(Math.max(day, 0), days)
  const from = inside(dayNumber(period.start) - dayNumber(calendar.start))
  const until = inside(dayNumber(period.end) - dayNumber(calendar.start) + 1)
  return { from: from * dayWidth[scale], width: (until - from) * dayWidth[scale] }
}

/** The day at so many pixels from the first. */
export function dayAt(pixels: number, calendar: Period, scale: Scale): string {
  return addDays(calendar.start, Math.round(pixels / dayWidth[scale]))
}

const daysOfWeek = 7
/** 1970-01-01 was a Thursday; the week begins on Sunday. */
const firstSunday = 3

/** The first days of the weeks of a calendar. */
export function weeksOf({ start, end }: Period): string[] {
  const into = (((dayNumber(start) - firstSunday) % daysOfWeek) + daysOfWeek) % daysOfWeek
  const weeks: string[] = []
  for (let day = addDays(start, into === 0 ? 0 : daysOfWeek - into); day <= end; day = addDays(day, daysOfWeek))
    weeks.push(day)
  return weeks
}

type Unit = 'month' | 'year'

/** The first day of the month or year that a day lies in. */
function spanBegin(day: string, unit: Unit, by: Calendar): string {
  if (by === 'gregorian') return unit === 'month' ? `${day.slice(0, 7)}-01` : `${day.slice(0, 4)}-01-01`
  const { year, month } = hijriOf(day)
  return firstOfHijri(year, unit === 'month' ? month : 1, day)
}

/** The first day after the month or year that a day lies in. */
function spanEnd(day: string, unit: Unit, by: Calendar): string {
  if (by === 'gregorian') return addMonths(spanBegin(day, unit, by), unit === 'month' ? 1 : monthsOfYear)
  const { year, month } = hijriOf(day)
  const isLast = unit === 'year' || month === monthsOfYear
  return firstOfHijri(isLast ? year + 1 : year, isLast ? 1 : month + 1, addDays(day, 1))
}

const monthsOfYear = 12

/** Beyond the tables of Umm al-Qura, where no works is planned, another day stands in. */
function firstOfHijri(year: number, month: number, beyond: string): string {
  return dayOfHijri({ year, month, day: 1 }) ?? beyond
}

/** The months of a chart, or its years, by the reader's calendar, with their days that lie in it. */
export function spansOf(chart: Period, unit: Unit, by: Calendar): Period[] {
  const spans: Period[] = []
  let start = spanBegin(chart.start, unit, by)
  while (start <= chart.end) {
    const next = spanEnd(start, unit, by)
    spans.push({ start: later(start, chart.start), end: earlier(addDays(next, -1), chart.end) })
    start = next
  }
  return spans
}
