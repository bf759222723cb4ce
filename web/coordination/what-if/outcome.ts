import type { Assessment, Conflict, Finding, FindingKind } from '../../../server/coordination/contract.ts'
import type { Period } from '../../../server/time/contract.ts'
import { daysOf } from '../../../server/time/rules.ts'
import { earlier, later } from '../../time/order.ts'

export type Fate =
  | { is: 'stays' }
  | { is: 'unknown' }
  /** Apart in time, the same ground may still be dug once for both. */
  | { is: 'gone'; leavesChance: boolean }
  | { is: 'becomes'; kind: FindingKind }

export interface Outcome {
  fate: Fate
  /** What it would meet, and does not meet as it stands; chances to share a trench are no harm. */
  arising: Finding[]
  /** What it meets as it stands and would not meet, besides the conflict itself. */
  clearing: Finding[]
  /** Could everything be looked up, as it stands and as it would be? */
  complete: boolean
}

const keyOf = ({ kind, other }: Finding) => `${kind} ${other.type} ${other.id ?? other.title}`

/** What other dates of one works would make of a conflict: by an assessment as it stands, and one with the dates that are tried. */
export function outcomeOf(
  conflict: Pick<Conflict, 'kind'>,
  otherId: string,
  before: Assessment,
  after: Assessment,
): Outcome {
  const ofPair = after.findings.filter(({ other }) => other.type === 'works' && other.id === otherId)
  const lacking = (list: readonly Finding[]) => {
    const keys = new Set(list.map(keyOf))
    return (finding: Finding) => !finding.digOnce && !keys.has(keyOf(finding))
  }
  const isOfPair = ({ other }: Finding) => other.type === 'works' && other.id === otherId
  return {
    complete: after.complete && before.complete,
    fate: fateOf(conflict, ofPair, after.complete && before.complete),
    arising: after.findings.filter(lacking(before.findings)).filter((finding) => !isOfPair(finding)),
    clearing: before.findings.filter(lacking(after.findings)).filter((finding) => !isOfPair(finding)),
  }
}

function fateOf({ kind }: Pick<Conflict, 'kind'>, ofPair: readonly Finding[], isComplete: boolean): Fate {
  if (ofPair.some((finding) => finding.kind === kind)) return { is: 'stays' }
  // what could not be looked up is never clear
  if (!isComplete) return { is: 'unknown' }
  const worst = ofPair.find(({ digOnce }) => !digOnce)
  return worst ? { is: 'becomes', kind: worst.kind } : { is: 'gone', leavesChance: ofPair.length > 0 }
}

/** The days that two periods have in common. */
export function sharedDays(a: Period, b: Period): Period | null {
  const start = later(a.start, b.start)
  const end = earlier(a.end, b.end)
  return start <= end ? { start, end } : null
}

/** The days on which the street is open for one or both. */
export function daysOnStreet(a: Period, b: Period): number {
  const shared = sharedDays(a, b)
  return daysOf(a) + daysOf(b) - (shared ? daysOf(shared) : 0)
}
