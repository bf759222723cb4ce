import { VectorTile } from '@mapbox/vector-tile'
import { PbfReader } from 'pbf'
import { uuidv7 } from 'uuidv7'
import { beforeEach, describe, expect, it } from 'vitest'
import { databaseForTests, engineKind, pack } from '../../testing/database.ts'
import { addOrganisation, type SignedIn, serviceOn, signedIn } from '../../testing/service.ts'
import { insertConstraint } from '../coordination/restrictions.ts'
import { rows } from '../database/sql.ts'
import type { App } from '../http/app-types.ts'
import { layers } from '../layers.ts'
import { storePlaces } from '../places/store.ts'
import { storeStreets } from '../streets/store.ts'
import { publicWorksStatuses, statuses, type Works } from '../works/contract.ts'
import { encodeHere, encodeInDatabase } from './encode.ts'

const db = databaseForTests()
let app: App
let water: SignedIn

const route = {
  type: 'LineString' as const,
  coordinates: [[46.7, 24.7] as [number, number], [46.702, 24.7005] as [number, number]],
}
const given = {
  title: 'Main renewal',
  category: 'planned',
  utility: 'water',
  route,
  period: { start: '2027-01-10', end: '2027-01-29' },
  status: 'planned',
}

function areaAround([x, y]: [number, number], half: number) {
  const ring: [number, number][] = [
    [x - half, y - half],
    [x + half, y - half],
    [x + half, y + half],
    [x - half, y + half],
    [x - half, y - half],
  ]
  return { type: 'Polygon' as const, coordinates: [ring] }
}

/** The tile of a zoom that holds the start of the route. */
function tileAt(z: number): string {
  const n = 2 ** z
  const x = Math.floor(((46.7005 + 180) / 360) * n)
  const y = Math.floor(((1 - Math.asinh(Math.tan((24.7002 * Math.PI) / 180)) / Math.PI) / 2) * n)
  return `${z}/${x}/${y}`
}

function tile(path: string, by?: SignedIn, more: Record<string, string> = {}) {
  return app.inject({ method: 'GET', url: `/tiles/${path}`, headers: { ...by?.headers, ...more } })
}

function read(body: Buffer, layer: string) {
  const found = new VectorTile(new PbfReader(body)).layers[layer]
  if (!found) return []
  return Array.from({ length: found.length }, (_, i) => found.feature(i))
}

beforeEach(async () => {
  app = await serviceOn(db())
  water = await signedIn(app, db(), 'utility', await addOrganisation(db(), 'WATER'))
})

