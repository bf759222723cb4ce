import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { databaseForTests, pack } from '../../testing/database.ts'
import { formOf } from '../../testing/form.ts'
import { addOrganisation, now, type SignedIn, serviceOn, signedIn } from '../../testing/service.ts'
import type { App } from '../http/app-types.ts'
import { encodeHere } from '../tiles/encode.ts'
import { type Report, reportCategories, reportStatuses } from './contract.ts'
import { reportsLayer } from './layer.ts'
import { storeReports } from './store.ts'

const db = databaseForTests()
let app: App
let mediaDir: string

beforeEach(async () => {
  mediaDir = mkdtempSync(join(tmpdir(), 'nasaq-media-'))
  app = await serviceOn(db(), { mediaDir })
})
afterEach(() => rmSync(mediaDir, { recursive: true, force: true }))

type Fields = Parameters<typeof formOf>[0]
const pothole = { lng: '46.7', lat: '24.7', category: 'potholes', note: 'At the corner' }

async function send(fields: Fields, headers: Record<string, string> = { 'accept-language': 'en' }) {
  const form = formOf(fields)
  return app.inject({
    method: 'POST',
    url: '/api/reports',
    payload: form.payload,
    headers: { ...headers, ...form.headers },
  })
}

async function sent(fields: Fields = pothole): Promise<{ number: string; follow: string }> {
  const answer = await send(fields)
  expect(answer.statusCode, answer.body).toBe(201)
  return answer.json()
}

async function read<T = Report>(url: string, who?: SignedIn): Promise<T> {
  const answer = await app.inject({ method: 'GET', url, headers: who?.headers ?? { 'accept-language': 'en' } })
  expect(answer.statusCode, answer.body).toBe(200)
  return answer.json()
}

const files = () =>
  (readdirSync(mediaDir, { recursive: true }) as string[]).filter((name) => statSync(join(mediaDir, name)).isFile())
const rowsOf = async (table: string) => Number(((await db()(table).count({ n: '*' })) as { n: number }[])[0]?.n)

async function photo(): Promise<{ name: string; bytes: Buffer }> {
  const exif = {
    IFD0: { Make: 'Camera' },
    IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '24/1 42/1 0/1', GPSLongitudeRef: 'E', GPSLongitude: '46/1 42/1 0/1' },
  }
  const bytes = await sharp({ create: { width: 800, height: 600, channels: 3, background: '#888' } })
    .jpeg()
    .withExif(exif)
    .toBuffer()
  return { name: 'photo.jpg', bytes: Buffer.concat([bytes, Buffer.from('<?php exit; ?>')]) }
}

