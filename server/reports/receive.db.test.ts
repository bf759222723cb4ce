import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { databaseForTests } from '../../testing/database.ts'
import { aPhoto, formOf } from '../../testing/form.ts'
import { addOrganisation, type SignedIn, serviceOn, signedIn } from '../../testing/service.ts'
import type { App } from '../http/app-types.ts'
import type { Report } from './contract.ts'

const db = databaseForTests()
let app: App
let mediaDir: string

beforeEach(async () => {
  mediaDir = mkdtempSync(join(tmpdir(), 'nasaq-media-'))
  app = await serviceOn(db(), { mediaDir })
})
afterEach(() => rmSync(mediaDir, { recursive: true, force: true }))

type Fields = Parameters<typeof formOf>[0]
const pothole = { lng: '46.7', lat: '24.7', category: 'potholes', note: 'At the corner', photo: aPhoto }

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

  it('is taken once under its key, also when its sender signed in between two tries', async () => {
    const key = { 'accept-language': 'en', 'idempotency-key': 'a-key-of-this-phone-0001' }
    const first = await send(pothole, key)
    const { headers } = await signedIn(app, db(), 'planner')
    const again = await send(pothole, { ...headers, ...key })
    expect([first.statusCode, again.statusCode]).toEqual([201, 201])
    expect(again.json()).toEqual(first.json())
    expect(await rowsOf('report')).toBe(1)
  })

  it('keeps a photo without its metadata, small and large, and shows it to everybody', async () => {
    const { number } = await sent({ ...pothole, photo: await photo() })
    const { photoId } = await read(`/api/reports/${number}`)
    const { id: database } = await db()('database_identity').first('id')
    const own = `${database}/${photoId?.slice(0, 2)}/${photoId}`
    expect(files().sort()).toEqual([`${own}-large.jpg`, `${own}-small.jpg`])
    for (const [size, width] of [
      ['large', 800],
      ['small', 480],
    ] as const) {
      const answer = await app.inject({ method: 'GET', url: `/api/media/${photoId}/${size}` })
      expect(answer.statusCode).toBe(200)
      expect(answer.headers).toMatchObject({
        'content-type': 'image/jpeg',
        'x-content-type-options': 'nosniff',
        'cache-control': 'public, max-age=300',
      })
      const { exif, format, width: shown } = await sharp(answer.rawPayload).metadata()
      expect({ exif, format, shown }).toEqual({ format: 'jpeg', shown: width })
      expect(answer.rawPayload.toString('latin1')).not.toMatch(/php|Camera/)
    }
    const [row] = (await db().raw('select ST_X(taken_place) as x, ST_Y(taken_place) as y from photo')).rows
    expect([row.x, row.y]).toEqual([46.7, 24.7])
  })

  it.each([
    ['no photo', { lng: '46.7', lat: '24.7', category: 'potholes' }, 400, 'photo'],
    ['a photo of no bytes', { ...pothole, photo: { name: 'a.jpg', bytes: Buffer.alloc(0) } }, 400, 'photo'],
    ['a category that is none', { ...pothole, category: 'noise' }, 400, 'category'],
    ['no category', { lng: '46.7', lat: '24.7' }, 400, 'category'],
    ['no longitude', { lat: '24.7', category: 'garbage' }, 400, 'lng'],
    ['a longitude that is no number', { ...pothole, lng: 'east' }, 400, 'lng'],
    ['a latitude off the earth', { ...pothole, lat: '91' }, 400, 'lat'],
    ['a longitude without end', { ...pothole, lng: 'Infinity' }, 400, 'lng'],
    ['a place outside the kingdom', { ...pothole, lng: '2.35', lat: '48.85' }, 422, 'lng'],
    ['an unknown member', { ...pothole, phone: '0500000000' }, 400, 'phone'],
    ['a note without end', { ...pothole, note: 'x'.repeat(1001) }, 400, 'note'],
    ['a note with a character that no text has', { ...pothole, note: 'a\u0000b' }, 400, 'note'],
    ['a file under another name', { lng: '46.7', lat: '24.7', category: 'potholes', avatar: aPhoto }, 400, 'avatar'],
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

  it('speaks of the place, not of a drawing, where one was chosen that is not served', async () => {
    const { title, detail, errors } = (await send({ ...pothole, lng: '2.35', lat: '48.85' })).json()
    expect(errors.map(({ message }: { message: string }) => message)).toEqual([
      'The place you chose is outside the area that is served.',
      'The place you chose is outside the area that is served.',
    ])
    expect(`${title} ${detail}`).not.toMatch(/draw|shape|geometry/i)
    const arabic = (await send({ ...pothole, lng: '2.35', lat: '48.85' }, {})).json()
    expect(`${arabic.title} ${arabic.detail}`).not.toMatch(/رسم|شكل/)
  })

  it('refuses what is no form, a broken one, and a file past the limit', async () => {
    const post = (payload: string | Buffer, headers: Record<string, string>) =>
      app.inject({ method: 'POST', url: '/api/reports', payload, headers })
    expect((await post('{}', { 'content-type': 'application/json' })).statusCode).toBe(415)
    expect((await post('', {})).statusCode).toBe(415)
    expect((await post('nonsense', { 'content-type': 'multipart/form-data; boundary=x' })).statusCode).toBe(400)
    expect((await post('nonsense', { 'content-type': 'multipart/form-data' })).statusCode).toBe(400)
    const endless = { 'content-type': `multipart/form-data; boundary=${'b'.repeat(300)}` }
    expect((await post('nonsense', endless)).statusCode).toBe(400)
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
    const asked = { ...report, may: ['take', 'solve', 'hand_back'], worksHere: [] }
    expect(await read(`/api/reports/${number}`, await signedIn(app, db(), 'utility', water))).toEqual(asked)
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
