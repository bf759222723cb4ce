import { beforeEach, describe, expect, it } from 'vitest'
import { databaseForTests, pack } from '../../../testing/database.ts'
import { addOrganisation, refusals, type SignedIn, serviceOn, signedIn } from '../../../testing/service.ts'
import type { Position } from '../../geo/contract.ts'
import type { App } from '../../http/app-types.ts'
import type { Detour } from '../../streets/network/contract.ts'
import { storeStreets } from '../../streets/store.ts'
import type { Works } from '../contract.ts'

const db = databaseForTests()
let app: App
let water: SignedIn

const degree = 111_320 * Math.cos((24.7 * Math.PI) / 180)
const at = (east: number, north: number): Position => [46.7 + east / degree, 24.7 + north / 110_770]
const line = (...coordinates: Position[]) => ({ type: 'LineString' as const, coordinates })

/** A block of 300 by 200 m: two streets to the east, two to the north; a dead end leads on to the east. */
const streets = [
  ['1', line(at(0, 0), at(300, 0))],
  ['2', line(at(0, 200), at(300, 200))],
  ['3', line(at(0, 0), at(0, 200))],
  ['4', line(at(300, 0), at(300, 200))],
  ['5', line(at(300, 0), at(500, 0))],
] as const

beforeEach(async () => {
  app = await serviceOn(db())
  water = await signedIn(app, db(), 'utility', await addOrganisation(db(), 'WATER'))
  const given = streets.map(([code, drawn]) => ({
    id: `018f0000-0000-7000-8000-00000000000${code}`,
    code,
    name: { ar: `شارع ${code}`, en: `Street ${code}` },
    streetClass: 'local' as const,
    widthMetres: 8,
    line: drawn,
  }))
  await storeStreets(db(), given, pack)
})

async function detour(route: object): Promise<Detour> {
  const answer = await app.inject({ method: 'POST', url: '/api/detours', headers: water.headers, payload: { route } })
  expect(answer.statusCode, answer.body).toBe(200)
  return answer.json()
}

describe('POST /api/detours', () => {
  it('answers 401 to visitors and 403 to those who may not assess', async () => {
    const allowed = ['planner', 'utility', 'contractor', 'consultant', 'admin'] as const
    const { visitor, others } = await refusals(app, db(), { method: 'POST', url: '/api/detours', allowed })
    expect(visitor).toBe(401)
    expect(new Set(others)).toEqual(new Set([403]))
  })

  it('goes round the block where the middle of a street is closed', async () => {
    const found = await detour(line(at(100, 0), at(200, 0)))
    expect(found.state).toBe('round')
    expect(found.usual?.lengthMetres).toBeCloseTo(100, 0)
    expect(found.round?.lengthMetres).toBeCloseTo(900, -1)
    expect(found.extraMetres).toBeCloseTo(800, -1)
    expect(found.round?.streets.map(({ name }) => name.en)).toEqual(['Street 1', 'Street 3', 'Street 2', 'Street 4'])
  })

  it('closes no side road where it ends at one: from corner to corner it is the other three sides', async () => {
    const found = await detour(line(at(0, 2), at(300, 2)))
    expect(found.usual?.lengthMetres).toBeCloseTo(300, 0)
    expect(found.extraMetres).toBeCloseTo(400, -1)
  })

  it('takes a trench across a street for as long as its ground is wide', async () => {
    const found = await detour(line(at(150, -6), at(150, 6)))
    expect(found.usual?.lengthMetres).toBeCloseTo(4, 0)
    expect(found.extraMetres).toBeCloseTo(992, -1)
  })

  it('says plainly that there is no way round a dead end', async () => {
    const found = await detour(line(at(350, 0), at(450, 0)))
    expect(found).toMatchObject({ state: 'no_way_round', round: null, extraMetres: null })
    expect(found.usual?.lengthMetres).toBeCloseTo(100, 0)
  })

  it('is none off the streets', async () => {
    expect(await detour(line(at(100, 100), at(200, 100)))).toMatchObject({
      state: 'off_street',
      usual: null,
      round: null,
    })
  })

  it('leads through no other part that the works closes', async () => {
    const middle = [at(100, 0), at(200, 0)]
    const both = { type: 'MultiLineString', coordinates: [middle, [at(140, 200), at(160, 200)]] }
    expect(await detour(both)).toMatchObject({ state: 'no_way_round', round: null })
  })

  it('goes from end to end of all parts where one is shut in by another', async () => {
    const parts = { type: 'MultiLineString', coordinates: [[at(50, 0), at(150, 0)], [at(200, 0), at(260, 0)]] } // biome-ignore format: one line
    const found = await detour(parts)
    expect(found.state).toBe('round')
    expect(found.usual?.lengthMetres).toBeCloseTo(210, 0)
    expect(found.round?.lengthMetres).toBeCloseTo(790, -1)
  })

  it('says so where there are more streets than can be searched', async () => {
    await db().raw(
      `insert into street (id, region_id, municipality_id, name_ar, name_en, label_ar, class, width_metres, length_metres, line, surface)
       select gen_random_uuid(), s.region_id, s.municipality_id, s.name_ar, s.name_en, s.label_ar, s.class, 8, 1,
              (select ST_Collect(array_agg(ST_SetSRID(ST_MakeLine(
                 ST_MakePoint(46.701, 24.7003 + n * 0.0002 + i * 1e-8), ST_MakePoint(46.7011, 24.7003 + n * 0.0002 + i * 1e-8)), 4326)))
               from generate_series(1, 5000) i),
              s.surface
       from street s cross join generate_series(1, 2) n where s.code = '1'`,
    )
    expect(await detour(line(at(100, 0), at(200, 0)))).toMatchObject({ state: 'too_wide', usual: null, round: null })
  })

  it('asks the same of an area', async () => {
    const area = { type: 'Polygon', coordinates: [[at(100, -3), at(200, -3), at(200, 3), at(100, 3), at(100, -3)]] }
    expect((await detour(area)).extraMetres).toBeCloseTo(800, -1)
  })
})

describe('GET /api/works/:id/detour', () => {
  const works = {
    title: 'Main renewal',
    category: 'planned',
    utility: 'water',
    route: line(at(100, 0), at(200, 0)),
    period: { start: '2027-01-10', end: '2027-01-29' },
  }

  it('answers 404 where the works is out of sight: a foreign draft, to everybody else', async () => {
    const stored = await app.inject({ method: 'POST', url: '/api/works', headers: water.headers, payload: works })
    const url = `/api/works/${stored.json<Works>().id}/detour`
    expect((await app.inject({ method: 'GET', url })).statusCode).toBe(404)
    const power = await signedIn(app, db(), 'utility', await addOrganisation(db(), 'POWER'))
    expect((await app.inject({ method: 'GET', url, headers: power.headers })).statusCode).toBe(404)
    const own = await app.inject({ method: 'GET', url, headers: water.headers })
    expect(own.json()).toMatchObject({ state: 'round' })
  })
})
