import type { Period } from '../time/contract.ts'
import { dayNumber } from '../time/rules.ts'
import type { Clears } from './contract.ts'
import type { Forbidden } from './kinds/kind.ts'

/**
 * The smallest shift of a period, in whole days earlier and later, after which it touches none of the forbidden days.
 * Earlier is null where it would start before `today`, or where nothing ends; later is null where something never ends.
 */
export function clearingShifts(period: Period, forbidden: readonly Forbidden[], today: string): Clears {
  const walls = forbidden.map((one) => numbers(one, period))
  const earliest = dayNumber(today) - dayNumber(period.start)
  const earlier = settle(walls, ({ from }) => from)
  const later = settle(walls, ({ to }) => to)
  return {
    earlierDays: earlier !== null && earlier >= earliest && earlier < 0 ? -earlier : null,
    laterDays: later !== null && later > 0 ? later : null,
  }
}

/** A forbidden stretch as the open interval of shifts it rules out: a shift works when it is `<= from` or `>= to`. */
interface Wall {
  from: number
  to: number
}

function numbers({ from, to, applies }: Forbidden, period: Period): Wall {
  const first = dayNumber(period.start)
  const last = applies === 'start' ? first : dayNumber(period.end)
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
