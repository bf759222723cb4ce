import type { Period } from '../time/contract.ts'
import { dayNumber } from '../time/rules.ts'
import type { Clears } from './contract.ts'
import type { Forbidden } from './kinds/kind.ts'

/**
 * The smallest shift of a period, in whole days earlier and later, after which it touches none of the forbidden days and
 * starts today or later. Null where there is none, and where nothing is in the way.
 */
export function clearingShifts(period: Period, forbidden: readonly Forbidden[], today: string): Clears {
  const walls = forbidden.map((one) => numbers(one, period))
  if (!walls.some(({ from, to }) => from < 0 && to > 0)) return { earlierDays: null, laterDays: null }
  const past: Wall = { from: -Infinity, to: dayNumber(today) - dayNumber(period.start) }
  const earlier = settle([...walls, past], ({ from }) => from)
  const later = settle([...walls, past], ({ to }) => to)
  return {
    earlierDays: earlier !== null && earlier < 0 ? -earlier : null,
    laterDays: later !== null && later > 0 ? later : null,
  }
}

/** A forbidden stretch as the open interval of shifts it rules out: a shift works when it is `<= from` or `>= to`. */
interface Wall {
  from: number
  to: number
}

function numbers({ from, to, applies }: Forbidden, period: Period): Wall {
  const start = dayNumber(period.start)
  const end = dayNumber(period.end)
  const first = applies === 'end' ? end : start
  const last = applies === 'start' ? start : end
  return {
    from: from === null ? -Infinity : dayNumber(from) - 1 - last,
    to: to === null ? Infinity : dayNumber(to) + 1 - first,
  }
}

/** Moves from one wall's edge to the next until none is in the way. Each step passes a wall for good, so it ends. */
function settle(walls: readonly Wall[], edge: (wall: Wall) => number): number | null {
  let shift = 0
  for (let i = 0; i <= walls.length; i++) {
    const at = shift
    const inTheWay = walls.find(({ from, to }) => at > from && at < to)
    if (!inTheWay) return shift
    shift = edge(inTheWay)
    if (!Number.isFinite(shift)) return null
  }
  return null
}