describe('POST /api/reports', () => {
  it('takes a report without an account, numbers it by region and year, and answers with its secret once', async () => {
    const first = await sent()
    expect(first.number).toBe('KSA-R-2026-0000001')
    expect(first.follow).toMatch(/^[\w-]{43}$/)
    expect((await sent()).number).toBe('KSA-R-2026-0000002')
    const stored = await db()('report').where({ number: first.number }).first()
    expect(JSON.stringify(stored)).not.toContain(first.follow)
    expect(stored.follow_hash.length).toBe(32)
  })

  it('keeps a photo without its metadata, small and large, and shows it to everybody for good', async () => {
    const { number } = await sent({ ...pothole, photo: await photo() })
    const { photoId } = await read(`/api/reports/${number}`)
    expect(files().sort()).toEqual(['large', 'small'].map((size) => `${photoId?.slice(0, 2)}/${photoId}-${size}.jpg`))
    for (const [size, width] of [
      ['large', 800],
      ['small', 480],
    ] as const) {
      const answer = await app.inject({ method: 'GET', url: `/api/media/${photoId}/${size}` })
      expect(answer.statusCode).toBe(200)
      expect(answer.headers).toMatchObject({
        'content-type': 'image/jpeg',
        'x-content-type-options': 'nosniff',
        'cache-control': 'public, max-age=31536000, immutable',
      })
      const { exif, format, width: shown } = await sharp(answer.rawPayload).metadata()
      expect({ exif, format, shown }).toEqual({ format: 'jpeg', shown: width })
      expect(answer.rawPayload.toString('latin1')).not.toMatch(/php|Camera/)
    }
    const [row] = (await db().raw('select ST_X(taken_place) as x, ST_Y(taken_place) as y from photo')).rows
    expect([row.x, row.y]).toEqual([46.7, 24.7])
  })

  it.each([
    ['a category that is none', { ...pothole, category: 'noise' }, 400, 'category'],
    ['no category', { lng: '46.7', lat: '24.7' }, 400, 'category'],
    ['no longitude', { lat: '24.7', category: 'garbage' }, 400, 'lng'],
    ['a longitude that is no number', { ...pothole, lng: 'east' }, 400, 'lng'],
    ['a latitude off the earth', { ...pothole, lat: '91' }, 400, 'lat'],
    ['a longitude without end', { ...pothole, lng: 'Infinity' }, 400, 'lng'],
    ['a place outside the kingdom', { ...pothole, lng: '2.35', lat: '48.85' }, 422, 'place/coordinates'],
    ['an unknown member', { ...pothole, phone: '0500000000' }, 400, 'phone'],
    ['a note without end', { ...pothole, note: 'x'.repeat(1001) }, 400, 'note'],
    ['a note with a character that no text has', { ...pothole, note: 'a\u0000b' }, 400, 'note'],
    ['a file under another name', { ...pothole, avatar: { name: 'a.jpg', bytes: Buffer.from('x') } }, 400, 'avatar'],
    [
      'an SVG',
      { ...pothole, photo: { name: 'a.jpg', bytes: Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>') } },
      415,
      'photo',
    ],
  ])('refuses %s in both languages, and stores nothing', async (_name, fields, status, path) => {
    const english = await send(fields as Fields)
    expect(english.statusCode, english.body).toBe(status)
    const [fault] = english.json().errors
    expect(fault.path).toBe(path)
    const arabic = await send(fields as Fields, {})
    expect(arabic.json().errors[0].message).toMatch(/[\u0600-\u06ff]/)
    expect(arabic.json().errors[0].message).not.toBe(fault.message)
    expect([await rowsOf('report'), await rowsOf('photo'), files().length]).toEqual([0, 0, 0])
  })

  it('refuses what is no form, a broken one, and a file past the limit', async () => {
    const post = (payload: string | Buffer, headers: Record<string, string>) =>
      app.inject({ method: 'POST', url: '/api/reports', payload, headers })
    expect((await post('{}', { 'content-type': 'application/json' })).statusCode).toBe(415)
    expect((await post('', {})).statusCode).toBe(415)
    expect((await post('nonsense', { 'content-type': 'multipart/form-data; boundary=x' })).statusCode).toBe(400)
    expect((await post('nonsense', { 'content-type': 'multipart/form-data' })).statusCode).toBe(400)
    const cut = formOf({ ...pothole, photo: await photo() })
    expect((await post(cut.payload.subarray(0, cut.payload.length - 400), cut.headers)).statusCode).toBe(400)
    const huge = { name: 'a.jpg', bytes: Buffer.alloc(15 * 1024 * 1024 + 1) }
    expect((await send({ ...pothole, photo: huge })).statusCode).toBe(413)
    expect([await rowsOf('report'), files().length]).toEqual([0, 0])
  })

  it('takes the files away again where the rows cannot be written', async () => {
    await db().raw('alter table report add constraint never check (id is null) not valid')
    const silent = await serviceOn(db(), { mediaDir })
    const form = formOf({ ...pothole, photo: await photo() })
    silent.log.level = 'silent'
    const answer = await silent.inject({ method: 'POST', url: '/api/reports', ...form })
    expect(answer.statusCode).toBe(500)
    expect(answer.body).not.toContain('never')
    expect([await rowsOf('photo'), files().length]).toEqual([0, 0])
  })
})

describe('who has to deal with it', () => {
  async function addWorks(
    agencyId: string,
    changed: Record<string, unknown>,
    route = [
      [46.699, 24.7],
      [46.701, 24.7],
    ],
  ) {
    const who = await signedIn(app, db(), 'utility', agencyId)
    const payload = {
      title: 'Main renewal',
      category: 'planned',
      utility: 'water',
      route: { type: 'LineString', coordinates: route },
      period: { start: '2026-11-01', end: '2026-12-30' },
      status: 'planned',
    }
    const answer = await app.inject({ method: 'POST', url: '/api/works', headers: who.headers, payload })
    expect(answer.statusCode, answer.body).toBe(201)
    await db()('works').where({ id: answer.json().id }).update(changed)
    return answer.json().id as string
  }

  it('is the agency of the nearest works on the ground there', async () => {
    const water = await addOrganisation(db(), 'WATER')
    const power = await addOrganisation(db(), 'POWER')
    await addWorks(power, { status: 'in_progress' }, [
      [46.699, 24.70005],
      [46.701, 24.70005],
    ])
    const nearest = await addWorks(water, { status: 'in_progress' })
    const { number } = await sent()
    const office = await signedIn(app, db(), 'planner')
    const report = await read(`/api/reports/${number}`, office)
    expect(report).toMatchObject({
      status: 'routed',
      agencyId: water,
      works: { id: nearest, title: 'Main renewal' },
      note: 'At the corner',
    })
    expect(await read(`/api/reports/${number}`, await signedIn(app, db(), 'utility', water))).toEqual(report)
  })

  it('is the agency whose guarantee still holds, and not one whose works is only a plan or long over', async () => {
    const water = await addOrganisation(db(), 'WATER')
    const office = await signedIn(app, db(), 'planner')
    const works = await addWorks(water, { status: 'planned' })
    expect((await read(`/api/reports/${(await sent()).number}`, office)).works).toBeNull()
    await db()('works')
      .where({ id: works })
      .update({ status: 'in_guarantee', period: '[2024-01-01,2024-02-01)', guarantee_until: '2026-12-31' })
    expect((await read(`/api/reports/${(await sent()).number}`, office)).agencyId).toBe(water)
    await db()('works').where({ id: works }).update({ guarantee_until: '2026-01-01' })
    expect((await read(`/api/reports/${(await sent()).number}`, office)).works).toBeNull()
  })

  it('is else the municipality of the ground, and outside every boundary the root authority', async () => {
    const town = await addOrganisation(db(), 'TOWN', 'municipality')
    const boundary = {
      type: 'MultiPolygon',
      coordinates: [
        [
          [
            [46.6, 24.6],
            [46.8, 24.6],
            [46.8, 24.8],
            [46.6, 24.8],
            [46.6, 24.6],
          ],
        ],
      ],
    }
    await db().raw(
      `insert into municipality (id, organisation_id, region_id, code, name_ar, name_en, boundary)
       values (:id, :id, 'RUH', 'TOWN', 'بلدية', 'Town', ST_SetSRID(ST_GeomFromGeoJSON(:boundary), 4326))`,
      { id: town, boundary: JSON.stringify(boundary) },
    )
    const office = await signedIn(app, db(), 'planner')
    const inside = await sent()
    expect(inside.number).toBe('RUH-R-2026-0000001')
    expect(await read(`/api/reports/${inside.number}`, office)).toMatchObject({
      status: 'received',
      agencyId: town,
      municipalityId: town,
    })
    const outside = await sent({ ...pothole, lng: '45' })
    expect(outside.number).toBe('KSA-R-2026-0000001')
    const root = await db()('organisation').where({ code: 'KSA' }).first('id')
    expect((await read(`/api/reports/${outside.number}`, office)).agencyId).toBe(root.id)
  })
})

describe('what the public sees of a report', () => {
  it('is place, category, age, status and photo: neither note nor who deals with it, and never the secret', async () => {
    const { number, follow } = await sent()
    const shown = await read(`/api/reports/${number}`)
    expect(shown).toMatchObject({
      number,
      category: 'potholes',
      status: 'received',
      place: { type: 'Point', coordinates: [46.7, 24.7] },
      createdAt: now.toISOString(),
    })
    expect(shown).toMatchObject({ note: null, agencyId: null, works: null, photoId: null })
    const stranger = await signedIn(app, db(), 'utility', await addOrganisation(db(), 'POWER'))
    expect(await read(`/api/reports/${number}`, stranger)).toEqual(shown)
    const list = await app.inject({ method: 'GET', url: '/api/reports' })
    expect(list.json().items).toHaveLength(1)
    for (const text of [JSON.stringify(shown), list.body]) expect(text).not.toContain(follow)
    expect(list.body).not.toContain('corner')
  })

  it('is everything that is theirs for whoever has the secret', async () => {
    const { number, follow } = await sent()
    expect(await read(`/api/reports/follow/${follow}`)).toMatchObject({ number, note: 'At the corner' })
    const other = await app.inject({ method: 'GET', url: `/api/reports/follow/${'x'.repeat(43)}` })
    expect([other.statusCode, other.json().type]).toEqual([404, '/problems/not-found'])
    expect((await app.inject({ method: 'GET', url: '/api/reports/follow/short' })).statusCode).toBe(400)
  })

  it('is nothing for a number that nobody has, or that is none', async () => {
    expect((await app.inject({ method: 'GET', url: '/api/reports/KSA-R-2026-0000009' })).statusCode).toBe(404)
    expect((await app.inject({ method: 'GET', url: '/api/reports/anything' })).statusCode).toBe(400)
  })
})

describe('GET /api/media/:id/:size', () => {
  it('answers 404 for a photo that is not public, unknown or gone, and 400 for another size', async () => {
    const { number } = await sent({ ...pothole, photo: await photo() })
    const { photoId } = await read(`/api/reports/${number}`)
    const get = async (path: string) => (await app.inject({ method: 'GET', url: `/api/media/${path}` })).statusCode
    expect(await get('0192b9f0-0000-7000-8000-000000000000/small')).toBe(404)
    expect(await get(`${photoId}/original`)).toBe(400)
    expect(await get('..%2f..%2fetc/small')).toBe(400)
    await db()('photo').update({ is_public: false })
    expect(await get(`${photoId}/small`)).toBe(404)
    await db()('photo').update({ is_public: true })
    rmSync(join(mediaDir, String(photoId).slice(0, 2)), { recursive: true })
    expect(await get(`${photoId}/small`)).toBe(404)
  })
})

describe('lists', () => {
  const at = (day: number, category: (typeof reportCategories)[number] = 'garbage', lng = 46.7) => ({
    id: `0192b9f0-0000-7000-8000-0000000000${String(day).padStart(2, '0')}`,
    category,
    point: { type: 'Point' as const, coordinates: [lng, 24.7] as [number, number] },
    note: null,
    status: 'received' as const,
    createdAt: `2026-11-${String(day).padStart(2, '0')}T22:30:00.000Z`,
  })

  it('are the newest first, by box, category, status and days of the city, page by page', async () => {
    await storeReports(db(), [at(1), at(2, 'graffiti'), at(3, 'garbage', 46.9), { ...at(4), status: 'solved' }], pack)
    const days = async (query: string) =>
      (await read<{ items: Report[] }>(`/api/reports${query}`)).items.map(({ createdAt }) =>
        Number(createdAt.slice(8, 10)),
      )
    expect(await days('')).toEqual([4, 3, 2, 1])
    expect(await days('?category=graffiti,potholes')).toEqual([2])
    expect(await days('?status=solved')).toEqual([4])
    expect(await days('?bbox=46.8,24.6,47,24.8')).toEqual([3])
    expect(await days('?bbox=-180,-90,180,90')).toEqual([4, 3, 2, 1])
    // 22:30 in UTC is the next day in Riyadh
    expect(await days('?from=2026-11-03&to=2026-11-04')).toEqual([3, 2])
    const first = await read<{ items: Report[]; nextCursor: string; total: number }>('/api/reports?limit=3')
    expect([first.items.length, first.total]).toEqual([3, 4])
    const rest = await read<{ items: Report[]; nextCursor: null; total?: number }>(
      `/api/reports?limit=3&cursor=${first.nextCursor}`,
    )
    expect([rest.items.length, rest.nextCursor, rest.total]).toEqual([1, null, undefined])
  })

  it.each([
    'bbox=5,5,1,1',
    'from=2026-11-05&to=2026-11-01',
    'from=0000-01-01',
    'category=noise',
    'status=open',
    'limit=0',
    'limit=501',
    'cursor=e30',
    `cursor=${Buffer.from('["x","y"]').toString('base64url')}`,
    'reporter=me',
  ])('refuse %s', async (query) => {
    const answer = await app.inject({ method: 'GET', url: `/api/reports?${query}` })
    expect(answer.statusCode, answer.body).toBe(400)
    expect(answer.json().errors).toHaveLength(1)
  })

  it('give the open reports of a category within fifty metres, the nearest first', async () => {
    const metre = 1 / 101_300
    await storeReports(
      db(),
      [
        at(1, 'garbage', 46.7 + 40 * metre),
        at(2, 'garbage', 46.7 + 10 * metre),
        at(3, 'garbage', 46.7 + 60 * metre),
        at(4, 'graffiti'),
        { ...at(5), status: 'solved' },
      ],
      pack,
    )
    const near = await read<{ withinMetres: number; items: { createdAt: string; distanceMetres: number }[] }>(
      '/api/reports/nearby?lng=46.7&lat=24.7&category=garbage',
    )
    expect(near.withinMetres).toBe(50)
    expect(near.items.map(({ createdAt }) => createdAt.slice(8, 10))).toEqual(['02', '01'])
    expect(near.items[0]?.distanceMetres).toBeCloseTo(10, 0)
    expect((await app.inject({ method: 'GET', url: '/api/reports/nearby?lng=46.7&lat=24.7' })).statusCode).toBe(400)
    expect(
      (await app.inject({ method: 'GET', url: '/api/reports/nearby?lng=46.7&lat=90&category=garbage' })).statusCode,
    ).toBe(200)
  })

  it('are drawn with their places in the lists, without what was turned down', async () => {
    await storeReports(db(), [at(1, 'graffiti'), { ...at(2), status: 'rejected' }], pack)
    const place = { z: 12, x: Math.floor(((46.7 + 180) / 360) * 4096), y: 1758 }
    const bounds = `bounds as (select ST_TileEnvelope(:z, :x, 0) as clip, ST_TileEnvelope(0, 0, 0) as search, cast(:z as int) as z)`
    const { rows } = await db().raw(`with ${bounds}, found as (${reportsLayer.rows}) select * from found`, place)
    expect(rows).toHaveLength(1)
    expect(rows[0]).toMatchObject({
      number: 'KSA-R-2026-0000001',
      category: reportCategories.indexOf('graffiti'),
      status: reportStatuses.indexOf('received'),
    })
    expect(
      (
        await encodeHere(db(), reportsLayer, {
          z: 0,
          x: 0,
          y: 0,
          audience: 'public',
          from: null,
          to: null,
          status: null,
        })
      ).length,
    ).toBeGreaterThan(0)
  })
})
