import { describe, expect, it } from 'vitest'
import type { Lines, Position } from '../../geo/contract.ts'
import { lineOf, restOf, stretchOf } from './rules.ts'

describe('stretchOf', () => {
  const line = { type: 'LineString' as const }
  it.each([
    ['all that is left', {}, line, { stretch: null }],
    ['a stretch', { fromMetres: 10, toMetres: 40 }, line, { stretch: { from: 10, to: 40 } }],
    ['its end, told to the metre', { fromMetres: 10, toMetres: 101 }, line, { stretch: { from: 10, to: 100 } }],
    ['beyond its end', { fromMetres: 10, toMetres: 102 }, line, { fault: 'part_outside' }],
    ['nothing', { fromMetres: 40, toMetres: 40 }, line, { fault: 'part_too_short' }],
    ['backwards', { fromMetres: 40, toMetres: 10 }, line, { fault: 'part_too_short' }],
    ['to its end', { fromMetres: 40 }, line, { stretch: { from: 40, to: 100 } }],
    ['from its beginning', { toMetres: 40 }, line, { stretch: { from: 0, to: 40 } }],
    ['from its very end', { fromMetres: 100 }, line, { fault: 'part_too_short' }],
    ['metres of an area', { fromMetres: 0, toMetres: 10 }, { type: 'Polygon' as const }, { fault: 'part_not_along' }],
  ])('%s', (_name, part, route, expected) => expect(stretchOf(part, route, 100)).toEqual(expected))
})

describe('restOf', () => {
  it.each([
    ['nothing taken', [], [{ from: 0, to: 100 }]],
    ['its beginning', [{ from: 0, to: 40 }], [{ from: 40, to: 100 }]],
    [
      'its middle',
      [{ from: 20, to: 40 }],
      [
        { from: 0, to: 20 },
        { from: 40, to: 100 },
      ],
    ],
    [
      'two that overlap',
      [
        { from: 30, to: 60 },
        { from: 0, to: 40 },
      ],
      [{ from: 60, to: 100 }],
    ],
    [
      'all of it',
      [
        { from: 0, to: 60 },
        { from: 60, to: 100 },
      ],
      [],
    ],
    ['all but a shovel', [{ from: 0, to: 99.5 }], []],
  ])('%s', (_name, taken, expected) => expect(restOf(taken, 100)).toEqual(expected))
})

describe('lineOf', () => {
  const east = (metres: number): Position => [Number((metres / 111_195).toFixed(7)), 0]
  const line: Lines = { type: 'LineString', coordinates: [east(0), east(60), east(100)] }
  const parts: Lines = {
    type: 'MultiLineString',
    coordinates: [
      [east(0), east(50)],
      [east(500), east(550)],
    ],
  }
  it.each([
    ['keeps its corners', line, [{ from: 20, to: 80 }], [[20, 60, 80]]],
    [
      'falls apart',
      line,
      [
        { from: 0, to: 20 },
        { from: 80, to: 100 },
      ],
      [
        [0, 20],
        [80, 100],
      ],
    ],
    [
      'counts on over a gap',
      parts,
      [{ from: 20, to: 80 }],
      [
        [20, 50],
        [500, 530],
      ],
    ],
    ['of one of several parts', parts, [{ from: 60, to: 80 }], [[510, 530]]],
  ])('%s', (_name, route, stretches, expected) => {
    const cut = lineOf(route, stretches, 100)
    const lines = cut.type === 'LineString' ? [cut.coordinates] : cut.coordinates
    expect(cut.type).toBe(expected.length === 1 ? 'LineString' : 'MultiLineString')
    expect(lines.map((one) => one.map(([x]) => Math.round(x * 111_195)))).toEqual(expected)
  })
})
