import { describe, expect, it } from 'vitest'
import { loadRulePack } from '../../policy/load.ts'
import { heldBy, type Made, touches } from './pavement.ts'

const pack = loadRulePack('ksa')
const made: Made = {
  kind: 'cut',
  isBefore: true,
  isCleared: false,
  closedOn: '2026-03-18',
  guaranteeUntil: null,
  isProtected: false,
}
const told = (more: Partial<Made>) =>
  heldBy({ ...made, ...more }, pack).map(({ ruleId, severity, days }) => [ruleId, severity, days.from, days.to])

describe('what holds on ground after it was opened', () => {
  it('of works only a new surface, for theirs is told by the pairs', () => {
    expect(told({ isBefore: false, guaranteeUntil: '2028-03-17' })).toEqual([])
    expect(told({ isBefore: false, kind: 'surface' })).toEqual([
      ['resurfaced-hold', 'blocking', '2026-03-19', '2027-09-17'],
      ['resurfaced', 'warning', '2027-09-18', '2031-03-18'],
    ])
  })
  it('nothing where the office protects the surface by itself', () => {
    expect(told({ isBefore: false, kind: 'surface', isProtected: true })).toEqual([])
  })
  it('of works that were cleared early it rests as any other, and nobody is liable', () => {
    const cleared = { isBefore: false, isCleared: true, guaranteeUntil: '2028-03-17' }
    expect(told(cleared)).toEqual([['moratorium-cleared', 'blocking', '2026-03-19', '2026-03-24']])
    expect(told({ ...cleared, kind: 'surface', isProtected: true })).toEqual([
      ['moratorium-cleared', 'blocking', '2026-03-19', '2026-06-15'],
    ])
  })
  it('of before it rests, the longer after the road itself was renewed, and is in guarantee', () => {
    expect(told({})).toEqual([['moratorium-before', 'blocking', '2026-03-19', '2026-03-24']])
    expect(told({ kind: 'surface', isProtected: true })).toEqual([
      ['moratorium-before', 'blocking', '2026-03-19', '2026-06-15'],
    ])
    expect(told({ guaranteeUntil: '2029-03-17' })[1]).toEqual([
      'guarantee-before',
      'warning',
      '2026-03-19',
      '2029-03-17',
    ])
  })
  it.each([
    ['a period that begins on the last day', { start: '2026-03-24', end: '2026-04-30' }, true],
    ['one that begins a day later', { start: '2026-03-25', end: '2026-04-30' }, false],
    ['one that only ends among them', { start: '2026-03-01', end: '2026-03-20' }, false],
  ])('rests for %s', (_what, period, holds) => {
    const [rest] = heldBy(made, pack)
    expect(touches(period, rest?.days ?? { from: null, to: null, applies: 'start' })).toBe(holds)
  })
})
