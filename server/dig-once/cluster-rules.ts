import type { RulePack } from '../policy/contract.ts'
import type { Period } from '../time/contract.ts'
import { addDays, dayNumber, daysOf } from '../time/rules.ts'
import {
  add,
  type Bond,
  gapWithin,
  grow,
  type Joining,
  joiningsFrom,
  moneyOf,
  nothingSaved,
  type Savings,
  type SharedStretch,
  type Sharer,
} from './rules.ts'

/** A works that could share its trench, and the live group that it is linked in, with the projects of all that are in it. */
export interface Candidate extends Sharer {
  projectId: string | null
  group: { id: string; leadId: string; projectIds: readonly string[] } | null
}

export interface FoundCluster {
  worksIds: string[]
  leadId: string
  groupId: string | null
  joinings: Joining[]
  savings: Savings
  gapDays: number
  suggested: { period: Period; shifts: { worksId: string; days: number }[] }
}

/**
 * The clusters that works make by the ground they share, the one that saves the most first. They grow from works to works,
 * the longest stretch first, as far as all of a cluster lie within the dig-once window of each other and it has no more
 * works than the pack allows; of works linked already, those of one group only, and none of a project that is in it: a link
 * would be refused. One agency's works alone are no cluster.
 */
export function clustersOf(
  works: ReadonlyMap<string, Candidate>,
  stretches: readonly SharedStretch[],
  pack: Pick<RulePack, 'digOnce' | 'digOnceDays'>,
  today: string,
): FoundCluster[] {
  const { mostWorks } = pack.digOnce
  const mayJoin = (members: readonly Sharer[]) =>
    members.length <= mostWorks &&
    gapWithin(members) <= pack.digOnceDays &&
    groupsOf(members as readonly Candidate[]).length <= 1 &&
    haveOwnProjects(members as readonly Candidate[])
  const { groups, bonds } = grow(works, stretches, { pack, united: linkedAlready(works), mayJoin })
  return groups
    .map((ids) => ids.flatMap((id) => works.get(id) ?? []).sort((a, b) => (a.id < b.id ? -1 : 1)))
    .filter((members) => new Set(members.map(({ agencyId }) => agencyId)).size > 1)
    .flatMap((members) => clusterOf(members, bonds, today) ?? [])
    .sort((one, other) => moneyOf(other.savings) - moneyOf(one.savings) || (keyOf(one) < keyOf(other) ? -1 : 1))
}

const keyOf = ({ worksIds }: FoundCluster) => worksIds.join(' ')

function groupsOf(members: readonly Candidate[]): string[] {
  return [...new Set(members.flatMap(({ group }) => group?.id ?? []))]
}

/** Is each that would be linked the only works of its project there? */
function haveOwnProjects(members: readonly Candidate[]): boolean {
  const there = members.find(({ group }) => group !== null)?.group?.projectIds ?? []
  const joining = members.flatMap(({ group, projectId }) => (group ? [] : (projectId ?? [])))
  return new Set([...there, ...joining]).size === there.length + joining.length
}

/** Works of one live group belong together whatever else they share. */
function linkedAlready(works: ReadonlyMap<string, Candidate>): string[][] {
  const byGroup = new Map<string, string[]>()
  for (const { id, group } of works.values()) if (group) byGroup.set(group.id, [...(byGroup.get(group.id) ?? []), id])
  return [...byGroup.values()]
}

function clusterOf(members: readonly Candidate[], bonds: readonly Bond[], today: string): FoundCluster | null {
  const ids = members.map(({ id }) => id)
  const own = bonds.filter(({ a }) => ids.includes(a))
  if (own.length === 0) return null
  const group = members.find((each) => each.group)?.group ?? null
  const leadId = group?.leadId ?? leadOf(members, own)
  const there = group ? members.flatMap((each) => (each.group ? each.id : [])) : [leadId]
  return {
    worksIds: ids,
    leadId,
    groupId: group?.id ?? null,
    joinings: joiningsFrom(there, own),
    savings: own.reduce<Savings>(add, nothingSaved),
    gapDays: gapWithin(members),
    suggested: suggestedFor(members, today),
  }
}

/** Who shares the most metres; of several the one that takes the most days, then the one that was there first. */
function leadOf(members: readonly Candidate[], bonds: readonly Bond[]): string {
  const shared = ({ id }: Candidate) =>
    bonds.filter(({ a, b }) => a === id || b === id).reduce((sum, { sharedMetres }) => sum + sharedMetres, 0)
  const [first] = [...members].sort((a, b) => shared(b) - shared(a) || daysOf(b.period) - daysOf(a.period))
  return (first as Candidate).id
}

/** As long as the longest of them takes, from the day on which the last of them was to begin: nobody must hurry. */
function suggestedFor(members: readonly Candidate[], today: string): FoundCluster['suggested'] {
  const start = [today, ...members.map(({ period }) => period.start)].sort().at(-1) as string
  const days = Math.max(...members.map(({ period }) => daysOf(period)))
  return {
    period: { start, end: addDays(start, days - 1) },
    shifts: members.map(({ id, period }) => ({ worksId: id, days: dayNumber(start) - dayNumber(period.start) })),
  }
}
