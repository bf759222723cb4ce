import { randomUUID } from 'node:crypto'
import sharp from 'sharp'
import { beforeEach, describe, expect, it } from 'vitest'
import { addWorks } from '../../../testing/applications.ts'
import { addConnections } from '../../../testing/connections.ts'
import { databaseForTests } from '../../../testing/database.ts'
import { formOf } from '../../../testing/form.ts'
import { asking } from '../../../testing/procedure.ts'
import { addOrganisation, refusals, type SignedIn, serviceOn, signedIn } from '../../../testing/service.ts'
import { permissions } from '../../access/permissions.ts'
import { verifyAudit } from '../../audit/verify.ts'
import { rows } from '../../database/sql.ts'
import type { App } from '../../http/app-types.ts'
import { verifyHistories } from '../../works/verify.ts'
import type { Reinstatement, Reinstatements } from './contract.ts'

const db = databaseForTests()
let app: App
let ask: ReturnType<typeof asking>
let water: SignedIn
let contractor: SignedIn
let planner: SignedIn
let works: string

const degree = 111_320 * Math.cos((24.7 * Math.PI) / 180)
const at = (east: number, north = 0): [number, number] => [46.7 + east / degree, 24.7 + north / 110_770]
const line = (...coordinates: [number, number][]) => ({ type: 'LineString' as const, coordinates })

beforeEach(async () => {
  app = await serviceOn(db())
  ask = asking(app)
  water = await signedIn(app, db(), 'utility', await addOrganisation(db(), 'WATER'))
  contractor = await signedIn(app, db(), 'contractor', await addOrganisation(db(), 'DIG', 'contractor'))
  planner = await signedIn(app, db(), 'planner')
  const route = { type: 'LineString' as const, coordinates: [at(0), at(40)] }
  works = await addWorks(db(), water.agencyId as string, route, 'in_progress')
  await db()('works').where({ id: works }).update({ contractor_id: contractor.agencyId })
})

const whole = {
  kind: 'permanent',
  closedOn: '2026-11-20',
  areas: [{ fromMetres: 0, toMetres: 40, widthMetres: 1.2 }],
  depthMetres: 1.4,
  surface: 'carriageway',
  layers: [
    { material: 'asphalt_wearing', thicknessMillimetres: 60 },
    { material: 'base_course', thicknessMillimetres: 250 },
    { material: 'selected_fill', thicknessMillimetres: 1000 },
  ],
  ends: [at(0), at(40)],
}
const url = () => `/api/works/${works}/reinstatements`
const read = () => ask.ok<Reinstatements>(water, 'GET', url())
const errors = (answer: { json: () => { errors?: { path: string }[] } }) =>
  (answer.json().errors ?? []).map(({ path }) => path)
const picture = () =>
  sharp({ create: { width: 40, height: 30, channels: 3, background: '#886' } })
    .jpeg()
    .toBuffer()
const sendPhoto = async (by: SignedIn, id: string, number = 1) => {
  const form = formOf({ photo: { name: 'trench.jpg', bytes: await picture() } })
  const headers = { ...by.headers, ...form.headers }
  return app.inject({ method: 'PUT', url: `${url()}/${number}/photos/${id}`, headers, payload: form.payload })
}

describe('the routes of reinstatements', () => {
  it.each([
    ['GET', '/api/reinstatement-choices', permissions['works.read']],
    ['GET', '/api/works/:id/reinstatements', permissions['works.read']],
    ['GET', '/api/works/:id/reinstatements/1', permissions['works.read']],
    ['GET', '/api/works/:id/reinstatements/1/photos/:id/small', permissions['works.read']],
    ['POST', '/api/works/:id/reinstatements', permissions['reinstatements.write']],
    ['POST', '/api/works/:id/reinstatements/1/versions', permissions['reinstatements.write']],
    ['PUT', '/api/works/:id/reinstatements/1/photos/:id', permissions['reinstatements.write']],
  ] as const)('%s %s is for those who may', async (method, path, allowed) => {
    const asked = { method, url: path.replaceAll(':id', works), payload: whole, allowed }
    const { visitor, others } = await refusals(app, db(), asked)
    expect(visitor).toBe(401)
    expect(new Set(others)).toEqual(new Set([403]))
  })

  it('are for the parties of the works alone', async () => {
    const other = await signedIn(app, db(), 'contractor', await addOrganisation(db(), 'ELSE', 'contractor'))
    expect((await ask.send(other, 'POST', url(), whole)).statusCode).toBe(403)
    expect((await sendPhoto(other, randomUUID())).statusCode).toBe(403)
    expect((await ask.ok<Reinstatements>(other, 'GET', url())).may.record).toBe(false)
  })
})

