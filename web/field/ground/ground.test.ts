import { describe, expect, it } from 'vitest'
import type { LineString, MultiLineString, Polygon, Position } from '../../../server/geo/contract.ts'
import { measured } from './along.ts'
import { frameOf, stepOf } from './frame.ts'
import { metresTo } from './metres.ts'

/** A degree of latitude is 111,195 m here: 0.0009 of one are 100 m. */
const hundred = 100 / 111_195
const start: Position = [46.7, 24.7]
const north = (metres: number): Position => [46.7, 24.7 + (metres / 100) * hundred]
const line: LineString = { type: 'LineString', coordinates: [start, north(100), north(300)] }
const square: Polygon = {
  type: 'Polygon',
  coordinates: [
    [
      [46.7, 24.7],
      [46.701, 24.7],
      [46.701, 24.701],
      [46.7, 24.701],
      [46.7, 24.7],
    ],
  ],
}

describe('the distance to a works', () => {
  it.each<[string, Position, number]>([
    ['within its ground', [46.7005, 24.7005], 0],
    ['north of it', [46.7005, 24.701 + hundred / 2], 50],
    ['off its corner', [46.7, 24.7 - hundred], 100],
  ])('%s', (_, place, metres) => expect(metresTo(square, place)).toBeCloseTo(metres, 1))

  it('counts a hole as outside', () => {
    const hole: Position[] = [
      [46.7004, 24.7004],
      [46.7006, 24.7004],
      [46.7006, 24.7006],
      [46.7004, 24.7006],
      [46.7004, 24.7004],
    ]
    const ring = { type: 'Polygon', coordinates: [...square.coordinates, hole] } as Polygon
    expect(metresTo(ring, [46.7005, 24.7005])).toBeGreaterThan(5)
  })

  it('is measured to a line as well', () => expect(metresTo(line, north(350))).toBeCloseTo(50, 1))
})

describe('a works as a measured line', () => {
  const along = measured(line)

  it('has no line where it is an area', () => expect(measured(square)).toBeNull())
  it('is as long as it is', () => expect(along?.lengthMetres).toBeCloseTo(300, 1))
  it('is as long as the service says', () => expect(measured(line, 303)?.lengthMetres).toBeCloseTo(303, 6))
  it('finds the metre of a place beside it', () =>
    expect(along?.metresAt([46.7002, north(150)[1]])).toBeCloseTo(150, 1))
  it('ends where it ends', () => {
    expect(along?.metresAt(north(900))).toBeCloseTo(300, 1)
    expect(along?.placeAt(900)).toEqual(along?.placeAt(300))
    expect(along?.placeAt(-5)).toEqual(along?.placeAt(0))
  })
  it.each([
    [120, 280, 2],
    [280, 120, 2],
    [50, 250, 3],
  ])('gives the stretch from %i to %i', (from, to, vertices) => {
    const { coordinates } = along?.stretch(from, to) ?? { coordinates: [] }
    expect(coordinates).toHaveLength(vertices)
    expect(coordinates[0]?.[1]).toBeCloseTo(north(Math.min(from, to))[1], 8)
    expect(coordinates.at(-1)?.[1]).toBeCloseTo(north(Math.max(from, to))[1], 8)
  })

  it('goes on at the next part where it is broken', () => {
    const broken: MultiLineString = {
      type: 'MultiLineString',
      coordinates: [
        [start, north(100)],
        [north(200), north(300)],
      ],
    }
    expect(measured(broken)?.lengthMetres).toBeCloseTo(200, 1)
    expect(measured(broken)?.placeAt(150)[1]).toBeCloseTo(north(250)[1], 8)
  })
})

describe('the window onto the ground', () => {
  const size = { width: 320, height: 240 }

  it('has all places in sight, north up', () => {
    const frame = frameOf(line.coordinates, size)
    const [, top] = frame.point(north(300))
    const [, bottom] = frame.point(start)
    expect(top).toBeCloseTo(28, 5)
    expect(bottom).toBeCloseTo(212, 5)
  })

  it('leads back to the place of a point', () => {
    const frame = frameOf(line.coordinates, size, { zoom: 3, centre: north(100) })
    const [x, y] = frame.point(north(120))
    expect(frame.place(x, y)[1]).toBeCloseTo(north(120)[1], 9)
    expect(frame.point(north(100))).toEqual([160, 120])
  })

  it('shows some ground around a single place', () =>
    expect(frameOf([start], size).metresPerPoint).toBeCloseTo(40 / 184, 5))

  it.each([
    [0.1, 40, 5],
    [1, 40, 50],
    [9, 50, 500],
    [1000, 50, 10_000],
  ])('with %f metres to the point, marks %i points apart stand for %i metres', (metres, points, step) =>
    expect(stepOf(metres, points)).toBe(step),
  )
})
