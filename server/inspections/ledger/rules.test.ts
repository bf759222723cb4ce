import { describe, expect, it } from 'vitest'
import type { NewPavementEntry } from './contract.ts'
import { conditionOf, entryFaults, gradeOf, kindOf, sideOf, sidesAlong, windowStart } from './rules.ts'

const rules = {
  windowYears: 5,
  minus: { perSharePercent: 1, perCut: 3, perYear: 2 },
  grades: { a: 85, b: 65, c: 40 },
}
const today = '2026-11-24'

describe('the condition of a surface', () => {
  it.each([
    ['nothing was ever dug, and nobody knows how old it is', { shareCut: 0, cuts: 0, surfacedOn: null }, 100, 'a'],
    ['new today', { shareCut: 0, cuts: 0, surfacedOn: '2026-11-24' }, 100, 'a'],
    ['new tomorrow, which is no age', { shareCut: 0, cuts: 0, surfacedOn: '2026-11-25' }, 100, 'a'],
    ['ten years old', { shareCut: 0, cuts: 0, surfacedOn: '2016-11-24' }, 80, 'b'],
    ['twelve per cent in one cut', { shareCut: 0.12, cuts: 1, surfacedOn: null }, 85, 'a'],
    ['a third in five cuts', { shareCut: 0.33, cuts: 5, surfacedOn: '2021-11-24' }, 42, 'c'],
    ['all of it, often', { shareCut: 1, cuts: 9, surfacedOn: '1990-01-01' }, 0, 'd'],
  ] as const)('%s', (_what, surface, points, grade) => {
    expect(conditionOf(surface, today, rules)).toMatchObject({ points, grade })
  })

  it('shows what each part takes, and takes nothing for what is not known', () => {
    expect(conditionOf({ shareCut: 0.2, cuts: 2, surfacedOn: null }, today, rules).parts).toEqual([
      { part: 'share', value: 20, minus: 20 },
      { part: 'cuts', value: 2, minus: 6 },
      { part: 'age', value: null, minus: 0 },
    ])
  })

  it.each([
    [100, 'a'],
    [85, 'a'],
    [84, 'b'],
    [65, 'b'],
    [64, 'c'],
    [40, 'c'],
    [39, 'd'],
    [0, 'd'],
  ] as const)('%i points are grade %s', (points, grade) => expect(gradeOf(points, rules.grades)).toBe(grade))

  it.each([
    ['2026-11-24', '2021-11-24'],
    ['2028-02-29', '2023-02-28'],
  ])('of %s the window begins on %s', (day, start) => expect(windowStart(day, rules)).toBe(start))
})

describe('what a works does to the surface', () => {
  it.each([
    ['road_works', 'surface', 'surface'],
    ['road_works', 'open_cut', 'surface'],
    ['planned', 'open_cut', 'cut'],
    ['connection', 'micro_trench', 'cut'],
    ['emergency', 'trenchless', 'uncut'],
    ['planned', 'surface', 'uncut'],
  ])('%s by %s is %s', (category, method, kind) => expect(kindOf({ category, method })).toBe(kind))
})

describe('what is entered of before', () => {
  const street = { lengthMetres: 400, widthMetres: 12 }
  const entry: NewPavementEntry = {
    ...{ code: 'A-1', title: 'Old main', kind: 'cut', openedOn: '2020-03-01', closedOn: '2020-03-09' },
    ...{ fromMetres: 10, toMetres: 60, side: 'north' },
  }
  it.each<[string, Partial<NewPavementEntry>, [string, string] | null]>([
    ['is taken', {}, null],
    ['is taken on the day it was closed', { closedOn: today }, null],
    ['is not over', { closedOn: '2026-11-25' }, ['closedOn', 'not_over']],
    ['ends before it begins', { openedOn: '2020-03-10' }, ['closedOn', 'ends_before_start']],
    [
      'has a guarantee that was over before',
      { guaranteeUntil: '2020-03-08' },
      ['guaranteeUntil', 'guarantee_before_end'],
    ],
    ['has a guarantee of its last day', { guaranteeUntil: '2020-03-09' }, null],
    ['ends with the street, as it is told', { toMetres: 400.1 }, null],
    ['lies beyond the street', { toMetres: 400.2 }, ['toMetres', 'beyond_street']],
    ['has no length', { toMetres: 10 }, ['toMetres', 'no_stretch']],
    ['runs backwards', { toMetres: 5 }, ['toMetres', 'no_stretch']],
    ['begins its side with the middle third', { offsetMetres: 2 }, null],
    ['lies on a side, and in the middle', { offsetMetres: 1.9 }, ['offsetMetres', 'offset_of_side']],
    ['lies at the kerb', { offsetMetres: 6 }, null],
    ['lies beside the street', { offsetMetres: 6.1 }, ['offsetMetres', 'offset_of_side']],
    ['lies in the middle', { side: 'middle', offsetMetres: 0 }, null],
    ['lies in the middle, and beside it', { side: 'middle', offsetMetres: 1 }, ['offsetMetres', 'offset_of_middle']],
    ['renews the whole width', { kind: 'surface', side: 'middle' }, null],
    ['renews a side, nobody knows how wide', { kind: 'surface' }, ['trenchWidthMetres', 'width_of_side']],
    ['renews a side', { kind: 'surface', trenchWidthMetres: 3 }, null],
  ])('%s', (_what, more, fault) => {
    expect(entryFaults({ ...entry, ...more }, street, today).map(({ path, code }) => [path, code])).toEqual(
      fault ? [fault] : [],
    )
  })

  it.each([
    [0, 'west', 'east'],
    [44, 'west', 'east'],
    [46, 'north', 'south'],
    [90, 'north', 'south'],
    [180, 'east', 'west'],
    [270, 'south', 'north'],
    [359, 'west', 'east'],
  ])('of a street towards %d° the sides are %s and %s', (bearing, left, right) =>
    expect(sidesAlong(bearing)).toEqual({ left, right }),
  )

  it('tells where a side begins and ends', () => expect(sideOf(9)).toEqual({ least: 1.5, most: 4.5 }))
})
