import type { MeetingItem, MeetingPack } from '../contract.ts'
import type { MeetingState, Minute, NewOutcome } from './contract.ts'

/** The pack without its items: of each group their numbers, and beside it everything that is told of none. */
export interface FrozenPack extends Omit<MeetingPack, 'points'> {
  points: (Omit<MeetingPack['points'][number], 'groups'> & {
    groups: (Omit<MeetingPack['points'][number]['groups'][number], 'items'> & { numbers: number[] })[]
  })[]
}

/** Takes the items out of a pack. */
export function frozenOf({ points, ...pack }: MeetingPack): FrozenPack {
  return {
    ...pack,
    points: points.map(({ groups, ...point }) => ({
      ...point,
      groups: groups.map(({ items, ...group }) => ({ ...group, numbers: items.map(({ number }) => number) })),
    })),
  }
}

/** Puts them back: of those that the reader does not see, `heldBack` says what is told. */
export function thawed(
  { points, ...pack }: FrozenPack,
  items: ReadonlyMap<number, MeetingItem>,
  heldBack: (number: number) => MeetingItem,
): MeetingPack {
  return {
    ...pack,
    points: points.map(({ groups, ...point }) => ({
      ...point,
      groups: groups.map(({ numbers, ...group }) => ({
        ...group,
        items: numbers.map((number) => items.get(number) ?? heldBack(number)),
      })),
    })),
  }
}

export function itemsOf({ points }: MeetingPack): MeetingItem[] {
  return points.flatMap(({ groups }) => groups.flatMap(({ items }) => items))
}

/** Whether two packs, each in a language, are one agenda: the same things under the same numbers. */
export function isOneAgenda(one: MeetingPack, other: MeetingPack): boolean {
  const marks = (pack: MeetingPack) =>
    itemsOf(pack).map(({ number, about, reference, works }) => [number, about, reference, works.map(({ id }) => id)])
  return JSON.stringify(marks(one)) === JSON.stringify(marks(other))
}

/** How often its items were noted, all of them together: what tells whether any was since it was seen. */
export function revisionsOf({ minutes }: { minutes: readonly { revision: number }[] }): number {
  return minutes.reduce((sum, { revision }) => sum + revision, 0)
}

const betweenParties: readonly string[] = ['decisions', 'cases']

/** Whether an item is told to its parties alone, as it is elsewhere: cases, what was decided, and what somebody is charged. */
export function isBetween(point: string, { money }: Pick<MeetingItem, 'money'>): boolean {
  return betweenParties.includes(point) || (point === 'overdue' && money !== null)
}

export type OutcomeFault =
  | 'words_needed'
  | 'settler_needed'
  | 'settler_unknown'
  | 'day_needed'
  | 'day_early'
  | 'needless'

/** What is wrong with what came of an item, and at which member: null where it may be noted. */
export function outcomeFault(
  { outcome, words, settlerId, settleBy }: NewOutcome,
  { heldOn, agencyIds }: { heldOn: string; agencyIds: readonly string[] },
): { path: 'words' | 'settlerId' | 'settleBy'; fault: OutcomeFault } | null {
  if (outcome === null && words !== undefined) return { path: 'words', fault: 'needless' }
  if (outcome !== 'to_settle') {
    if (settlerId !== undefined) return { path: 'settlerId', fault: 'needless' }
    if (settleBy !== undefined) return { path: 'settleBy', fault: 'needless' }
    return outcome === 'agreed' && words === undefined ? { path: 'words', fault: 'words_needed' } : null
  }
  if (words === undefined) return { path: 'words', fault: 'words_needed' }
  if (settlerId === undefined) return { path: 'settlerId', fault: 'settler_needed' }
  if (!agencyIds.includes(settlerId)) return { path: 'settlerId', fault: 'settler_unknown' }
  if (settleBy === undefined) return { path: 'settleBy', fault: 'day_needed' }
  return settleBy < heldOn ? { path: 'settleBy', fault: 'day_early' } : null
}

/** Why it is not noted so whether an item was settled: nothing is left to anybody, or it stands so already. */
export function settlingRefusal(
  { outcome, settled }: Pick<Minute, 'outcome' | 'settled'>,
  words: string | null,
): 'not_left' | 'settled_already' | 'not_settled' | null {
  if (outcome !== 'to_settle') return 'not_left'
  if (words !== null) return settled ? 'settled_already' : null
  return settled ? null : 'not_settled'
}

/** Why a meeting is not ended so: its minutes stand, or it has not been held. */
export function endRefusal(
  { state, heldOn }: { state: MeetingState; heldOn: string },
  how: 'close' | 'cancel',
  today: string,
): 'ended' | 'not_held' | null {
  if (state !== 'called') return 'ended'
  return how === 'close' && heldOn > today ? 'not_held' : null
}
