import type { Period } from '../../server/time/contract.ts'
import { addDays, addMonths, dayNumber, daysOf } from '../../server/time/rules.ts'
import type { Calendar } from '../settings/display.ts'
import { monthStarts } from './months.ts'
import { earlier, later } from './order.ts'

export const presets = ['today', 'fortnight', 'quarter', 'year', 'all'] as const
export type Preset = (typeof presets)[number]

export const daysOfWeek = 7

/** How far the bar reaches by itself, in days before and after today. */
const reach = { before: 182, after: 366 }
const allYears = 3

/** The window a preset stands for. */
export function presetWindow(preset: Preset, today: string): Period {
  if (preset === 'today') return { start: today, end: today }
  if (preset === 'fortnight') return { start: today, end: addDays(today, 13) }
  if (preset === 'quarter') return { start: today, end: addDays(addMonths(today, 3), -1) }
  if (preset === 'year') return { start: today, end: addDays(addMonths(today, 12), -1) }
  return { start: addMonths(today, -12 * allYears), end: addMonths(today, 12 * allYears) }
}

/** The window of an address; two weeks from today where it names none. */
export function windowOf(address: { from?: string; to?: string }, today: string): Period {
  const usual = presetWindow('fortnight', today)
  const start = address.from ?? (address.to && address.to < usual.start ? address.to : usual.start)
  const end = address.to ?? (start > usual.end ? addDays(start, 13) : usual.end)
  return { start, end: later(start, end) }
}

export function presetOf(window: Period, today: string): Preset | null {
  return presets.find((preset) => samePeriod(presetWindow(preset, today), window)) ?? null
}

export function samePeriod(a: Period, b: Period): boolean {
  return a.start === b.start && a.end === b.end
}

/** The days the bar shows: its usual reach, widened to whole weeks around the window. */
export function domainOf(window: Period, today: string): Period {
  const start = addDays(today, -reach.before)
  const end = addDays(today, reach.after)
  return {
    start: window.start < start ? addDays(window.start, -14) : start,
    end: window.end > end ? addDays(window.end, 14) : end,
  }
}

/** Where a day begins on the bar, 0 to 1. */
export function shareOf(day: string, domain: Period): number {
  return (dayNumber(day) - dayNumber(domain.start)) / daysOf(domain)
}

/** The day under a share of the bar. */
export function dayAtShare(share: number, domain: Period): string {
  const clamped = Math.min(Math.max(share, 0), 1)
  return addDays(domain.start, Math.min(Math.round(clamped * daysOf(domain)), daysOf(domain) - 1))
}

export type Handle = 'start' | 'end' | 'both'

/** The window after a handle was brought to a day; the ends never cross. */
export function moveHandle(window: Period, handle: Handle, day: string): Period {
  if (handle === 'both') {
    const length = daysOf(window) - 1
    return { start: day, end: addDays(day, length) }
  }
  if (handle === 'start') return { start: day > window.end ? window.end : day, end: window.end }
  return { start: window.start, end: day < window.start ? window.start : day }
}

/** The window a week later, as playing moves it; nothing where the bar ends. */
export function weekLater(window: Period, domain: Period): Period | null {
  if (window.end >= domain.end) return null
  const start = addDays(window.start, daysOfWeek)
  const end = addDays(window.end, daysOfWeek)
  return end > domain.end ? { start: addDays(domain.end, 1 - daysOf(window)), end: domain.end } : { start, end }
}

/** The share of the bar that the name of a month takes; `جمادى الآخرة` takes more than any Gregorian one. */
const nameShare: Record<Calendar, number> = { gregorian: 0.06, hijri: 0.1 }

/** The first days of the months that the bar names, at most as many as it has room for. */
export function monthTicks(domain: Period, most: number, calendar: Calendar = 'gregorian'): string[] {
  // a month that begins too near the end has no room for its name
  const last = dayAtShare(1 - nameShare[calendar], domain)
  const months = monthStarts({ start: domain.start, end: last }, calendar)
  const step = [1, 2, 3, 6, 12, 24].find((each) => months.length / each <= most) ?? 24
  return months.flatMap(({ day, count }) => (count % step === 0 ? [day] : []))
}

/** The window, widened where it must be to hold a period. */
export function reaching(window: Period, period: Period): Period {
  return { start: earlier(window.start, period.start), end: later(window.end, period.end) }
}

const margin = 7

/** The window that goes with a period: widened to a near one; a far one it moves to, or it would show all between. */
export function following(window: Period, period: Period): Period {
  const wide = reaching(window, period)
  const usual = 2 * Math.max(daysOf(window), daysOf(period) + 2 * margin)
  if (daysOf(wide) <= usual) return wide
  return { start: addDays(period.start, -margin), end: addDays(period.end, margin) }
}