describe('GET /tiles/:layers/:z/:x/:y.mvt', () => {
  let works: Works
  beforeEach(async () => {
    works = (await app.inject({ method: 'POST', url: '/api/works', headers: water.headers, payload: given })).json()
  })

  it('carries works with their numbers', async () => {
    const answer = await tile(`works/${tileAt(14)}.mvt`, water)
    expect(answer.statusCode, answer.body).toBe(200)
    expect(answer.headers['content-type']).toBe('application/vnd.mapbox-vector-tile')
    const [feature] = read(answer.rawPayload, 'works')
    expect(feature?.properties).toMatchObject({
      status: statuses.indexOf('planned'),
      from: 20_828,
      to: 20_847,
    })
    expect(feature?.id).toBe(works.tileId)
    const found = await app.inject({ method: 'GET', url: `/api/works?tileId=${feature?.id}`, headers: water.headers })
    expect(found.json().items).toMatchObject([{ id: works.id }])
    expect((await app.inject({ method: 'GET', url: `/api/works?tileId=${feature?.id}` })).json().items).toEqual([])
  })

  it('hides plans from the public, and everything below its zoom', async () => {
    expect((await tile(`works/${tileAt(14)}.mvt`)).statusCode).toBe(204)
    expect((await tile(`works/${tileAt(12)}.mvt`, water)).statusCode).toBe(204)
    const cells = await tile(`works_cells/${tileAt(12)}.mvt`, water)
    expect(read(cells.rawPayload, 'works_cells')[0]?.properties).toEqual({ works: 1, blocking: 0 })
  })

  it('asks for the public in the words of the index made for it', async () => {
    const [index] = await rows<{ held: string }>(
      db(),
      `select pg_get_expr(indpred, indrelid) as held from pg_index where indexrelid = cast('works_public_3857' as regclass)`,
    )
    const held = [...(index?.held ?? '').matchAll(/'(\w+)'::text/g)].map(([, status]) => status)
    expect(held).toEqual([...publicWorksStatuses])
  })

  it('filters by the window and the status', async () => {
    expect((await tile(`works/${tileAt(14)}.mvt?from=2027-01-29&to=2027-03-01`, water)).statusCode).toBe(200)
    expect((await tile(`works/${tileAt(14)}.mvt?from=2027-01-30&to=2027-03-01`, water)).statusCode).toBe(204)
    expect((await tile(`works/${tileAt(14)}.mvt?status=permitted`, water)).statusCode).toBe(204)
  })

  it.each([
    ['works', 14],
    ['works_cells', 12],
  ])('filters %s by agency and category', async (layer, zoom) => {
    const status = async (query: string) => (await tile(`${layer}/${tileAt(zoom)}.mvt?${query}`, water)).statusCode
    const somebody = '01944746-a7a0-75c3-ba58-897775059f0a'
    expect(await status(`agency=${works.agencyId}`)).toBe(200)
    expect(await status(`agency=${somebody},${works.agencyId}&category=emergency,planned`)).toBe(200)
    expect(await status(`agency=${somebody}`)).toBe(204)
    expect(await status('category=emergency')).toBe(204)
  })

  it('shows the next moment what has been written, and says when nothing has changed', async () => {
    const first = await tile(`works/${tileAt(14)}.mvt`, water)
    const etag = String(first.headers.etag)
    expect((await tile(`works/${tileAt(14)}.mvt`, water, { 'if-none-match': etag })).statusCode).toBe(304)
    await app.inject({ method: 'POST', url: '/api/works', headers: water.headers, payload: given })
    const second = await tile(`works/${tileAt(14)}.mvt`, water, { 'if-none-match': etag })
    expect(second.statusCode).toBe(200)
    expect(read(second.rawPayload, 'works')).toHaveLength(2)
    const [conflict] = read((await tile(`conflicts/${tileAt(14)}.mvt`, water)).rawPayload, 'conflicts')
    expect(conflict?.properties).toMatchObject({ kind: 0, severity: 0, from: 20_828, to: 20_847 })
    expect((await tile(`conflicts/${tileAt(14)}.mvt`)).statusCode).toBe(204)
  })

  it('joins layers', async () => {
    const street = {
      id: uuidv7(),
      code: 'S1',
      name: { ar: 'شارع الغَيْمة', en: 'Cloud Street' },
      streetClass: 'local' as const,
      line: route,
    }
    await storeStreets(db(), [street], pack)
    const answer = await tile(`streets,works/${tileAt(14)}.mvt`, water)
    expect(read(answer.rawPayload, 'works')).toHaveLength(1)
    expect(read(answer.rawPayload, 'streets')[0]?.properties).toEqual({
      id: street.id,
      class: 3,
      ar: 'شارع الغيمة',
      en: 'Cloud Street',
      width: 8,
    })
  })

  it.each([
    ['works/3/8/0.mvt', 400],
    ['works/3/0/-1.mvt', 400],
    ['works/30/0/0.mvt', 400],
    ['works/a/0/0.mvt', 400],
    ['works/14/0/0.mvt?from=2027-02-02&to=2027-02-01', 400],
    ['works/14/0/0.mvt?status=secret', 400],
    ['works/14/0/0.mvt?agency=secret', 400],
    ['works/14/0/0.mvt?category=secret', 400],
    ['secrets/3/0/0.mvt', 404],
    ['secrets.json', 404],
  ])('refuses %s with %i', async (path, status) => expect((await tile(path)).statusCode).toBe(status))

  it('is described by TileJSON', async () => {
    const answer = await tile('works,streets.json')
    expect(answer.json()).toMatchObject({
      tilejson: '3.0.0',
      minzoom: 10,
      vector_layers: [{ id: 'works', minzoom: 13 }, { id: 'streets' }],
    })
  })
})

describe('the two encoders', () => {
  it.runIf(engineKind() === 'server')('give the same features for every layer', async () => {
    const street = {
      id: uuidv7(),
      code: 'S1',
      name: { ar: 'شارع', en: 'Street' },
      streetClass: 'highway' as const,
      line: route,
    }
    await storeStreets(db(), [street], pack)
    const around = areaAround([46.7005, 24.7002], 0.004)
    const names = { nameAr: 'حي التجربة', nameEn: 'Trial district' }
    await storePlaces(db(), [{ id: uuidv7(), kind: 'district', ...names, geometry: around }])
    const season = { kind: 'season', name: { ar: 'موسم', en: 'Season' }, severity: 'warning' } as const
    await insertConstraint(db(), { ...season, area: around }, around, pack)
    for (let i = 0; i < 2; i++)
      await app.inject({ method: 'POST', url: '/api/works', headers: water.headers, payload: given })
    const filled: string[] = []
    for (const layer of layers)
      for (const zoom of [12, 14, 17]) {
        const [z = 0, x = 0, y = 0] = tileAt(zoom).split('/').map(Number)
        const asked = {
          z,
          x,
          y,
          audience: 'agencies' as const,
          from: null,
          to: null,
          status: null,
          agency: null,
          category: null,
        }
        const [theirs, ours] = [await encodeInDatabase(db(), layer, asked), await encodeHere(db(), layer, asked)]
        const [a, b] = [read(theirs, layer.name), read(ours, layer.name)].map((features) =>
          features
            .map(({ id, properties, type }) => ({ id, properties, type }))
            .sort((one, two) => Number(one.id) - Number(two.id) || one.type - two.type),
        )
        expect(b, `${layer.name} ${zoom}`).toEqual(a)
        if (a?.length) filled.push(layer.name)
        const corners = [theirs, ours].map((body) =>
          read(body, layer.name)
            .flatMap((feature) => feature.bbox?.() ?? [])
            .sort(),
        )
        for (const [i, value] of (corners[0] ?? []).entries())
          expect(Math.abs(value - (corners[1]?.[i] ?? Number.NaN))).toBeLessThanOrEqual(1)
      }
    expect(new Set(filled)).toEqual(
      new Set(['places', 'streets', 'constraint_areas', 'works', 'footprints', 'works_cells', 'conflicts']),
    )
  })
})
