import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { loadRulePack } from '../../policy/load.ts'
import { addDays, dayNumber } from '../../time/rules.ts'
import { kindsOf, type Standing } from '../rules.ts'
import { pairRules, wallsBetween } from './index.ts'
import type { Forbidden } from './kind.ts'

const ksa = loadRulePack('ksa')
/** The dig-once window may be shorter than a moratorium. */
const packs = [ksa, { ...ksa, digOnceDays: 10, moratoriumDays: { roadWorks: 40, other: 20 } }]

const day = fc.integer({ min: 0, max: 900 }).map((days) => addDays('2027-01-01', days))
const period = fc
  .tuple(day, fc.integer({ min: 0, max: 60 }))
  .map(([start, days]) => ({ start, end: addDays(start, days) }))
const category = fc.constantFrom('planned', 'road_works', 'connection')
const own = fc.record({ category, occupies: period })
const other = fc.record({
  category,
  occupies: period,
  status: fc.constantFrom('planned', 'in_progress', 'suspended', 'reinstated', 'in_guarantee'),
  guaranteeUntil: fc.option(day),
})

function touches({ from, to, applies }: Forbidden, { start, end }: { start: string; end: string }): boolean {
  const [first, last] = [applies === 'end' ? end : start, applies === 'start' ? start : end].map(dayNumber)
  return (to === null || (first as number) <= dayNumber(to)) && (from === null || (last as number) >= dayNumber(from))
}

describe('the days that a rule forbids', () => {
  it('are those on which it holds, by the plain rules, for any two works', () => {
    const blocking: string[] = pairRules.filter(({ severity }) => severity === 'blocking').map(({ kind }) => kind)
    fc.assert(
      fc.property(
        own,
        other,
        fc.boolean(),
        fc.constantFrom(...packs),
        fc.boolean(),
        (ours, theirs, meets, pack, linked) => {
          const standing = { projectId: null, groupId: linked ? 'g' : null, status: 'planned', guaranteeUntil: null }
          const kinds = kindsOf(
            { ...standing, ...ours } as Standing,
            { ...standing, ...theirs } as Standing,
            { touches: meets, near: true },
            pack,
          )
          const finished = theirs.status === 'reinstated' || theirs.status === 'in_guarantee'
          const neighbours = {
            linked,
            own: { period: ours.occupies, category: ours.category },
            other: {
              period: theirs.occupies,
              category: theirs.category,
              finished,
              guaranteeUntil: theirs.guaranteeUntil,
            },
          }
          const hit = wallsBetween(neighbours, meets, pack).filter((wall) => touches(wall, ours.occupies))
          expect(hit.length > 0).toBe(kinds.length > 0)
          expect(hit.some(({ severity }) => severity === 'blocking')).toBe(
            kinds.some((kind) => blocking.includes(kind)),
          )
          for (const { kind, forbids } of pairRules)
            if (kinds.includes(kind))
              expect(forbids(neighbours, pack).some((days) => touches(days, ours.occupies))).toBe(true)
        },
      ),
      { numRuns: 4000 },
    )
  })
})
