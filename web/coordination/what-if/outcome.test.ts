import { describe, expect, it } from 'vitest'
import type { Assessment, Finding } from '../../../server/coordination/contract.ts'
import { daysOnStreet, outcomeOf, sharedDays } from './outcome.ts'

const b = 'works-b'

function finding(kind: Finding['kind'], id: string, more: Partial<Finding> = {}): Finding {
  const other = { type: 'works', id, number: null, title: id, agencyId: null, period: null, version: null } as const
  const nothing = { overlapMetres: 1, overlapSquareMetres: 1, distanceMetres: 0, sharedDays: 1, gapDays: null }
  return {
    kind,
    ruleId: kind,
    severity: 'blocking',
    complete: true,
    other,
    overlap: null,
    ...nothing,
    sharedPeriod: null,
    digOnce: kind === 'repeat_dig',
    clears: null,
    explanation: '',
    ...more,
  }
}

const answer = (findings: Finding[], complete = true) => ({ findings, complete }) as unknown as Assessment
const clash = { kind: 'clash' } as const

describe('what other dates would make of a conflict', () => {
  const before = answer([finding('clash', b), finding('proximity', 'old')])
  it.each([
    ['it stays', [finding('clash', b)], true, { is: 'stays' }],
    ['it stays, whatever else could not be looked up', [finding('clash', b)], false, { is: 'stays' }],
    ['it is gone', [], true, { is: 'gone', leavesChance: false }],
    ['it is never said to be gone where something could not be looked up', [], false, { is: 'unknown' }],
    ['it is gone, and a chance remains', [finding('repeat_dig', b)], true, { is: 'gone', leavesChance: true }],
    [
      'it becomes another',
      [finding('repeat_dig', b), finding('moratorium', b)],
      true,
      { is: 'becomes', kind: 'moratorium' },
    ],
    ['another pair is another conflict', [finding('clash', 'c')], true, { is: 'gone', leavesChance: false }],
  ])('%s', (_what, after, complete, fate) => {
    expect(outcomeOf(clash, b, before, answer(after, complete)).fate).toEqual(fate)
  })

  it('counts what arises and what goes besides, and no chance as harm', () => {
    const after = answer([finding('clash', 'new'), finding('repeat_dig', 'chance'), finding('moratorium', b)])
    const { arising, clearing } = outcomeOf(clash, b, before, after)
    expect(arising.map(({ other }) => other.id)).toEqual(['new'])
    expect(clearing.map(({ other }) => other.id)).toEqual(['old'])
  })
})

describe('days', () => {
  const a = { start: '2026-12-06', end: '2026-12-24' }
  it.each([
    [{ start: '2026-12-16', end: '2027-01-04' }, 30, { start: '2026-12-16', end: '2026-12-24' }],
    [{ start: '2026-12-25', end: '2027-01-13' }, 39, null],
    [{ start: '2026-12-10', end: '2026-12-12' }, 19, { start: '2026-12-10', end: '2026-12-12' }],
  ])('on the street with %j', (other, days, shared) => {
    expect(daysOnStreet(a, other)).toBe(days)
    expect(sharedDays(a, other)).toEqual(shared)
  })
})
