import { describe, expect, it } from 'vitest'
import { isSampled, nextVisitOn, sampleDay } from './rules.ts'

describe('the next visit', () => {
  const numbers = { followUpDays: { high: 1, low: 5, unable: 2 } }
  it.each([
    ['passed', null],
    ['failed_high', '2026-11-25'],
    ['failed_low', '2026-11-29'],
    ['unable', '2026-11-26'],
  ] as const)('after %s', (outcome, day) => expect(nextVisitOn(outcome, '2026-11-24', numbers)).toBe(day))

  it.each([
    ['unable', 'covered', null],
    ['unable', 'no_access', '2026-11-26'],
    ['unable', 'no_works_found', '2026-11-26'],
    // what could be seen has failed all the same
    ['failed_low', 'covered', '2026-11-29'],
  ] as const)('after %s: %s', (outcome, unable, day) =>
    expect(nextVisitOn(outcome, '2026-11-24', numbers, unable)).toBe(day),
  )
})

describe('the sample', () => {
  const ids = Array.from({ length: 2000 }, (_each, n) => `0192b9f0-0000-7000-8000-${String(n).padStart(12, '0')}`)
  it.each([
    [0, 0, 0],
    [20, 320, 480],
    [100, 2000, 2000],
  ])('of %i in a hundred', (percent, least, most) => {
    const chosen = ids.filter((id) => isSampled(id, percent)).length
    expect(chosen).toBeGreaterThanOrEqual(least)
    expect(chosen).toBeLessThanOrEqual(most)
  })

  it('grows without leaving anybody out', () => {
    for (const id of ids.filter((each) => isSampled(each, 20))) expect(isSampled(id, 50)).toBe(true)
  })

  it.each([
    ['2026-11-24', { start: '2026-11-20', end: '2026-12-04' }, '2026-11-29'],
    ['2026-11-24', { start: '2026-12-01', end: '2026-12-11' }, '2026-12-06'],
    ['2026-11-24', { start: '2026-11-01', end: '2026-11-24' }, '2026-11-24'],
    ['2026-11-24', { start: '2026-11-01', end: '2026-11-10' }, '2026-11-24'],
  ])('is visited from %s on %o on %s', (today, period, day) => expect(sampleDay(today, period)).toBe(day))
})
