import { uuidv7 } from 'uuidv7'
import { beforeEach, describe, expect, it } from 'vitest'
import { databaseForTests, pack } from '../../../testing/database.ts'
import { serviceOn } from '../../../testing/service.ts'
import type { Position } from '../../geo/contract.ts'
import type { App } from '../../http/app-types.ts'
import { storeStreets } from '../store.ts'
import type { StreetPath } from './contract.ts'

const db = databaseForTests()
let app: App
const ids = { palm: uuidv7(), cloud: uuidv7(), river: uuidv7(), far: uuidv7() }
const round = (value: number) => Number(value.toFixed(7))
/** Hundreds of metres, roughly, to the east and the north. */
const at = (east: number, north: number): Position => [round(46.7 + east / 1000), round(24.7 + north / 1000)]

/** Palm and River run east, Cloud crosses both; the far street meets nobody. */
beforeEach(async () => {
  app = await serviceOn(db())
  const street = (name: keyof typeof ids, line: Position[]) => ({
    id: ids[name],
    code: name,
    name: { ar: name, en: name },
    streetClass: 'local' as const,
    line: { type: 'LineString' as const, coordinates: line },
  })
  await storeStreets(
    db(),
    [
      street('palm', [at(0, 0), at(2, 0), at(4, 0)]),
      street('river', [at(0, 2), at(4, 2)]),
      street('cloud', [at(3, 3), at(3, -1)]),
      street('far', [at(30, 0), at(34, 0)]),
    ],
    pack,
  )
})

async function path(from: Position, to: Position, more = '') {
  return app.inject({ url: `/api/street-path?from=${from}&to=${to}${more}`, headers: { 'accept-language': 'en' } })
}

async function way(from: Position, to: Position, more = ''): Promise<StreetPath> {
  const answer = await path(from, to, more)
  expect(answer.statusCode, answer.body).toBe(200)
  return answer.json()
}

async function codeOf(from: Position, to: Position, more = ''): Promise<string> {
  const answer = await path(from, to, more)
  expect(answer.statusCode).toBe(409)
  return answer.json().reasons[0].code
}

describe('GET /api/street-path', () => {
  it('goes along the centrelines and turns where they cross', async () => {
    const { line, streets, lengthMetres } = await way(at(1, 0.1), at(1, 2.1))
    expect(line.coordinates).toEqual([at(1, 0), at(2, 0), at(3, 0), at(3, 2), at(1, 2)])
    expect(streets.map(({ name }) => name.en)).toEqual(['palm', 'cloud', 'river'])
    // two hundredths of a degree of longitude at this latitude twice, and of latitude once
    expect(lengthMetres).toBeGreaterThan(2 * 202 + 221)
    expect(lengthMetres).toBeLessThan(2 * 203 + 223)
  })

  it('keeps to one street where it is told to, and lies beside it', async () => {
    const { line, streets } = await way(at(1, 0), at(3, 0), `&street=${ids.palm}`)
    expect([line.coordinates, streets.map(({ id }) => id)]).toEqual([[at(1, 0), at(2, 0), at(3, 0)], [ids.palm]])
    const beside = await way(at(1, 0), at(3, 0), `&street=${ids.palm}&offset=4`)
    const metresAside = (24.7 - (beside.line.coordinates[0]?.[1] ?? 0)) * 110_800
    expect(metresAside).toBeGreaterThan(3.95)
    expect(metresAside).toBeLessThan(4.05)
    // the right of who goes west is the north
    const back = await way(at(3, 0), at(1, 0), `&street=${ids.palm}&offset=4`)
    expect(back.line.coordinates[0]?.[1]).toBeGreaterThan(24.7)
    expect(back.line.coordinates[0]?.[0]).toBeGreaterThan(back.line.coordinates.at(-1)?.[0] ?? 0)
    expect(await codeOf(at(1, 0), at(1, 2), `&street=${ids.palm}`)).toBe('no_street_near')
  })

  it('says why there is none', async () => {
    expect(await codeOf(at(1, 0), at(32, 0))).toBe('not_connected')
    expect(await codeOf(at(1, 0), at(1, 1))).toBe('no_street_near')
    expect(await codeOf(at(1, 0), at(1, 0))).toBe('same_place')
    expect(await codeOf(at(1, 0), [47.7, 24.7])).toBe('too_far')
    for (const query of ['from=46.7,24.7', 'from=46.7,24.7&to=200,24.7', 'from=46.7,24.7&to=46.7,89'])
      expect((await app.inject(`/api/street-path?${query}`)).statusCode).toBe(400)
  })
})

describe('GET /api/streets/{id}/crossings', () => {
  it('names who meets a street, in the order of its line', async () => {
    const { items } = (await app.inject(`/api/streets/${ids.cloud}/crossings`)).json()
    expect(items.map(({ street, place }: { street: { id: string }; place: Position }) => [street.id, place])).toEqual([
      [ids.river, at(3, 2)],
      [ids.palm, at(3, 0)],
    ])
    expect(items[0].alongMetres).toBeGreaterThan(110)
    expect(items[0].alongMetres).toBeLessThan(112)
    expect((await app.inject(`/api/streets/${ids.far}/crossings`)).json()).toEqual({ items: [] })
    expect((await app.inject(`/api/streets/${uuidv7()}/crossings`)).statusCode).toBe(404)
  })
})

describe('POST /api/street-snaps', () => {
  it('brings points to the stored centreline, says how far, and leaves alone what is out of reach', async () => {
    const near: Position = [round(46.701), round(24.7 + 0.0000005)]
    const payload = { points: [near, at(1, 0), at(1, 1)] }
    const answer = await app.inject({ method: 'POST', url: '/api/street-snaps', payload })
    expect(answer.statusCode, answer.body).toBe(200)
    const [moved, same, none] = answer.json().items
    expect(moved).toMatchObject({ place: at(1, 0), street: { id: ids.palm } })
    expect(moved.movedMetres).toBeGreaterThan(0.05)
    expect(moved.movedMetres).toBeLessThan(0.06)
    expect([same.movedMetres, none]).toEqual([0, null])
    // half a metre beside the corner of Cloud and Palm is that corner
    const beside: Position = [round(46.703 + 0.000003), round(24.7 + 0.000003)]
    const corner = await app.inject({ method: 'POST', url: '/api/street-snaps', payload: { points: [beside] } })
    expect(corner.json().items[0].place).toEqual(at(3, 0))
    const wide = await app.inject({
      method: 'POST',
      url: '/api/street-snaps',
      payload: { ...payload, points: [[46, 89]] },
    })
    expect(wide.statusCode).toBe(400)
  })
})