describe('a record', () => {
  it('is measured where it lies, and whole with its photos', async () => {
    expect(await read()).toMatchObject({ items: [], lacks: ['record'], covered: { percent: 0, leastPercent: 90 } })
    const stored = await ask.ok<Reinstatement>(contractor, 'POST', url(), whole)
    expect(stored).toMatchObject({ number: 1, version: 1, kind: 'permanent', by: { en: 'contractor' } })
    expect(stored.areaSquareMetres).toBeCloseTo(48, 0)
    expect(stored.lengthMetres).toBeCloseTo(40, 0)
    expect(await read()).toMatchObject({ lacks: ['photos'], covered: { percent: 100 }, may: { record: true } })
    const ids = [randomUUID(), randomUUID()] as const
    for (const id of [...ids, ids[0]]) expect((await sendPhoto(contractor, id)).statusCode).toBe(200)
    const now = await read()
    expect(now.lacks).toEqual([])
    expect(now.items[0]?.photos.map(({ id }) => id).sort()).toEqual([...ids].sort())
    const photo = await app.inject({ url: `${url()}/1/photos/${ids[0]}/small`, headers: water.headers })
    expect(photo.headers['content-type']).toBe('image/jpeg')
    expect((await app.inject({ url: `/api/media/${ids[0]}/small` })).statusCode).toBe(404)
    expect((await verifyAudit(db())).broken).toEqual([])
  })

  it('is corrected by a later version, in the place of the one that was seen', async () => {
    await ask.ok(water, 'POST', url(), whole)
    const corrected = { ...whole, depthMetres: 1.8, version: 1, correction: 'The trench was deeper.' }
    expect(await ask.ok(contractor, 'POST', `${url()}/1/versions`, corrected)).toMatchObject({ number: 1, version: 2 })
    const late = await ask.send(water, 'POST', `${url()}/1/versions`, corrected)
    expect([late.statusCode, late.json().currentVersion]).toEqual([409, 2])
    const { items } = await ask.ok<{ items: Reinstatement[] }>(water, 'GET', `${url()}/1`)
    expect(items.map(({ version, depthMetres, correction }) => [version, depthMetres, correction])).toEqual([
      [2, 1.8, 'The trench was deeper.'],
      [1, 1.4, null],
    ])
    expect((await read()).items).toHaveLength(1)
    expect(await db()('audit').where({ subject: 'reinstatement' }).orderBy('sequence').pluck('event')).toEqual(['record', 'correct']) // biome-ignore format: one line
    expect((await ask.send(water, 'POST', `${url()}/2/versions`, corrected)).statusCode).toBe(404)
  })

  it('is corrected until it is accepted: the ground, the depth that a guarantee goes by and the version that is decided on follow', async () => {
    await ask.ok(contractor, 'POST', url(), { ...whole, areas: [{ fromMetres: 0, toMetres: 36, widthMetres: 1.2 }] })
    for (const id of [randomUUID(), randomUUID()]) await sendPhoto(contractor, id)
    await db()('works').where({ id: works }).update({ actual_period: '[2026-11-10,)' })
    const shut = await ask.event(water, works, 'reinstate')
    expect(shut.statusCode, shut.body).toBe(200)
    const standing = async () => {
      const [row] = await rows<{ metres: number; until: string; version: number }>(
        db(),
        'select ST_Area(reinstated::geography) as metres, guarantee_until as until, version from works where id = :works',
        { works },
      )
      return row as { metres: number; until: string; version: number }
    }
    const closed = await standing()
    expect([Math.round(closed.metres), closed.until]).toEqual([43, '2028-11-23'])
    const corrected = { ...whole, depthMetres: 1.8, version: 1, correction: 'It was deeper, and longer.' }
    await ask.ok(contractor, 'POST', `${url()}/1/versions`, corrected)
    const now = await standing()
    expect([Math.round(now.metres), now.until, now.version]).toEqual([48, '2029-11-23', closed.version + 1])
    const accepted = { event: 'accept', version: closed.version }
    expect((await ask.send(planner, 'POST', `/api/works/${works}/events`, accepted)).json().type).toBe(
      '/problems/version',
    )
    expect((await verifyAudit(db())).broken).toEqual([])
    expect((await verifyHistories(db())).illegal).toEqual([])
  })

  it('is one of several, each with its part; an interim one keeps the works from being accepted', async () => {
    const part = { ...whole, areas: [{ fromMetres: 0, toMetres: 20, widthMetres: 1 }], ends: [at(0), at(20)] }
    await ask.ok(water, 'POST', url(), part)
    expect(await read()).toMatchObject({ lacks: ['ground', 'photos'] })
    const ring = [at(20, -1), at(40, -1), at(40, 1), at(20, 1), at(20, -1)]
    const drawn = { drawn: { type: 'Polygon', coordinates: [ring] } }
    const other = { ...part, kind: 'interim', areas: [drawn], ends: [at(20), at(40)] }
    const stored = await ask.ok<Reinstatement>(water, 'POST', url(), other)
    expect(stored.number).toBe(2)
    expect(stored.areaSquareMetres).toBeCloseTo(40, 0)
    expect(await read()).toMatchObject({ lacks: ['photos', 'permanent'], covered: { percent: 100 } })
  })

  it('is whole only with the trenches of all connections that were not given up', async () => {
    await addConnections(db(), works, [line(at(10), at(10, 20)), line(at(30), at(30, -20))])
    await ask.ok(water, 'POST', url(), whole)
    expect(await read()).toMatchObject({ lacks: ['ground', 'photos'], covered: { percent: 55 } })
    await db()('works_connection').where({ number: 2 }).update({ state: 'cancelled', reason: 'Not wanted' })
    expect((await read()).covered.percent).toBe(70)
    const ring = [at(9.5, 0), at(10.5, 0), at(10.5, 20), at(9.5, 20), at(9.5, 0)]
    const drawn = { drawn: { type: 'Polygon', coordinates: [ring] } }
    await ask.ok(water, 'POST', url(), { ...whole, areas: [drawn], ends: [at(10), at(10, 20)] })
    expect(await read()).toMatchObject({ lacks: ['photos'], covered: { percent: 100 } })
  })

  it.each([
    ['ground of others', { areas: [{ drawn: { type: 'Polygon', coordinates: [[at(0, 90), at(9, 90), at(9, 99), at(0, 90)]] } }] }, 'areas'],
    ['a stretch beyond the route', { areas: [{ fromMetres: 30, toMetres: 60, widthMetres: 1 }] }, 'areas/0/toMetres'],
    ['a stretch that runs backwards', { areas: [{ fromMetres: 30, toMetres: 20, widthMetres: 1 }] }, 'areas/0/toMetres'],
    ['no end points of what is long', { ends: undefined }, 'ends'],
    ['an end point elsewhere', { ends: [at(0), at(80)] }, 'ends'],
    ['a material that nobody knows', { layers: [{ material: 'rubble', thicknessMillimetres: 50 }] }, 'layers/0/material'],
    ['a day to come', { closedOn: '2026-11-25' }, 'closedOn'],
  ])('is refused with %s, at its member', async (_what, more, path) => {
    const answer = await ask.send(water, 'POST', url(), { ...whole, ...more })
    expect(answer.statusCode, answer.body).toBe(400)
    expect(errors(answer)).toEqual([path])
    expect((await read()).items).toEqual([])
  }) // biome-ignore format: a table

  it('needs no end points where it is short', async () => {
    const short = { ...whole, areas: [{ fromMetres: 0, toMetres: 9, widthMetres: 1 }], ends: undefined }
    expect((await ask.send(water, 'POST', url(), short)).statusCode).toBe(201)
  })

  // one that is suspended was stopped before anybody dug
  it.each(['permitted', 'suspended', 'in_guarantee', 'closed'] as const)(
    'is not written while the works is %s',
    async (status) => {
      const route = { type: 'LineString' as const, coordinates: [at(0, 200), at(40, 200)] }
      const id = await addWorks(db(), water.agencyId as string, route, status)
      const answer = await ask.send(water, 'POST', `/api/works/${id}/reinstatements`, whole)
      expect([answer.statusCode, answer.json().reasons?.[0]?.code]).toEqual([409, 'not_open'])
    },
  )
})
