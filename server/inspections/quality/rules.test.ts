import { describe, expect, it } from 'vitest'
import type { Part } from './pack.ts'
import {
  appealUntil,
  lastMonth,
  monthsToScore,
  type PartTally,
  qualityScore,
  samplingPercent,
  windowOf,
  worthOf,
} from './rules.ts'

describe('what a figure is worth', () => {
  it.each([
    // a share, of which half is worth nothing
    [100, 100, 50, 100],
    [75, 100, 50, 50],
    [50, 100, 50, 0],
    [20, 100, 50, 0],
    // a rate, of which none is best
    [0, 0, 5, 100],
    [1, 0, 5, 80],
    [5, 0, 5, 0],
    [12, 0, 5, 0],
    // nothing between best and worst
    [3, 3, 3, 100],
    [2, 3, 3, 0],
  ])('%d, where %d is best and %d worst: %d', (figure, best, worst, worth) =>
    expect(worthOf(figure, { best, worst })).toBe(worth),
  )
})

const inspections: Part = { code: 'inspections', weight: 3, best: 100, worst: 50, fewest: 2 }
const defects: Part = { code: 'defects', weight: 1, best: 0, worst: 4, fewest: 1 }
const passed = (cases: number, points: number): PartTally => ({ code: 'inspections', cases, points, size: cases })
const found = (cases: number, points: number, size: number): PartTally => ({ code: 'defects', cases, points, size })

describe('a score', () => {
  it.each([
    ['all passed, no defect', [passed(4, 400), found(2, 0, 1.5)], 3, 100, [100, 100]],
    ['three of four passed, a defect to the kilometre', [passed(4, 300), found(2, 2, 2)], 3, 56.3, [50, 75]],
    ['too few inspections: the others weigh for them', [passed(1, 0), found(2, 2, 2)], 2, 75, [null, 75]],
    ['too few cases in all', [passed(2, 200)], 3, null, [100, null]],
    ['no case at all', [], 1, null, [null, null]],
    ['cases without any size', [found(3, 0, 0)], 1, null, [null, null]],
    ['all failed', [passed(5, 0), found(1, 40, 1)], 3, 0, [0, 0]],
  ] as const)('%s', (_what, tallies, fewestCases, score, parts) => {
    const said = qualityScore([inspections, defects], tallies, { fewestCases })
    expect([said.score, said.parts.map((part) => part.score)]).toEqual([score, parts])
  })

  it('tells what it was reckoned from', () => {
    const { parts, cases } = qualityScore([inspections, defects], [passed(3, 250), found(2, 1, 3)], { fewestCases: 1 })
    expect(cases).toBe(5)
    expect(parts[0]).toEqual({ ...inspections, cases: 3, figure: 83.33, score: 66.7 })
    expect(parts[1]).toMatchObject({ figure: 0.33, score: 91.7 })
  })
})

describe('the months', () => {
  it('look back from their end', () => {
    expect(windowOf('2026-10-01', { windowMonths: 12 })).toEqual({ from: '2025-11-01', to: '2026-11-01' })
    expect(windowOf('2026-01-01', { windowMonths: 1 })).toEqual({ from: '2026-01-01', to: '2026-02-01' })
  })

  it.each([
    [null, '2026-11-24', ['2026-10-01']],
    ['2026-10-01', '2026-11-24', []],
    ['2026-10-01', '2026-12-01', ['2026-11-01']],
    ['2026-07-01', '2026-11-24', ['2026-08-01', '2026-09-01', '2026-10-01']],
    ['2020-01-01', '2026-11-24', ['2026-09-01', '2026-10-01']],
  ] as const)('after %s, on %s, to be scored: %j', (scored, today, months) =>
    expect(monthsToScore(scored, today, scored === '2020-01-01' ? 2 : 24)).toEqual(months),
  )

  it('end on the last day of the zone, and may be objected to for a while', () => {
    expect(lastMonth('2026-01-31')).toBe('2025-12-01')
    expect(appealUntil('2026-10-01', { appealDays: 30 })).toBe('2026-12-01')
  })
})

describe('the sampling share', () => {
  const sampling = [
    { below: 50, percent: 60 },
    { below: 75, percent: 35 },
  ]
  it.each([
    [49.9, 60],
    [50, 35],
    [74.9, 35],
    [75, 20],
    [null, 20],
  ])('of a score of %s: %d', (score, percent) => {
    expect(samplingPercent(score, { sampling }, 20)).toBe(percent)
    // a table says the same in whatever order it was written
    expect(samplingPercent(score, { sampling: sampling.toReversed() }, 20)).toBe(percent)
  })
})
