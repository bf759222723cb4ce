import { describe, expect, it } from 'vitest'
import { databaseForTests } from '../../testing/database.ts'
import { rows } from '../database/sql.ts'

const db = databaseForTests()
const latitudes = [0, 24.7, -33, 60]
const turns = Array.from({ length: 12 }, (_, turn) => (turn * Math.PI) / 12)
const distances = [0.02, 1, 17, 60]

/** A line of 300 m and a place beside its middle, at right angles to it. */
const beside = `select ground_distance(
    ST_MakeLine(ST_Project(p.centre, 150, t.turn)::geometry, ST_Project(p.centre, 150, t.turn + pi())::geometry),
    ST_Project(p.centre, d.metres, t.turn + pi() / 2)::geometry) as found, d.metres as meant
  from unnest(cast(:latitudes as float8[])) as l (latitude)
  cross join lateral (select ST_SetSRID(ST_MakePoint(46.7, l.latitude), 4326)::geography as centre) p
  cross join unnest(cast(:turns as float8[])) as t (turn)
  cross join unnest(cast(:distances as float8[])) as d (metres)`

/** Two parallel works, half a metre apart: PostGIS's distance between geographies calls it nought. */
const parallel = `select ST_Intersects(a, b) as touches, ground_distance(a, b) as metres
  from (select ST_Buffer(ST_GeomFromText(:one, 4326)::geography, 2, 4)::geometry as a,
               ST_Buffer(ST_GeomFromText(:two, 4326)::geography, 2, 4)::geometry as b) g`

describe('the distance between two grounds', () => {
  it('is the geodesic one, however they are turned and wherever they lie', async () => {
    const found = await rows<{ found: number; meant: number }>(db(), beside, { latitudes, turns, distances })
    expect(found).toHaveLength(latitudes.length * turns.length * distances.length)
    for (const one of found) expect(Math.abs(one.found - one.meant)).toBeLessThan(0.005)
  })

  it('is not nought for what lies beside each other', async () => {
    const [found] = await rows<{ touches: boolean; metres: number }>(db(), parallel, {
      one: 'LINESTRING(42.5165503 18.1662938, 42.515586 18.1660641, 42.515523 18.1663055)',
      two: 'LINESTRING(42.5165188 18.1662437, 42.5155142 18.1660044, 42.5148929 18.1658564)',
    })
    expect(found?.touches).toBe(false)
    expect(found?.metres).toBeGreaterThan(0.5)
    expect(found?.metres).toBeLessThan(0.7)
  })
})
