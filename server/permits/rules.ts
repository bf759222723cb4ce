import type { RulePack } from '../policy/contract.ts'
import type { StreetClass } from '../streets/contract.ts'
import type { Period } from '../time/contract.ts'
import { dayNumber } from '../time/rules.ts'
import type { Category, Status, Works } from '../works/contract.ts'
import type { PermitState } from './contract.ts'

const finished: readonly Status[] = ['reinstated', 'in_guarantee', 'closed']

/** What a permit is worth on a day, by how its works stands; `null` where whoever asks does not see the works any more. */
export function permitStateOf(valid: Period, status: Status | null, today: string): PermitState {
  if (status === 'suspended') return 'suspended'
  if (status !== null && finished.includes(status)) return 'finished'
  if (status !== 'permitted' && status !== 'in_progress') return 'void'
  if (today < valid.start) return 'not_begun'
  return today > valid.end ? 'over' : 'in_force'
}

/**
 * The days of a permit once its works was amended. What is dug began when it did; what is not may begin as the works does, and no
 * earlier than today unless it might have already.
 */
export function validAfter(valid: Period, works: Pick<Works, 'period' | 'actualPeriod'>, today: string): Period {
  const { start, end } = works.period
  if (works.actualPeriod !== null) return { start: valid.start, end }
  if (start > today) return { start, end }
  return { start: valid.start <= today ? valid.start : today, end }
}

/** By how many days a works ends later than its permit. */
export function daysBeyond(valid: Period, { period }: Pick<Works, 'period'>): number {
  return Math.max(0, dayNumber(period.end) - dayNumber(valid.end))
}

/**
 * What the days past a permit's end cost, the first of them being day 1: by the class of the street, less for the first
 * days, times the factor of the category. [S: a charge per day by the kind of street, lower at first]
 */
export function overrunCharge(
  { from, to }: { from: number; to: number },
  { roadClass, category }: { roadClass: StreetClass | null; category: Category },
  { perDay, firstDays, factor }: RulePack['overrun'],
): number {
  const { first, later } = perDay[roadClass ?? 'unknown']
  const firsts = Math.max(0, Math.min(to, firstDays) - from + 1)
  const laters = Math.max(0, to - Math.max(from, firstDays + 1) + 1)
  return (firsts * first + laters * later) * factor[category]
}
