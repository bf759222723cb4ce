import { describe, expect, it } from 'vitest'
import { loadRulePack } from '../policy/load.ts'
import { type Candidate, clustersOf } from './cluster-rules.ts'

const pack = loadRulePack('ksa')
const today = '2026-11-24'

function works(id: string, start = '2027-01-01', end = '2027-01-10', more: Partial<Candidate> = {}): Candidate {
  const usual = { category: 'planned', status: 'planned', streetClass: 'local', projectId: null, group: null } as const
  return { id, agencyId: `agency of ${id}`, ...usual, period: { start, end }, ...more }
}

function found(all: Candidate[], stretches: [string, string, number][], narrower: object = {}) {
  const known = new Map(all.map((each) => [each.id, each]))
  const digOnce = { ...pack.digOnce, ...narrower }
  return clustersOf(
    known,
    stretches.map(([a, b, metres]) => ({ a, b, metres })),
    { ...pack, digOnce },
    today,
  )
}

const members = (clusters: ReturnType<typeof found>) => clusters.map(({ worksIds }) => worksIds.join(''))

describe('clusters', () => {
  it('grow from works to works', () =>
    expect(
      members(
        found(
          [works('a'), works('b'), works('c')],
          [
            ['a', 'b', 50],
            ['b', 'c', 40],
          ],
        ),
      ),
    ).toEqual(['abc']))

  it('come by the money they save', () =>
    expect(
      members(
        found(
          [works('a'), works('b'), works('c'), works('d')],
          [
            ['a', 'b', 50],
            ['c', 'd', 90],
          ],
        ),
      ),
    ).toEqual(['cd', 'ab']))

  it('have no more works than the pack allows: the longest stretches stay', () =>
    expect(
      members(
        found(
          [works('a'), works('b'), works('c')],
          [
            ['a', 'b', 50],
            ['b', 'c', 60],
          ],
          { mostWorks: 2 },
        ),
      ),
    ).toEqual(['bc']))

  it('lie within the window from the first to the last', () => {
    const [a, b, c] = [works('a'), works('b', '2027-10-01', '2027-10-10'), works('c', '2028-06-01', '2028-06-10')]
    expect(
      members(
        found(
          [a, b, c],
          [
            ['a', 'b', 50],
            ['b', 'c', 40],
          ],
        ),
      ),
    ).toEqual(['ab'])
  })

  it('are of several agencies', () => {
    const own = { agencyId: 'one' }
    const dates = ['2027-01-01', '2027-01-10'] as const
    expect(found([works('a', ...dates, own), works('b', ...dates, own)], [['a', 'b', 50]])).toEqual([])
  })

  it('are led by whoever shares the most, then by whoever takes longest', () => {
    const three = [works('a'), works('b'), works('c', '2027-01-01', '2027-01-30')]
    const chain: [string, string, number][] = [
      ['a', 'b', 50],
      ['b', 'c', 40],
    ]
    expect(found(three, chain)[0]?.leadId).toBe('b')
    expect(found([works('a'), works('c', '2027-01-01', '2027-01-30')], [['a', 'c', 40]])[0]?.leadId).toBe('c')
  })

  it('take others into a group that is there, under its lead, and count only what they add', () => {
    const group = { id: 'g', leadId: 'x', projectIds: [] }
    const dates = ['2027-01-01', '2027-01-10'] as const
    const [cluster] = found([works('a', ...dates, { group }), works('b')], [['a', 'b', 50]])
    expect(cluster).toMatchObject({ leadId: 'x', groupId: 'g', joinings: [{ worksId: 'b', alongId: 'a' }] })
  })

  it('do not join two groups', () => {
    const dates = ['2027-01-01', '2027-01-10'] as const
    const linked = ['g', 'h'].map((id, n) =>
      works('ab'[n] as string, ...dates, { group: { id, leadId: id, projectIds: [] } }),
    )
    expect(found(linked, [['a', 'b', 50]])).toEqual([])
  })

  it('take one works of a project, and none of a project that is in the group', () => {
    const dates = ['2027-01-01', '2027-01-10'] as const
    const part = (id: string) => works(id, ...dates, { agencyId: 'one', projectId: 'p' })
    const chain: [string, string, number][] = [
      ['a', 'b', 50],
      ['b', 'c', 40],
    ]
    expect(members(found([part('a'), works('b'), part('c')], chain))).toEqual(['ab'])
    const other = works('c', ...dates, { agencyId: 'one', projectId: 'q' })
    expect(members(found([part('a'), works('b'), other], chain))).toEqual(['abc'])
    const group = { id: 'g', leadId: 'x', projectIds: ['p'] }
    const inGroup = works('b', ...dates, { group })
    expect(found([part('a'), inGroup], [['a', 'b', 50]])).toEqual([])
    expect(members(found([other, inGroup], [['b', 'c', 40]]))).toEqual(['bc'])
  })

  it('suggest days on which nobody must hurry, as long as the longest takes', () => {
    const [cluster] = found([works('a'), works('b', '2027-02-01', '2027-02-20')], [['a', 'b', 50]])
    expect(cluster).toMatchObject({
      gapDays: 21,
      suggested: {
        period: { start: '2027-02-01', end: '2027-02-20' },
        shifts: [
          { worksId: 'a', days: 31 },
          { worksId: 'b', days: 0 },
        ],
      },
    })
  })

  it('suggest no days gone by', () => {
    const begun = works('a', '2026-11-01', '2026-11-30')
    const [cluster] = found([begun, works('b', '2026-11-10', '2026-11-29')], [['a', 'b', 50]])
    expect(cluster?.suggested.period).toEqual({ start: today, end: '2026-12-23' })
  })
})
