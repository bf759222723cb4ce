import type { RulePack } from '../policy/contract.ts'
import type { Period } from '../time/contract.ts'
import { dayNumber } from '../time/rules.ts'
import type { Category, Status } from '../works/contract.ts'
import { finishedStatuses, isLive } from '../works/rules.ts'
import type { PairKind } from './contract.ts'

/** What must be known of a works to say what it makes with another. `occupies` is inclusive. */
export interface Standing {
  status: Status
  category: Category
  projectId: string | null
  occupies: Period
  guaranteeUntil: string | null
}

function isFinished({ status }: Standing): boolean {
  return (finishedStatuses as readonly Status[]).includes(status)
}

/** Whole days free between the periods of two works; nought where they overlap or follow each other at once. */
export function gapBetween(a: Standing, b: Standing): number {
  return Math.max(freeDaysBetween(a, b), 0)
}

function freeDaysBetween(a: Standing, b: Standing): number {
  const [first, second] = inOrder(a, b)
  return dayNumber(second.occupies.start) - dayNumber(first.occupies.end) - 1
}

function inOrder(a: Standing, b: Standing): [Standing, Standing] {
  return dayNumber(a.occupies.start) <= dayNumber(b.occupies.start) ? [a, b] : [b, a]
}

/**
 * The kinds that two works make, by the words of the rules: the plain form that `verify` holds the register's SQL to.
 * `touches`: their footprints intersect; `near`: their reaches do.
 */
export function kindsOf(
  a: Standing,
  b: Standing,
  ground: { touches: boolean; near: boolean },
  pack: RulePack,
): PairKind[] {
  if (!ground.near || !isLive(a.status) || !isLive(b.status)) return []
  if (a.projectId !== null && a.projectId === b.projectId) return []
  if (isFinished(a) && isFinished(b)) return []
  const [first, second] = inOrder(a, b)
  const freeDays = freeDaysBetween(a, b)
  const together = freeDays < 0 && !isFinished(a) && !isFinished(b)
  if (together) return [ground.touches ? 'clash' : 'proximity']
  if (!ground.touches) return []
  const kinds: PairKind[] = []
  if (Math.max(freeDays, 0) <= pack.digOnceDays) kinds.push('repeat_dig')
  const rest = first.category === 'road_works' ? pack.moratoriumDays.roadWorks : pack.moratoriumDays.other
  if (freeDays >= 0 && freeDays + 1 < rest && !isFinished(second)) kinds.push('moratorium')
  if (digsInGuarantee(a, b) || digsInGuarantee(b, a)) kinds.push('guarantee')
  return kinds
}

function digsInGuarantee(finished: Standing, digging: Standing): boolean {
  if (!isFinished(finished) || finished.guaranteeUntil === null) return false
  return digging.occupies.start <= finished.guaranteeUntil && digging.occupies.end > finished.occupies.end
}
