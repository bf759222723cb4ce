import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type IntakeLimits, requestLimits, routeTypes, takeIn } from './intake.ts'

const limits: IntakeLimits = { ...requestLimits, types: routeTypes, box: [34, 16, 56, 33] }
const square = [
  [46, 24],
  [46.01, 24],
  [46.01, 24.01],
  [46, 24.01],
  [46, 24],
]
const line = [
  [46, 24],
  [46.01, 24],
]

function nested(depth: number): unknown {
  let value: unknown = [46, 24]
  for (let i = 0; i < depth; i++) value = [value]
  return value
}

describe('takeIn', () => {
  it.each([
    ['null', null, 'not_a_geometry', ''],
    ['a list', [], 'not_a_geometry', ''],
    ['a text', 'LineString', 'not_a_geometry', ''],
    ['no type', { coordinates: line }, 'type_not_allowed', 'type'],
    ['a type that cannot be text', { type: { toString: 1 }, coordinates: line }, 'type_not_allowed', 'type'],
    ['a type too deep to be text', { type: nested(20_000), coordinates: line }, 'type_not_allowed', 'type'],
    ['a collection', { type: 'GeometryCollection', geometries: [] }, 'type_not_allowed', 'type'],
    ['a point', { type: 'Point', coordinates: [46, 24] }, 'type_not_allowed', 'type'],
    ['a crs', { type: 'LineString', coordinates: line, crs: {} }, 'crs_not_allowed', 'crs'],
    ['an unknown member', { type: 'LineString', coordinates: line, radius: 1 }, 'unknown_member', 'radius'],
    ['no coordinates', { type: 'LineString' }, 'not_a_list', 'coordinates'],
    ['no positions', { type: 'LineString', coordinates: [] }, 'empty', 'coordinates'],
    ['one position', { type: 'LineString', coordinates: [[46, 24]] }, 'too_few_positions', 'coordinates'],
    [
      'a third coordinate',
      {
        type: 'LineString',
        coordinates: [
          [46, 24, 600],
          [46, 25],
        ],
      },
      'not_a_position',
      'coordinates/0',
    ],
    [
      'not a number',
      {
        type: 'LineString',
        coordinates: [
          [46, 24],
          [46, null],
        ],
      },
      'not_a_position',
      'coordinates/1',
    ],
    [
      'NaN',
      {
        type: 'LineString',
        coordinates: [
          [46, Number.NaN],
          [46, 24],
        ],
      },
      'not_a_position',
      'coordinates/0',
    ],
    [
      'a huge number',
      {
        type: 'LineString',
        coordinates: [
          [46, 24],
          [1e308, 24],
        ],
      },
      'outside_box',
      'coordinates/1',
    ],
    [
      'swapped axes',
      {
        type: 'LineString',
        coordinates: [
          [24, 46],
          [24, 46.1],
        ],
      },
      'outside_box',
      'coordinates/0',
    ],
    [
      'no length',
      {
        type: 'LineString',
        coordinates: [
          [46, 24],
          [46, 24],
        ],
      },
      'part_too_short',
      'coordinates',
    ],
    [
      'under a centimetre',
      {
        type: 'MultiLineString',
        coordinates: [
          line,
          [
            [46, 24],
            [46.00000004, 24],
          ],
        ],
      },
      'part_too_short',
      'coordinates/1',
    ],
    ['an open ring', { type: 'Polygon', coordinates: [square.slice(0, 4)] }, 'ring_not_closed', 'coordinates/0'],
    [
      'an open hole',
      { type: 'MultiPolygon', coordinates: [[square, square.slice(0, 4)]] },
      'ring_not_closed',
      'coordinates/0/1',
    ],
    [
      'a ring of three',
      {
        type: 'Polygon',
        coordinates: [
          [
            [46, 24],
            [46.1, 24],
            [46, 24],
          ],
        ],
      },
      'too_few_positions',
      'coordinates/0',
    ],
    ['too deep', { type: 'LineString', coordinates: nested(1000) }, 'not_a_position', 'coordinates/0'],
    [
      'too many parts',
      { type: 'MultiLineString', coordinates: Array(101).fill(line) },
      'too_many_parts',
      'coordinates',
    ],
    ['too many rings', { type: 'Polygon', coordinates: Array(51).fill(square) }, 'too_many_rings', 'coordinates'],
    [
      'too many vertices',
      { type: 'LineString', coordinates: Array(2001).fill([46, 24]) },
      'too_many_vertices',
      'coordinates/2000',
    ],
  ])('refuses %s', (_name, value, code, member) => {
    expect(takeIn(value, limits).fault).toMatchObject({ code, member })
  })

  it('names the place of an open ring', () => {
    expect(takeIn({ type: 'Polygon', coordinates: [square.slice(0, 4)] }, limits).fault?.place).toEqual([46, 24.01])
  })

  it('rewinds rings instead of refusing them', () => {
    const clockwise = { type: 'Polygon', coordinates: [square.toReversed()] }
    expect(takeIn(clockwise, limits).geometry).toEqual({ type: 'Polygon', coordinates: [square] })
  })

  it('keeps seven decimals', () => {
    const taken = takeIn(
      {
        type: 'LineString',
        coordinates: [
          [46.123456789, 24],
          [46.2, 24.00000004],
        ],
      },
      limits,
    )
    expect(taken.geometry?.coordinates).toEqual([
      [46.1234568, 24],
      [46.2, 24],
    ])
  })

  it('answers anything at all with a geometry or a fault', () => {
    const anything = fc.oneof(
      fc.anything(),
      fc.record({ type: fc.constantFrom(...routeTypes), coordinates: fc.anything() }),
    )
    fc.assert(
      fc.property(anything, (value) => {
        const taken = takeIn(value, limits)
        return (taken.geometry === undefined) !== (taken.fault === undefined)
      }),
      { numRuns: 2000 },
    )
  })
})
