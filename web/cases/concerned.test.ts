import { expect, it } from 'vitest'
import type { Case, CaseProposal } from '../../server/cases/contract.ts'
import { concerned } from './concerned.ts'

const period = { start: '2027-01-01', end: '2027-01-31' }
const room = (ids: readonly string[], pairs: readonly [string, string][] = []) =>
  ({
    works: ids.map((id) => ({ id })),
    conflicts: pairs.map(([a, b]) => ({ worksA: { id: a }, worksB: { id: b } })),
  }) as unknown as Pick<Case, 'works' | 'conflicts'>
const measure = (
  kind: CaseProposal['measure']['kind'],
  changed: readonly string[],
  lead: CaseProposal['measure']['lead'] = null,
): CaseProposal['measure'] => ({
  kind,
  changes: changed.map((worksId) => ({ worksId, before: period })),
  lead,
  conditions: [],
})
const four = ['a', 'b', 'c', 'd']

it.each([
  ['both of two works, whichever is moved', measure('dates', ['a']), room(['a', 'b']), ['a', 'b']],
  ['all works, where it is left as it is', measure('as_is', []), room(four, [['a', 'b']]), four],
  ['what is moved and whom that still meets', measure('reroute', ['c']), room(four, [['a', 'b'], ['b', 'c']]), ['b', 'c']],
  ['what is moved alone, once it meets nobody any more', measure('dates', ['c']), room(four), ['c']],
  ['lead and members of a trench, also where no days move', measure('shared_trench', [], { leadId: 'd', memberIds: ['a'] }), room(four), ['a', 'd']],
] as const)('a proposal is about %s', (_what, proposed, seen, ids) => {
  expect(concerned(proposed, seen).map(({ id }) => id)).toEqual(ids)
}) // biome-ignore format: a table
