import type { Period } from '../../time/contract.ts'
import { addDays, dayNumber } from '../../time/rules.ts'

/** The days of a diversion within its works: counted from the works' first day, so that it moves along with it. */
export interface Part {
  firstDay: number
  lastDay: number
}

const earliest = (...days: string[]) => days.sort()[0] as string
const latest = (...days: string[]) => days.sort().at(-1) as string

/** A part of the period of a works; null where it is no part of it. */
export function partOf(part: Period, whole: Period): Part | null {
  const firstDay = dayNumber(part.start) - dayNumber(whole.start)
  const lastDay = dayNumber(part.end) - dayNumber(whole.start)
  return firstDay >= 0 && lastDay >= firstDay && part.end <= whole.end ? { firstDay, lastDay } : null
}

/** The days of a works that its parts are counted in: from the first that was dug, where that is known, to the last of its period. */
export function countedIn(period: Period, actual: { start: string } | null): Period {
  const start = actual?.start ?? period.start
  return { start, end: latest(start, period.end) }
}

/** The calendar days of a part of a works that occupies its ground from this day on. */
export function daysOfPart({ firstDay, lastDay }: Part, start: string): Period {
  return { start: addDays(start, firstDay), end: addDays(start, lastDay) }
}

/** The days on which a diversion runs: as long as its works occupies its ground, or a part of that; null where that ends before. */
export function diversionDays(occupies: Period, part: Part | null): Period | null {
  if (!part) return occupies
  const days = daysOfPart(part, occupies.start)
  if (days.start > occupies.end) return null
  return { start: days.start, end: earliest(days.end, occupies.end) }
}

/** Of the diversions of a works those that still fall within its period, and as much of each as does. */
export function withinPeriod<D extends { period: Period | null }>(diversions: readonly D[], whole: Period): D[] {
  return diversions.flatMap((diversion) => {
    const { period } = diversion
    if (!period) return [diversion]
    const start = latest(period.start, whole.start)
    const end = earliest(period.end, whole.end)
    return start <= end ? [{ ...diversion, period: { start, end } }] : []
  })
}

/**
 * The days of a diversion in a works that comes of its plan, and has days of its own: those that it was coordinated for, as
 * far as they are its own as well; where none is, all of them, which whoever knows better shortens.
 */
export function daysHandedOn({ period }: { period: Period | null }, whole: Period): Period | null {
  return withinPeriod([{ period }], whole)[0]?.period ?? null
}
