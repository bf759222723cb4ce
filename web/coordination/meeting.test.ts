import { describe, expect, it } from 'vitest'
import type { Conflict } from '../../server/coordination/contract.ts'
import { countsOf, gravestFirst } from './counts.ts'
import { fromConflict, type Meeting } from './meeting.ts'

const side = (id: string) => ({
  id,
  number: id,
  title: `works ${id}`,
  agencyId: id,
  status: 'planned',
  period: { start: '2026-12-01', end: '2026-12-10' },
})
const conflict: Conflict = {
  id: 'c',
  kind: 'repeat_dig',
  ruleId: 'repeat_dig',
  severity: 'warning',
  state: 'open',
  worksA: side('a'),
  worksB: side('b'),
  overlap: {},
  overlapMetres: 12,
  overlapSquareMetres: 40,
  distanceMetres: 0,
  sharedDays: null,
  gapDays: 20,
  sharedPeriod: null,
  clears: null,
  explanation: '',
  streetName: null,
}
const meeting = (change: Partial<Meeting>): Meeting => ({ ...fromConflict(conflict, 'a'), digOnce: false, ...change })

describe('a conflict as one of its works sees it', () => {
  it('names the other', () => {
    expect(fromConflict(conflict, 'a').otherWorksId).toBe('b')
    expect(fromConflict(conflict, 'b').otherWorksId).toBe('a')
    expect(fromConflict(conflict, 'a').digOnce).toBe(true)
  })
})

describe('counting and ranking', () => {
  const all = [
    meeting({ key: 'info', severity: 'info' }),
    meeting({ key: 'chance', digOnce: true }),
    meeting({ key: 'short', severity: 'blocking', overlapMetres: 5 }),
    meeting({ key: 'warning' }),
    meeting({ key: 'long', severity: 'blocking', overlapMetres: 50 }),
  ]

  it('counts chances apart from warnings', () => {
    expect(countsOf(all)).toEqual({ blocking: 2, warning: 1, info: 1, chances: 1, waived: 0 })
  })

  it('counts what the office has let pass apart, and puts it last', () => {
    const waived = meeting({
      ...fromConflict({ ...conflict, kind: 'clash', state: 'waived' }, 'a'),
      severity: 'blocking',
    })
    expect(countsOf([...all, waived])).toEqual({ blocking: 2, warning: 1, info: 1, chances: 1, waived: 1 })
    expect(gravestFirst([waived, ...all]).at(-1)).toBe(waived)
    const again = fromConflict({ ...conflict, kind: 'clash', severity: 'blocking', state: 'judge_again' }, 'a')
    expect(countsOf([again])).toMatchObject({ blocking: 1, waived: 0 })
  })

  it('puts the gravest and longest first', () => {
    expect(gravestFirst(all).map(({ key }) => key)).toEqual(['long', 'short', 'warning', 'chance', 'info'])
  })
})
