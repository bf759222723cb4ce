import type { Period } from '../../../server/time/contract.ts'
import { earlier, later } from '../../time/order.ts'

/** The days that one of these periods shares with each other one; the same days once. */
export function sharedWith(periods: readonly Period[], index: number): Period[] {
  const own = periods[index]
  if (!own) return []
  const shared = periods.flatMap((other, at) => {
    if (at === index) return []
    const both = { start: later(own.start, other.start), end: earlier(own.end, other.end) }
    return both.start <= both.end ? [both] : []
  })
  return [...new Map(shared.map((days) => [days.start + days.end, days])).values()]
}
