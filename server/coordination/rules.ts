import type { RulePack } from '../policy/contract.ts'
import type { Period } from '../time/contract.ts'
import { dayNumber } from '../time/rules.ts'
import type { Category, Closure, Status } from '../works/contract.ts'
import { diversionDays, type Part } from '../works/diversions/rules.ts'
import { finishedStatuses, isLive } from '../works/rules.ts'
import type { PairKind } from './contract.ts'

/** What must be known of a works to say what it makes with another. `occupies` is inclusive. */
export interface Standing {
  status: Status
  category: Category
  projectId: string | null
  /** Of works that share a trench. */
  groupId: string | null
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

/** Does one period hold the other? Then one trench stands open for both, and the shorter takes no day of its own. */
export function areInStep(one: Period, other: Period): boolean {
  const holds = (outer: Period, inner: Period) => outer.start <= inner.start && inner.end <= outer.end
  return holds(one, other) || holds(other, one)
}

/** Linked works are no clash in the trench that they share, on days that they share; nothing else is settled by it. */
function shareTrench(a: Standing, b: Standing): boolean {
  return a.groupId !== null && a.groupId === b.groupId && areInStep(a.occupies, b.occupies)
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
  if (together && shareTrench(a, b)) return []
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

/** A works that closes a road, and one that leads its traffic along it. */
interface Crossed {
  closing: Standing & { closure: Closure }
  leading: Standing & { part: Part | null }
}

/** The days on which a closure lies on another works' diversion; null where it never does. */
export function crossedDays({ closing, leading }: Crossed, { diversion }: RulePack): Period | null {
  if (!diversion.closures.includes(closing.closure)) return null
  if (![closing, leading].every((works) => isLive(works.status) && !isFinished(works))) return null
  if (closing.projectId !== null && closing.projectId === leading.projectId) return null
  const led = diversionDays(leading.occupies, leading.part)
  if (!led) return null
  const [, start = ''] = [led.start, closing.occupies.start].sort()
  const [end = ''] = [led.end, closing.occupies.end].sort()
  return start <= end ? { start, end } : null
}
