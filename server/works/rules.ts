import type { RulePack } from '../policy/contract.ts'
import type { Period } from '../time/contract.ts'
import { addDays, addMonths } from '../time/rules.ts'
import type { Status, Works } from './contract.ts'

/**
 * Statuses in which a works occupies its ground in its period. Those returned to the applicant or suspended still mean
 * to dig, or stand open: leaving them out would hide a conflict.
 */
export const occupyingStatuses = [
  'planned',
  'submitted',
  'in_coordination',
  'approved',
  'permitted',
  'in_progress',
  'returned',
  'suspended',
] as const satisfies readonly Status[]

/** Statuses in which the ground is closed again and somebody answers for it. */
export const finishedStatuses = ['reinstated', 'in_guarantee'] as const satisfies readonly Status[]

/** What other works meet. The partial index of migration 0006 names the same list, or it would not be used. */
export const liveStatuses = [...occupyingStatuses, ...finishedStatuses] as const

export function isLive(status: Status): boolean {
  return (liveStatuses as readonly Status[]).includes(status)
}

/** Statuses that come to nothing, or are over: lists, maps and counts leave them out unless they are asked for. */
export const silentStatuses: readonly Status[] = ['refused', 'cancelled', 'expired', 'closed', 'progressed']

/** Statuses in which title, route and period may be changed without an amendment. */
const changeable: readonly Status[] = ['draft', 'planned', 'returned']

export function mayChange({ status }: { status: Status }): boolean {
  return changeable.includes(status)
}

/** An emergency that was dug by its notice may be described until its application is filed; where it lies stays. */
export function mayDescribe({
  notifiedAt,
  submittedAt,
}: {
  notifiedAt: string | null
  submittedAt: string | null
}): boolean {
  return notifiedAt !== null && submittedAt === null
}

/** Statuses of ground that may be open. */
const open: readonly Status[] = ['in_progress', 'suspended']

/**
 * Whether what is closed and where traffic is led may be written without an amendment. An emergency that is dug by its notice
 * has no permit yet that one could be proposed of, and its traffic is led at once.
 */
export function mayLeadTraffic(works: Pick<Works, 'status' | 'notifiedAt' | 'permitNumber'>): boolean {
  return mayChange(works) || (works.notifiedAt !== null && works.permitNumber === null && open.includes(works.status))
}

/** Statuses in which the dates are still a plan. */
const plannedStatuses: readonly string[] = [
  'draft',
  'planned',
  'submitted',
  'in_coordination',
  'approved',
  'permitted',
  'returned',
]

/**
 * The days a works occupies its ground, inclusive: as it happened where it did, else as planned. What is still open past
 * its planned end occupies it as long as it has been seen open.
 */
export function occupiedDays({
  period,
  actualPeriod,
  openUntil,
}: {
  period: Period
  actualPeriod: { start: string; end: string | null } | null
  openUntil: string | null
}): Period {
  if (!actualPeriod) return period
  const { start, end } = actualPeriod
  if (end !== null) return { start, end }
  return { start, end: [period.end, start, openUntil ?? start].sort().at(-1) as string }
}

/** May its dates still be moved? Not once it has begun. */
export function mayMove(status: string): boolean {
  return plannedStatuses.includes(status)
}

/** How long whoever dug answers for the ground: longer where it was dug deep. [S] */
export function guaranteeMonths(depthMetres: number | null, { guarantee }: Pick<RulePack, 'guarantee'>): number {
  const isDeep = depthMetres !== null && depthMetres > guarantee.deepFromMetres
  return isDeep ? guarantee.deepMonths : guarantee.months
}

/** The last day of a guarantee that begins on a day. */
export function guaranteeEnd(first: string, depthMetres: number | null, pack: Pick<RulePack, 'guarantee'>): string {
  return addDays(addMonths(first, guaranteeMonths(depthMetres, pack)), -1)
}
