import type { Period } from '../../../server/time/contract.ts'
import { addDays, addMonths, dayNumber, daysOf } from '../../../server/time/rules.ts'
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

/** The days of a calendar that holds these periods and today, in whole months. */
export function calendarOf(periods: readonly Period[], today: string): Period {
  const first = periods.reduce((day, { start }) => earlier(day, start), today)
  const last = periods.reduce((day, { end }) => later(day, end), today)
  const start = later(addDays(first, -margin), addMonths(today, -12 * most.before))
  const end = earlier(addDays(last, margin), addMonths(today, 12 * most.after))
  const afterEnd = addMonths(`${end.slice(0, 7)}-01`, 1)
  return { start: `${start.slice(0, 7)}-01`, end: addDays(afterEnd, -1) }
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

/** The months of a calendar, or its years, with their days that lie in it. */
export function spansOf(calendar: Period, unit: 'month' | 'year'): Period[] {
  const step = unit === 'month' ? 1 : 12
  const begin = unit === 'month' ? `${calendar.start.slice(0, 7)}-01` : `${calendar.start.slice(0, 4)}-01-01`
  const spans: Period[] = []
  for (let start = begin; start <= calendar.end; start = addMonths(start, step)) {
    const end = addDays(addMonths(start, step), -1)
    spans.push({ start: later(start, calendar.start), end: earlier(end, calendar.end) })
  }
  return spans
}
