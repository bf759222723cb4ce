import type { Period } from '../../server/time/contract.ts'
import { addDays, dayNumber, daysOf } from '../../server/time/rules.ts'
import { earlier, later } from '../time/order.ts'

/** The days that an axis shows of several periods, around one of them. */
export function axisAround(periods: readonly Period[], around: Period): Period {
  // A guarantee of years would press the works itself to a line: the axis ends a works' length away from it.
  const room = Math.max(daysOf(around), 14)
  const first = periods.reduce((day, { start }) => earlier(day, start), around.start)
  const last = periods.reduce((day, { end }) => later(day, end), around.end)
  const earliest = addDays(around.start, -2 * room)
  const latest = addDays(around.end, 2 * room)
  return { start: addDays(later(first, earliest), -2), end: addDays(earlier(last, latest), 2) }
}

/** An axis that shows all days of all of them; of none it is no day at all. */
export function axisOver(periods: readonly Period[]): Period {
  const first = periods.reduce((day, { start }) => (day === '' ? start : earlier(day, start)), '')
  const last = periods.reduce((day, { end }) => (day === '' ? end : later(day, end)), '')
  return { start: addDays(first, -2), end: addDays(last, 2) }
}

/** Where a period lies on an axis, for the style of its bar. */
export function placeOn(axis: Period, period: Period): { insetInlineStart: string; width: string } {
  const days = daysOf(axis)
  const inside = (day: number) => Math.min(Math.max(day, 0), days)
  const start = inside(dayNumber(period.start) - dayNumber(axis.start))
  const end = inside(dayNumber(period.end) - dayNumber(axis.start) + 1)
  return { insetInlineStart: `${(start / days) * 100}%`, width: `${Math.max(0.8, ((end - start) / days) * 100)}%` }
}

/** Does an axis show any day of a period? */
export function touches(axis: Period, period: Period): boolean {
  return period.end >= axis.start && period.start <= axis.end
}

/** The days that are shown of a works and of those it meets; where all of them are far away, at least the nearest one. */
export function axisOf(own: Period, others: readonly Period[]): Period {
  const axis = axisAround([own, ...others], own)
  if (others.length === 0 || others.some((other) => touches(axis, other))) return axis
  const gap = ({ start, end }: Period) =>
    Math.max(dayNumber(start) - dayNumber(own.end), dayNumber(own.start) - dayNumber(end))
  const nearest = others.reduce((before, other) => (gap(other) < gap(before) ? other : before))
  return {
    start: addDays(earlier(own.start, nearest.start), -2),
    end: addDays(later(own.end, nearest.end), 2),
  }
}

/** At which ends a bar goes on beyond the axis, for its style. */
export function cutOf(axis: Period, { start, end }: Period): string | undefined {
  return [start < axis.start ? 'start' : '', end > axis.end ? 'end' : ''].filter(Boolean).join(' ') || undefined
}
