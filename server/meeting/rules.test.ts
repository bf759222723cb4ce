import { describe, expect, it } from 'vitest'
import {
  apart,
  daysBefore,
  daysUntil,
  isHeld,
  linksOf,
  numbersOf,
  quarterAfter,
  quarterDays,
  quarterOf,
  readCorners,
  writeCorners,
} from './rules.ts'

describe('a quarter', () => {
  it.each([
    ['2027-Q1', { start: '2027-01-01', end: '2027-03-31' }],
    ['2028-Q1', { start: '2028-01-01', end: '2028-03-31' }],
    ['2027-Q2', { start: '2027-04-01', end: '2027-06-30' }],
    ['2027-Q4', { start: '2027-10-01', end: '2027-12-31' }],
    ['2027-Q5', null],
    ['1927-Q1', null],
    ['2027', null],
  ])('%s is %j', (quarter, days) => expect(quarterDays(quarter)).toEqual(days))

  it.each([
    ['2027-01-01', '2027-Q1'],
    ['2027-03-31', '2027-Q1'],
    ['2027-04-01', '2027-Q2'],
    ['2027-12-31', '2027-Q4'],
  ])('of %s is %s', (day, quarter) => expect(quarterOf(day)).toBe(quarter))

  it.each([
    ['2027-Q1', -1, '2026-Q4'],
    ['2026-Q4', 1, '2027-Q1'],
    ['2027-Q2', 6, '2028-Q4'],
  ])('%s and %d more is %s', (quarter, by, after) => expect(quarterAfter(quarter, by)).toBe(after))
})

it.each([
  ['2027-Q1', { start: '2026-10-01', end: '2026-12-31' }],
  ['2000-Q1', { start: '1999-10-01', end: '1999-12-31' }],
])('before %s are the days %j', (quarter, days) =>
  expect(daysBefore(quarterDays(quarter) as { start: string; end: string })).toEqual(days),
)

it.each([
  [null, false],
  ['2026-12-31', false],
  ['2027-01-01', false],
  ['2027-01-02', true],
])('a surface that is held until %s is held in the quarter: %s', (until, held) =>
  expect(isHeld(until, { start: '2027-01-01', end: '2027-03-31' })).toBe(held),
)

it.each([
  ['2027-01-05', 4],
  ['2027-01-01', 0],
  ['2026-12-30', -2],
])('days until %s are %d', (day, days) => expect(daysUntil(day, '2027-01-01')).toBe(days))

describe('the corners of an area', () => {
  const ring = [[46.7, 24.7], [46.71, 24.7], [46.71, 24.71], [46.7, 24.7]] // biome-ignore format: one line

  it.each([['46.7,24.7;46.71,24.7;46.71,24.71'], ['46.7,24.7;46.71,24.7;46.71,24.71;46.7,24.7']])(
    'are read closed: %s',
    (text) => expect(readCorners(text)).toEqual({ type: 'Polygon', coordinates: [ring] }),
  )

  it('are written to the metre and read back', () => {
    const text = writeCorners({ type: 'Polygon', coordinates: [[[46.7000012, 24.7], [46.71, 24.7], [46.71, 24.71], [46.7000012, 24.7]]] }) // biome-ignore format: one line
    expect(text).toBe('46.7,24.7;46.71,24.7;46.71,24.71')
    expect(readCorners(text).coordinates[0]).toEqual(ring)
  })
})

it('numbers through all points of the agenda', () => {
  const [a, b, c] = [{ id: 'a' }, { id: 'b' }, { id: 'c' }]
  const points = [{ groups: [{ items: [a, b] }] }, { groups: [] }, { groups: [{ items: [] }, { items: [c] }] }]
  expect([...numbersOf(points)]).toEqual([[a, 1], [b, 2], [c, 3]]) // biome-ignore format: one line
})

it('leads from an item to those of other points about its works, each once', () => {
  const links = linksOf([
    { number: 1, point: 'cases', worksIds: ['a', 'b'] },
    { number: 2, point: 'conflicts', worksIds: ['b', 'a', 'a'] },
    { number: 3, point: 'conflicts', worksIds: ['b', 'c'] },
    { number: 4, point: 'works', worksIds: ['b'] },
    { number: 5, point: 'restrictions', worksIds: [] },
  ])
  expect([...links]).toEqual([[1, [2, 3, 4]], [2, [1, 4]], [3, [1, 4]], [4, [1, 2, 3]], [5, []]]) // biome-ignore format: one line
})

it('marks only what lies apart from what is marked already', () =>
  expect(apart([[0, 0], [5, 0], [20, 0], [20, 19], [20, 20]], 20)).toEqual([true, false, true, false, true])) // biome-ignore format: one line
