import { dayAt } from '../../time/rules.ts'
import type { Works } from '../../works/contract.ts'

/** The last day of a guarantee whose works are cleared today, and the one that it would have had where that ends it early. */
export function guaranteeCleared(
  until: string | null,
  today: string,
): { until: string | null; wasUntil: string | null; isEarly: boolean } {
  const isEarly = until !== null && today <= until
  return isEarly && today < until ? { until: today, wasUntil: until, isEarly } : { until, wasUntil: null, isEarly }
}

/**
 * Does a final inspection speak of ground that is closed? One of before the day on which it was closed saw a trench. Where
 * nobody knows when that was, as of works that another system recorded, it is believed. [ours]
 */
export function isOfClosedGround(
  endedAt: string,
  { actualPeriod }: Pick<Works, 'actualPeriod'>,
  zone: string,
): boolean {
  if (actualPeriod === null) return true
  return actualPeriod.end !== null && dayAt(new Date(endedAt), zone) >= actualPeriod.end
}
