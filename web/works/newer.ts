import type { Works } from '../../server/works/contract.ts'

/** What of a works is written by hand, in the order in which it is told. */
const members = [
  'status',
  'title',
  'description',
  'externalReference',
  'period',
  'route',
  'category',
  'utility',
  'method',
  'trenchWidthMetres',
  'trenchDepthMetres',
  'trafficImpact',
  'closure',
  'diversions',
  'connections',
  'contractorId',
] as const satisfies readonly (keyof Works)[]

/** Where it was not read whole, what was not read is not told. */
type Told = Partial<Pick<Works, (typeof members)[number]>>

const isSame = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other)

/** What others have made of a works since it was seen, member by member. */
export function changedSince(seen: Told, now: Told): { before: Told; after: Told } {
  const changed = members.filter((member) => !isSame(seen[member], now[member]))
  const pick = (from: Told) => Object.fromEntries(changed.map((member) => [member, from[member]])) as Told
  return { before: pick(seen), after: pick(now) }
}

/** What was written over one state of a works, over the newer one: whatever was not touched becomes as it is now. */
export function onto<Draft extends object>(draft: Draft, seen: Draft, now: Draft): Draft {
  const written = Object.keys(draft) as (keyof Draft)[]
  const kept = written.map((member) => [member, isSame(draft[member], seen[member]) ? now[member] : draft[member]])
  return Object.fromEntries(kept) as Draft
}
