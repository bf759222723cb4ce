import fc from 'fast-check'
import type { Position } from '../../server/geo/contract.ts'

/** A geometry as it is sent: sound or not. */
export interface Drawn {
  type: string
  coordinates: unknown
}

/** About a metre in degrees. */
export const metre = 9e-6
/** All that is drawn lies within some hundred metres of here, so that it meets. */
export const here: Position = [46.7, 24.7]

export function at([x, y]: Position, east: number, north: number): Position {
  const round = (degrees: number) => Math.round(degrees * 1e7) / 1e7
  return [round(x + (east * metre) / Math.cos((y * Math.PI) / 180)), round(y + north * metre)]
}

/** Places up to so many metres from here, to the east, west, north and south. */
export function placesWithin(metres: number): fc.Arbitrary<Position> {
  const away = fc.integer({ min: -metres, max: metres })
  return fc.tuple(away, away).map(([east, north]) => at(here, east, north))
}

export const places = placesWithin(400)

const steps = fc.array(fc.tuple(fc.integer({ min: 5, max: 80 }), fc.integer({ min: -40, max: 40 })), {
  minLength: 1,
  maxLength: 8,
})

/** A line that always goes on east: it never meets itself. */
const linesFrom = (from: fc.Arbitrary<Position>) =>
  fc.tuple(from, steps).map(([begin, list]) => {
    const line = [begin]
    for (const [east, north] of list) line.push(at(line.at(-1) as Position, east, north))
    return line
  })

/** A ring around a place, seen from it in one direction only once: it never meets itself. */
export function ringAround(place: Position, radii: readonly number[]): Position[] {
  const ring = radii.map((radius, i) => {
    const angle = (2 * Math.PI * i) / radii.length
    return at(place, radius * Math.cos(angle), radius * Math.sin(angle))
  })
  return [...ring, ring[0] as Position]
}

const radii = fc.array(fc.integer({ min: 20, max: 120 }), { minLength: 4, maxLength: 12 })

export function soundLinesFrom(from: fc.Arbitrary<Position>): fc.Arbitrary<Drawn> {
  const lines = linesFrom(from)
  return fc.oneof(
    lines.map((coordinates) => ({ type: 'LineString', coordinates })),
    fc.array(lines, { minLength: 1, maxLength: 3 }).map((coordinates) => ({ type: 'MultiLineString', coordinates })),
  )
}

export function soundAreasAround(middle: fc.Arbitrary<Position>): fc.Arbitrary<Drawn> {
  const rings = fc.tuple(middle, radii).map(([place, list]) => ringAround(place, list))
  const holed = fc
    .tuple(middle, radii)
    .map(([place, list]) => [ringAround(place, list), ringAround(place, [4, 5, 6, 5]).toReversed()])
  return fc.oneof(
    rings.map((ring) => ({ type: 'Polygon', coordinates: [ring] })),
    holed.map((coordinates) => ({ type: 'Polygon', coordinates })),
    fc.tuple(rings, fc.integer({ min: 1, max: 3 })).map(([ring, count]) => ({
      type: 'MultiPolygon',
      coordinates: Array.from({ length: count }, (_, i) => [ring.map((place) => at(place, i * 300, 0))]),
    })),
  )
}

export const soundLines = soundLinesFrom(places)
export const soundAreas = soundAreasAround(places)
