import { uuidv7 } from 'uuidv7'
import { describe, expect, it } from 'vitest'
import { databaseForTests, pack } from '../../testing/database.ts'
import { certainRows } from '../database/sql.ts'
import type { Position, Route } from '../geo/contract.ts'
import { measureBindings, measured } from './ground.ts'

const db = databaseForTests()
const degree = 111_320 * Math.cos((24.7 * Math.PI) / 180)
const at = (east: number, north: number): Position => [
  Math.round((46.7 + east / degree) * 1e7) / 1e7,
  Math.round((24.7 + north / 110_770) * 1e7) / 1e7,
]
const line = (n: number, place: (i: number) => Position): Route => ({
  type: 'LineString',
  coordinates: Array.from({ length: n }, (_, i) => place(i)),
})

/** Shapes that end the embedded engine when they are widened as they are, and shapes like them. */
const shapes: Record<string, Route> = {
  'a fine zigzag of 50 positions': line(50, (i) => at(i * 0.1, (i % 2) * 0.1)),
  'a fine zigzag of 2,000 positions': line(2000, (i) => at(i * 0.1, (i % 2) * 0.1)),
  'a steep zigzag': line(60, (i) => at(i * 0.05, (i % 2) * 0.3)),
  'a wide zigzag': line(60, (i) => at(i * 0.1, (i % 2) * 5)),
  'a line drawn to and fro': line(50, (i) => at((i % 2) * 50 + i * 0.02, 0)),
  stairs: line(200, (i) => at(Math.floor((i + 1) / 2) * 0.05, Math.floor(i / 2) * 0.05)),
  'stairs at an angle': line(200, (i) => at(i * 0.3, (i % 2) * 0.3)),
  'a fine circle': line(400, (i) => at(0.5 * Math.cos(i / 20), 0.5 * Math.sin(i / 20))),
  'straight on in centimetres': line(1500, (i) => at(i * 0.02, 0)),
  'an area with a saw’s edge': {
    type: 'Polygon',
    coordinates: [
      [...Array.from({ length: 101 }, (_, i) => at(i * 0.1, (i % 2) * 0.1)), at(10, -5), at(0, -5), at(0, 0)],
    ],
  },
}

describe('the ground of a works', () => {
  it.each(Object.entries(shapes))('is computed for %s', async (_name, route) => {
    const [found] = await certainRows<{ valid: boolean; covers: boolean; area: number }>(
      db(),
      `with ${measured} select ST_IsValid(footprint) and ST_IsValid(reach) as valid,
              ST_Covers(reach, footprint) and (ST_Dimension(route) = 2 or ST_Covers(footprint, route)) as covers,
              area_square_metres as area from measured`,
      measureBindings([{ id: uuidv7(), route }], pack),
    )
    expect(found).toMatchObject({ valid: true, covers: true })
    expect(found?.area).toBeGreaterThan(10)
  })
})
