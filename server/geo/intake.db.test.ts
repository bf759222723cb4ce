import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { databaseForTests, pack } from '../../testing/database.ts'
import { hostileShapes } from '../../testing/fuzz/hostile-shapes.ts'
import { announce, planned } from '../../testing/fuzz/plan.ts'
import { soundAreas, soundLines } from '../../testing/fuzz/shapes.ts'
import { rows } from '../database/sql.ts'
import { takeRoute } from '../works/route.ts'
import type { Position, Route } from './contract.ts'
import { partsOf } from './rules.ts'

const db = databaseForTests()

interface Stored {
  valid: boolean
  empty: boolean
  dimensions: number
  read: Route
}

/** A route as it comes back from the database. */
async function stored(route: Route): Promise<Stored> {
  const [row] = await rows<Stored>(
    db(),
    `select ST_IsValid(g) as valid, ST_IsEmpty(g) as empty, ST_NDims(g) as dimensions, ST_AsGeoJSON(g, 7)::jsonb as read
     from (select ST_SetSRID(ST_GeomFromGeoJSON(:route), 4326) as g offset 0) s`,
    { route: JSON.stringify(route) },
  )
  return row as Stored
}

/** The greatest difference between two shapes in degrees, where one may run the other way round. */
function farthest(one: Route, two: Route): number {
  const away = ([a, b]: Position, [c, d]: Position) => Math.max(Math.abs(a - c), Math.abs(b - d))
  const between = (part: Position[], other: Position[]) =>
    part.length === other.length
      ? Math.max(...part.map((place, i) => away(place, other[i] as Position)))
      : Number.POSITIVE_INFINITY
  const others = partsOf(two)
  const differences = partsOf(one).map((part, i) => {
    const other = others[i] ?? []
    return Math.min(between(part, other), between(part, other.toReversed()))
  })
  return Math.max(...differences)
}

describe('what is taken in', () => {
  const plan = planned(0.03)
  const { cases: numRuns, seed } = plan

  it('is valid to the database, and comes back as it was drawn', { timeout: plan.timeout }, async () => {
    announce('taken in', numRuns)
    let taken = 0
    const property = fc.asyncProperty(fc.oneof(hostileShapes, soundLines, soundAreas), async (shape) => {
      const { value } = await takeRoute(db(), JSON.parse(JSON.stringify(shape ?? null)), pack)
      if (!value) return
      taken += 1
      const { read, ...facts } = await stored(value)
      expect(facts).toEqual({ valid: true, empty: false, dimensions: 2 })
      expect(farthest(value, read)).toBeLessThan(1e-9)
      expect(farthest(shape as Route, read)).toBeLessThanOrEqual(1e-7)
    })
    await fc.assert(property, { numRuns, seed })
    expect(taken).toBeGreaterThan(numRuns / 4)
  })

  it('is all that is sound, and nothing that the database finds invalid', { timeout: plan.timeout }, async () => {
    announce('sound and invalid', numRuns)
    const sound = fc.asyncProperty(fc.oneof(soundLines, soundAreas), async (shape) => {
      expect((await takeRoute(db(), shape, pack)).problem).toBeUndefined()
    })
    await fc.assert(sound, { numRuns: Math.ceil(numRuns / 2), seed })
    const folded = fc.asyncProperty(soundAreas, async ({ type, coordinates }) => {
      const [[a, b, ...others] = []] = (
        type === 'Polygon' ? coordinates : (coordinates as unknown[])[0]
      ) as Position[][]
      // two corners change places: the ring crosses itself, but where it has too few to
      const ring = [a, others[0], b, ...others.slice(1)] as Position[]
      const crossed = { type: 'Polygon', coordinates: [ring] } as Route
      const { valid } = await stored(crossed)
      const { problem } = await takeRoute(db(), crossed, pack)
      expect(problem === undefined).toBe(valid)
    })
    await fc.assert(folded, { numRuns: Math.ceil(numRuns / 2), seed })
  })
})
