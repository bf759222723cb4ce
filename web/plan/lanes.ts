import type { PlannedWorks } from '../../server/analytics/contract.ts'
import { dayNumber } from '../../server/time/rules.ts'

/** A bar of the year: its lane, and where it begins and how long it is, in hundredths of the year. */
export interface Bar {
  works: PlannedWorks
  lane: number
  start: number
  width: number
}

/** The months of a year as shares of it, January first: where each begins, in hundredths. */
export function monthStarts(year: number): number[] {
  const days = daysOfYear(year)
  const first = dayNumber(`${year}-01-01`)
  return Array.from({ length: 12 }, (_, month) => {
    const day = `${year}-${String(month + 1).padStart(2, '0')}-01`
    return ((dayNumber(day) - first) / days) * 100
  })
}

function daysOfYear(year: number): number {
  return dayNumber(`${year + 1}-01-01`) - dayNumber(`${year}-01-01`)
}

/** Lays works of one street into lanes, so that none lies over another; each in the first lane that is free. */
export function barsOf(works: readonly PlannedWorks[], year: number): { bars: Bar[]; lanes: number } {
  const first = dayNumber(`${year}-01-01`)
  const days = daysOfYear(year)
  /** The last day that is taken of each lane. */
  const taken: number[] = []
  const bars = works.map((one): Bar => {
    const start = Math.max(0, dayNumber(one.occupies.start) - first)
    const end = one.occupies.end === null ? days - 1 : Math.min(days - 1, dayNumber(one.occupies.end) - first)
    const free = taken.findIndex((last) => last < start)
    const lane = free < 0 ? taken.length : free
    taken[lane] = end
    return { works: one, lane, start: (start / days) * 100, width: ((end - start + 1) / days) * 100 }
  })
  return { bars, lanes: taken.length }
}
