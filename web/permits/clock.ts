/** How long until something is due, or since when it is late, in the largest unit that says enough. */
export interface DueClock {
  isLate: boolean
  unit: 'minutes' | 'hours' | 'days'
  count: number
}

const minute = 60_000
const hour = 60 * minute
const day = 24 * hour
/** Below two days the hours are counted: "one day left" may mean 24 hours or 47. */
const daysFrom = 2 * day
/** What is due within a working day is marked before it is late. */
const soonWithin = 8 * hour

/** Whole units, rounded down: nobody is promised time that is not there. */
export function clockOf(dueAt: string, now: number): DueClock {
  const left = Date.parse(dueAt) - now
  const span = Math.abs(left)
  const isLate = left <= 0
  if (span >= daysFrom) return { isLate, unit: 'days', count: Math.floor(span / day) }
  if (span >= hour) return { isLate, unit: 'hours', count: Math.floor(span / hour) }
  return { isLate, unit: 'minutes', count: Math.floor(span / minute) }
}

export type Urgency = 'late' | 'soon' | 'ample'

export function urgencyOf(dueAt: string, now: number): Urgency {
  const left = Date.parse(dueAt) - now
  if (left <= 0) return 'late'
  return left <= soonWithin ? 'soon' : 'ample'
}
