import { describe, expect, it } from 'vitest'
import { loadRulePack } from '../policy/load.ts'
import { statuses } from '../works/contract.ts'
import { bondOf, canShare, gapWithin, grow, joiningsFrom, moneyOf, type Sharer } from './rules.ts'

const pack = loadRulePack('ksa')

function works(id: string, days: number, more: Partial<Sharer> = {}): Sharer {
  const end = `2027-01-${String(days).padStart(2, '0')}`
  const usual = { agencyId: `agency of ${id}`, category: 'planned', status: 'planned', streetClass: 'local' } as const
  return { id, ...usual, period: { start: '2027-01-01', end }, ...more }
}
const among = (...all: Sharer[]) => new Map(all.map((each) => [each.id, each]))

describe('what may wait for others', () => {
  it('is published and not yet dug', () => {
    const waiting = statuses.filter((status) => canShare({ status, category: 'planned' }))
    expect(waiting).toEqual(['planned', 'submitted', 'in_coordination', 'approved', 'permitted', 'returned'])
  })

  it('is no emergency', () => expect(canShare({ status: 'planned', category: 'emergency' })).toBe(false))
})

describe('what two works save', () => {
  it.each([
    ['local streets', 'local', 'local', 100, [100, 10, 45_000, 5_000, 15_000]],
    ['a highway', 'highway', 'highway', 100, [100, 10, 120_000, 100_000, 15_000]],
    ['two classes: the cheaper one', 'highway', 'collector', 100, [100, 10, 60_000, 15_000, 15_000]],
    ['no known street', null, null, 12.4, [12, 10, 5_400, 5_000, 15_000]],
  ] as const)('in %s', (_name, one, other, metres, expected) => {
    const [a, b] = [works('a', 10, { streetClass: one }), works('b', 20, { streetClass: other })]
    const { sharedMetres, streetDays, amounts } = bondOf(a, b, metres, pack)
    expect([sharedMetres, streetDays, amounts.metres, amounts.streetDays, amounts.mobilisation]).toEqual(expected)
    expect(moneyOf({ amounts })).toBe(expected[2] + expected[3] + expected[4])
  })
})

describe('growing groups along shared stretches', () => {
  const [a, b, c] = [works('a', 10), works('b', 20), works('c', 30)]
  const triangle = [
    { a: 'a', b: 'b', metres: 200 },
    { a: 'a', b: 'c', metres: 200 },
    { a: 'b', b: 'c', metres: 200 },
  ]

  it('counts one trench of three works twice, and the longest works’ days not at all', () => {
    const { groups, bonds } = grow(among(a, b, c), triangle, { pack })
    expect(groups).toHaveLength(1)
    expect(bonds.map((bond) => bond.streetDays).sort()).toEqual([10, 20])
    expect(bonds.reduce((sum, { sharedMetres }) => sum + sharedMetres, 0)).toBe(400)
  })

  it('goes by the longest stretches', () => {
    const stretches = [
      { a: 'a', b: 'b', metres: 50 },
      { a: 'b', b: 'c', metres: 80 },
      { a: 'a', b: 'c', metres: 60 },
    ]
    const { bonds } = grow(among(a, b, c), stretches, { pack })
    expect(bonds.map((bond) => [bond.a, bond.b])).toEqual([
      ['b', 'c'],
      ['a', 'c'],
    ])
  })

  it('stops where a group may not grow', () => {
    const { groups } = grow(among(a, b, c), triangle, { pack, mayJoin: ({ length }) => length <= 2 })
    expect(groups.map((ids) => [...ids].sort())).toEqual([['a'], ['b', 'c']])
  })

  it('leaves alone what shares nothing, and what it does not know', () => {
    const { groups, bonds } = grow(among(a, b), [{ a: 'b', b: 'x', metres: 90 }], { pack })
    expect(groups).toEqual([['a'], ['b']])
    expect(bonds).toEqual([])
  })

  it('joins from the lead outwards', () => {
    const chain = [
      { a: 'a', b: 'b', metres: 40 },
      { a: 'b', b: 'c', metres: 90 },
    ]
    const { bonds } = grow(among(a, b, c), chain, { pack })
    const from = (lead: string) => joiningsFrom([lead], bonds).map(({ worksId, alongId }) => `${worksId}→${alongId}`)
    expect(from('a')).toEqual(['b→a', 'c→b'])
    expect(from('c')).toEqual(['b→c', 'a→b'])
  })
})

describe('the gap within works', () => {
  it.each([
    [['2027-01-01', '2027-01-10'], ['2027-01-05', '2027-01-20'], 0],
    [['2027-01-01', '2027-01-10'], ['2027-01-11', '2027-01-20'], 0],
    [['2027-02-01', '2027-02-10'], ['2027-01-01', '2027-01-10'], 21],
  ] as const)('%s and %s', (one, other, expected) => {
    const works = [one, other].map(([start, end]) => ({ period: { start, end } }))
    expect(gapWithin(works)).toBe(expected)
  })
})
