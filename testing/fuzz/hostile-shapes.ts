import fc from 'fast-check'
import type { Position } from '../../server/geo/contract.ts'
import { hostileValues } from './hostile-values.ts'
import { at, type Drawn, here, metre, places, ringAround, soundAreas, soundLines } from './shapes.ts'

const polygon = (...coordinates: unknown[]): Drawn => ({ type: 'Polygon', coordinates })
const line = (coordinates: unknown): Drawn => ({ type: 'LineString', coordinates })

/** A ring that goes round so often that each side crosses most others: repairing 400 corners holds a database for minutes. */
export function star(corners: number, radius = 200): Position[] {
  const skip = Math.floor(corners / 2) - 1
  const ring = Array.from({ length: corners }, (_, i) => {
    const angle = (2 * Math.PI * ((i * skip) % corners)) / corners
    return at(here, radius * Math.cos(angle), radius * Math.sin(angle))
  })
  return [...ring, ring[0] as Position]
}

const corners = fc.constantFrom(5, 8, 51, 101, 400, 401, 1_000, 1_999)
const stars = fc.oneof(
  corners.map((count) => polygon(star(count))),
  corners.map((count) => line(star(count))),
  corners.map((count) => ({ type: 'MultiPolygon', coordinates: [[star(count)], [star(count, 90)]] })),
)

const square = (place: Position, side = 50) => ringAround(place, [side, side, side, side])

/** Small shapes at the very edge of the jurisdiction: the ground around them lies outside. */
const edges = fc
  .constantFrom<Position>([34.4, 16], [55.8 - 100 * metre, 32.3], [34.4, 24.7])
  .chain((corner) =>
    fc.constantFrom<Drawn>(
      line([corner, at(corner, 50, 0)]),
      polygon([corner, at(corner, 50, 0), at(corner, 50, -50), at(corner, 0, -50), corner]),
      polygon([corner, at(corner, 50, 0), at(corner, 50, 50), at(corner, 0, 50), corner]),
    ),
  )

/** Rings that touch, cross or cover themselves and each other. */
const rings = places.chain((place) => {
  const [a, b, c, d] = square(place) as [Position, Position, Position, Position]
  const inner = square(place, 20).toReversed()
  return fc.constantFrom<Drawn>(
    polygon([a, c, b, d, a]),
    polygon([a, b, a, c, a]),
    polygon([a, b, c, c, c, d, a, a]),
    polygon([a, b, c, b, c, d, a]),
    polygon([a, a, a, a]),
    polygon([a, b, c, d]),
    polygon([a, b, a]),
    polygon(square(place).toReversed()),
    polygon(square(place), square(place).toReversed()),
    polygon(inner, square(place)),
    polygon(square(place), inner, inner),
    polygon(square(place), square(at(place, 400, 0), 20)),
    polygon(square(place), square(at(place, 50, 0), 20)),
    polygon([]),
    { type: 'MultiPolygon', coordinates: [[square(place)], [square(place)]] },
    { type: 'MultiPolygon', coordinates: [[square(place)], [square(place, 20)]] },
    { type: 'MultiPolygon', coordinates: [[]] },
    { type: 'MultiPolygon', coordinates: [] },
  )
})

/** Spikes, repeated points, zigzags, hair-fine steps: what widening a line has trouble with. */
const lines = fc
  .tuple(
    places,
    fc.integer({ min: 2, max: 70 }),
    fc.constantFrom(0, 0.011, 0.1, 0.5, 3),
    fc.constantFrom(0, 0.1, 5, 60),
  )
  .map(([place, count, east, north]) =>
    line(Array.from({ length: count }, (_, i) => at(place, i * east, i % 2 ? north : 0))),
  )
const curls = fc
  .tuple(places, fc.integer({ min: 3, max: 300 }), fc.constantFrom(0.01, 0.2, 4))
  .map(([place, count, step]) =>
    line(Array.from({ length: count }, (_, i) => at(place, step * i * Math.cos(i / 3), step * i * Math.sin(i / 3)))),
  )
const scribbles = fc.array(places, { minLength: 2, maxLength: 60 }).map(line)
const tangles = fc.array(places, { minLength: 3, maxLength: 40 }).map((ring) => polygon([...ring, ring[0]]))

const numbers = fc.constantFrom<unknown>(
  null,
  'x',
  '46.7',
  '@endless@',
  1e308,
  -1e308,
  1e-320,
  999,
  180,
  -180,
  46.7,
  24.7,
  0,
  [],
  {},
  true,
)

