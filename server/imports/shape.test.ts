import { describe, expect, it } from 'vitest'
import type { Box } from '../geo/contract.ts'
import { areaTypes, routeTypes } from '../geo/intake.ts'
import { shapeOf } from './shape.ts'

const box: Box = [34.4, 16, 55.8, 32.3]
const shape = (value: unknown, types: readonly (typeof routeTypes)[number][] = routeTypes) =>
  shapeOf(value, { types, box, member: 'geometry' })
const line = {
  type: 'LineString',
  coordinates: [
    [46.7, 24.7],
    [46.71, 24.7],
  ],
}
const square = [
  [46.7, 24.7],
  [46.71, 24.7],
  [46.71, 24.71],
  [46.7, 24.71],
  [46.7, 24.7],
]
const area = { type: 'Polygon', coordinates: [square] }

describe('shapeOf', () => {
  it('takes what is right, and GeoJSON that comes as text', () => {
    expect(shape(line)).toEqual({ geometry: line, reasons: [] })
    expect(shape(JSON.stringify(line)).geometry).toEqual(line)
  })

  it.each([
    ['no geometry', null, 'geometry_missing', 'geometry'],
    ['text', 'somewhere', 'not_a_geometry', 'geometry'],
    ['a point', { type: 'Point', coordinates: [46.7, 24.7] }, 'type_not_allowed', 'geometry/type'],
    ['points', { type: 'MultiPoint', coordinates: [[46.7, 24.7]] }, 'type_not_allowed', 'geometry/type'],
    [
      'swapped axes',
      {
        type: 'LineString',
        coordinates: [
          [24.7, 46.7],
          [24.7, 46.8],
        ],
      },
      'axes_swapped',
      'geometry/coordinates/0',
    ],
    [
      'another country',
      {
        type: 'LineString',
        coordinates: [
          [8.4, 49],
          [8.5, 49],
        ],
      },
      'outside_box',
      'geometry/coordinates/0',
    ],
    [
      '0,0',
      {
        type: 'LineString',
        coordinates: [
          [46.7, 24.7],
          [0, 0],
        ],
      },
      'null_island',
      'geometry/coordinates/1',
    ],
    [
      'an open ring',
      { type: 'Polygon', coordinates: [[...square.slice(0, -1), [46.7, 24.705]]] },
      'ring_not_closed',
      'geometry/coordinates/0',
    ],
    [
      'no length',
      {
        type: 'LineString',
        coordinates: [
          [46.7, 24.7],
          [46.7, 24.7],
        ],
      },
      'part_too_short',
      'geometry/coordinates',
    ],
    [
      'a mixed collection',
      { type: 'GeometryCollection', geometries: [line, area] },
      'collection_mixed',
      'geometry/geometries',
    ],
    [
      'points in a collection',
      { type: 'GeometryCollection', geometries: [{ type: 'Point', coordinates: [46.7, 24.7] }] },
      'collection_mixed',
      'geometry/geometries',
    ],
    [
      'a nested collection',
      { type: 'GeometryCollection', geometries: [{ type: 'GeometryCollection', geometries: [] }] },
      'collection_nested',
      'geometry/geometries',
    ],
    [
      'a collection of what cannot be named',
      { type: 'GeometryCollection', geometries: [{ type: { toString: 1 } }] },
      'collection_mixed',
      'geometry/geometries',
    ],
    ['an empty collection', { type: 'GeometryCollection', geometries: [] }, 'collection_empty', 'geometry'],
    [
      'a collection of nothing',
      { type: 'GeometryCollection', geometries: [null] },
      'collection_mixed',
      'geometry/geometries',
    ],
    [
      'heights',
      {
        type: 'LineString',
        coordinates: [
          [46.7, 24.7, 600],
          [46.71, 24.7, 600],
        ],
      },
      'not_a_position',
      'geometry/coordinates/0',
    ],
  ])('refuses %s and names the member', (_name, value, code, member) => {
    const { geometry, reasons } = shape(value)
    expect(geometry).toBeNull()
    expect(reasons).toMatchObject([{ code, member, verdict: 'refused' }])
  })

  it('refuses a line where areas are wanted', () => {
    expect(shape(line, areaTypes).reasons).toMatchObject([{ code: 'type_not_allowed' }])
  })
  it('unpacks a collection of one kind, with a warning', () => {
    const lines = shape({
      type: 'GeometryCollection',
      geometries: [
        line,
        {
          type: 'MultiLineString',
          coordinates: [
            [
              [46.7, 24.8],
              [46.71, 24.8],
            ],
          ],
        },
      ],
    })
    expect(lines.geometry).toMatchObject({ type: 'MultiLineString' })
    expect(lines.reasons).toMatchObject([
      { code: 'collection_unpacked', verdict: 'warning', values: { type: 'MultiLineString' } },
    ])
    expect(shape({ type: 'GeometryCollection', geometries: [area] }).geometry).toMatchObject({ type: 'MultiPolygon' })
  })
  it('rewinds a clockwise ring, with a warning that names it', () => {
    const { geometry, reasons } = shape({ type: 'Polygon', coordinates: [square.toReversed()] })
    expect(geometry).toEqual(area)
    expect(reasons).toMatchObject([{ code: 'rewound', verdict: 'warning', member: 'geometry/coordinates/0' }])
  })
  it('joins hundreds of pieces to one line, and counts parts only then', () => {
    const pieces = (gap: number) =>
      Array.from({ length: 150 }, (_, i) => [
        [46.7 + i * 0.001, 24.7],
        [46.7 + (i + 1) * 0.001 - gap, 24.7],
      ])
    const joined = shape({
      type: 'MultiLineString',
      coordinates: pieces(0).map((piece) => piece.map(([x = 0, y]) => [Math.round(x * 1e6) / 1e6, y])),
    })
    expect(joined.geometry?.coordinates).toHaveLength(1)
    expect(joined.reasons).toMatchObject([{ code: 'parts_joined', values: { before: 150, after: 1 } }])
    expect(shape({ type: 'MultiLineString', coordinates: pieces(0.0005) }).reasons).toMatchObject([
      { code: 'too_many_parts' },
    ])
  })
})