/** Coordinates that are no place of ours. */
const misplaced = fc.oneof(
  fc.array(fc.array(numbers, { maxLength: 4 }), { maxLength: 4 }).map(line),
  fc.array(fc.tuple(numbers, numbers), { minLength: 4, maxLength: 5 }).map((ring) => polygon([...ring, ring[0]])),
  fc.constantFrom<Drawn>(
    line([
      [179.9, 24],
      [-179.9, 24],
    ]),
    polygon([
      [179, 24],
      [-179, 24],
      [-179, 25],
      [179, 25],
      [179, 24],
    ]),
    polygon([
      [34.4, 16],
      [55.8, 16],
      [55.8, 32.3],
      [34.4, 32.3],
      [34.4, 16],
    ]),
    line([
      [34.4, 16],
      [55.8, 32.3],
    ]),
    line([
      [46.7, 24.7, 600],
      [46.8, 24.7, 600],
    ]),
    line([
      [46.7, 24.7],
      [46.70000001, 24.7],
    ]),
  ),
)

function nested(depth: number): unknown {
  let value: unknown = [46.7, 24.7]
  for (let i = 0; i < depth; i++) value = [value]
  return value
}

/** Too much, too deep, or nothing. */
const amounts = fc.constantFrom<() => Drawn>(
  () => line(Array.from({ length: 100_000 }, () => [46, 24])),
  () => line(Array.from({ length: 2_000 }, (_, i) => at(here, i * 2, (i * i) % 7))),
  () => line(Array.from({ length: 2_001 }, (_, i) => at(here, i * 2, 0))),
  () => polygon(Array.from({ length: 20_000 }, () => [])),
  () => polygon(...Array.from({ length: 51 }, () => square(here))),
  () =>
    polygon(
      square(here, 900),
      ...Array.from({ length: 49 }, (_, i) => square(at(here, i * 12 - 300, 0), 4).toReversed()),
    ),
  () => ({
    type: 'MultiLineString',
    coordinates: Array.from({ length: 100 }, (_, i) => [at(here, 0, i), at(here, 90, i)]),
  }),
  () => ({ type: 'MultiLineString', coordinates: Array.from({ length: 100 }, () => [here, at(here, 90, 1)]) }),
  () => ({
    type: 'MultiPolygon',
    coordinates: Array.from({ length: 100 }, (_, i) => [square(at(here, i * 12, 0), 4)]),
  }),
  () => ({ type: 'MultiPolygon', coordinates: Array.from({ length: 5_000 }, () => [[]]) }),
  () => line([]),
  () => line(nested(3_000)),
  () => ({ type: 'MultiPolygon', coordinates: nested(100) }),
)

const kinds = fc.constantFrom<unknown>(
  'GeometryCollection',
  'Point',
  'MultiPoint',
  'CircularString',
  'polygon',
  'LineString ',
  '__proto__',
  'constructor',
)

/** A sound shape with something about it that does not belong. */
const spoilt = fc.oneof(
  fc.tuple(soundLines, fc.oneof(kinds, hostileValues)).map(([shape, type]) => ({ ...shape, type })),
  fc.tuple(soundAreas, hostileValues).map(([shape, coordinates]) => ({ ...shape, coordinates })),
  fc.tuple(soundLines, hostileValues).map(([shape, crs]) => ({ ...shape, crs })),
  soundAreas.map((shape) => ({ ...shape, crs: { type: 'name', properties: { name: 'EPSG:3857' } } })),
  fc.tuple(soundLines, hostileValues).map(([shape, bbox]) => ({ ...shape, bbox })),
  fc.tuple(soundLines, hostileValues).map(([shape, more]) => ({ ...shape, properties: more })),
  soundLines.map((geometry) => ({ type: 'Feature', geometry, properties: {} })),
  soundLines.map((shape) => ({
    type: 'GeometryCollection',
    geometries: [shape, { type: 'GeometryCollection', geometries: [shape] }],
  })),
  hostileValues,
)

/** Tried each time before anything else: what is known to have held or ended a database or a process somewhere. */
export const alwaysTried: unknown[] = [
  ...[50, 100, 200, 400, 1_999].flatMap((count) => [polygon(star(count)), line(star(count))]),
  ...[{ toString: 1 }, '@deep@', '@proto@', null].flatMap((value) => [
    value,
    { type: value, coordinates: [] },
    { type: 'Polygon', coordinates: value },
    { type: 'GeometryCollection', geometries: [{ type: value }] },
  ]),
  line(Array.from({ length: 100_000 }, () => [46, 24])),
]

/** Shapes that nobody means, and some that may stand after all. */
export const hostileShapes: fc.Arbitrary<unknown> = fc.oneof(
  stars,
  rings,
  lines,
  curls,
  scribbles,
  tangles,
  misplaced,
  edges,
  amounts.map((make) => make()),
  spoilt,
  spoilt,
)
