import { beforeEach, describe, expect, it } from 'vitest'
import { databaseForTests, pack } from '../../testing/database.ts'
import { aPhoto, formOf } from '../../testing/form.ts'
import {
  addMunicipality,
  addOrganisation,
  refusals,
  type SignedIn,
  serviceOn,
  signedIn,
} from '../../testing/service.ts'
import { rows } from '../database/sql.ts'
import type { App } from '../http/app-types.ts'
import type { AuditEntry } from './contract.ts'
import { difference } from './record.ts'
import { readHeads, verifyAudit } from './verify.ts'

const db = databaseForTests()
let app: App
let water: SignedIn
let power: SignedIn
let admin: SignedIn

beforeEach(async () => {
  app = await serviceOn(db())
  water = await signedIn(app, db(), 'utility', await addOrganisation(db(), 'WATER'))
  power = await signedIn(app, db(), 'utility', await addOrganisation(db(), 'POWER'))
  admin = await signedIn(app, db(), 'admin')
  // what tests with connections of their own have left, and these sign-ins
  for (const table of ['audit', 'audit_head']) await db()(table).delete()
})

const route = {
  type: 'LineString',
  coordinates: [
    [46.7, 24.7],
    [46.702, 24.7],
  ],
}
const period = { start: '2027-01-10', end: '2027-01-29' }
const given = { title: 'Main renewal', category: 'planned', utility: 'water', route, period }
const square = (west: number) => {
  const ring = [
    [west, 24.69],
    [west + 0.02, 24.69],
    [west + 0.02, 24.71],
    [west, 24.71],
    [west, 24.69],
  ] as [number, number][]
  return { type: 'Polygon' as const, coordinates: [ring] }
}

type Method = 'POST' | 'PATCH' | 'PUT' | 'DELETE'
async function send(by: SignedIn, method: Method, url: string, payload?: object) {
  const answer = await app.inject({ method, url, headers: by.headers, ...(payload ? { payload } : {}) })
  expect(answer.statusCode, answer.body).toBeLessThan(300)
  return answer.body ? answer.json() : null
}

async function entries(by: SignedIn, query = ''): Promise<AuditEntry[]> {
  const answer = await app.inject({ method: 'GET', url: `/api/audit?${query}`, headers: by.headers })
  expect(answer.statusCode, answer.body).toBe(200)
  return answer.json().items
}

describe('GET /api/audit', () => {
  it('answers 401 and 403', async () => {
    const allowed = ['planner', 'utility', 'inspector', 'contractor', 'consultant', 'traffic', 'admin'] as const
    const { visitor, others } = await refusals(app, db(), { method: 'GET', url: '/api/audit', allowed })
    expect(visitor).toBe(401)
    expect(new Set(others)).toEqual(new Set([403]))
  })

  it('names the object as it is called now, to those who may see it, and the key that was used', async () => {
    const { id, number, version } = await send(water, 'POST', '/api/works', given)
    await send(water, 'PATCH', `/api/works/${id}`, { version, title: 'Main laid anew' })
    const title = { ar: 'Main laid anew', en: 'Main laid anew' }
    for (const { about } of await entries(admin, `id=${id}`)) expect(about).toEqual({ number, name: title })
    const made = { name: 'GIS of the water company', agencyId: water.agencyId, scopes: ['works.write'] }
    const { key, token } = await send(admin, 'POST', '/api/keys', made)
    const name = { ar: made.name, en: made.name }
    expect((await entries(admin, `id=${key.id}`))[0]?.about).toEqual({ number: key.prefix, name })
    const byKey = { ...water, headers: { authorization: `Bearer ${token}` } }
    const other = await send(byKey, 'POST', '/api/works', {
      ...given,
      period: { start: '2028-01-10', end: '2028-01-12' },
    })
    const [forAdmin] = await entries(admin, `id=${other.id}`)
    const [forWater] = await entries(water, `id=${other.id}`)
    expect([forAdmin?.keyName, forWater?.keyName]).toEqual([made.name, null])
    await signedIn(app, db(), 'traffic')
    expect((await entries(admin, 'subject=account'))[0]?.about).toMatchObject({ number: null, name: { en: 'traffic' } })
  })

  it('tells of each change of a works who, when, from where, what before and after', async () => {
    const { id, version } = await send(water, 'POST', '/api/works', given)
    const changed = await send(water, 'PATCH', `/api/works/${id}`, { version, title: 'Main laid anew' })
    await send(water, 'POST', `/api/works/${id}/events`, {
      event: 'cancel',
      version: changed.version,
      reason: 'No need',
    })
    const [cancelled, change, created] = await entries(admin, `id=${id}`)
    expect(created).toMatchObject({
      regionId: 'KSA',
      subject: 'works',
      subjectId: id,
      agencyId: water.agencyId,
      event: 'create',
      by: { id: water.userId },
      keyId: null,
      address: '127.0.0.1',
      before: {},
      after: { title: 'Main renewal', route, version: 1 },
    })
    expect(Math.abs(Date.parse(created?.at ?? '') - Date.now())).toBeLessThan(60_000)
    expect(change).toMatchObject({ before: { title: 'Main renewal' }, after: { title: 'Main laid anew', version: 2 } })
    expect(Object.keys(change?.after ?? {}).sort()).toEqual(['title', 'version'])
    expect(cancelled).toMatchObject({ event: 'cancel', reason: 'No need', before: { status: 'draft' } })
    expect([created, change, cancelled].map((one) => one?.sequence)).toEqual([1, 2, 3])
  })

  it('tells of restrictions, sites and reports too, and of a report nothing about its sender', async () => {
    const area = { kind: 'event', name: { ar: 'موسم', en: 'Season' }, severity: 'warning', area: square(46.7) }
    const { id } = await send(admin, 'POST', '/api/constraint-areas', area)
    await send(admin, 'PUT', `/api/constraint-areas/${id}`, { ...area, severity: 'info', version: 1 })
    await send(admin, 'DELETE', `/api/constraint-areas/${id}`)
    const names = { ar: 'سطح جديد', en: 'New surface' }
    const surface = { name: names, area: square(46.7), resurfacedOn: '2026-01-01' }
    const made = await send(admin, 'POST', '/api/protected-surfaces', surface)
    await send(admin, 'PUT', `/api/protected-surfaces/${made.id}`, { ...surface, reason: 'New', version: 1 })
    await send(admin, 'DELETE', `/api/protected-surfaces/${made.id}`)
    const site = await send(admin, 'POST', '/api/opportunities', {
      title: names,
      activity: 'retail',
      boundary: square(46.7),
      termYears: 10,
      model: 'annual_rent',
    })
    await send(admin, 'PATCH', `/api/opportunities/${site.number}`, { version: 1, termYears: 12 })
    const form = formOf({ lng: '46.7', lat: '24.7', category: 'potholes', note: 'My own words', photo: aPhoto })
    const sent = await app.inject({ method: 'POST', url: '/api/reports', ...form })
    expect(sent.statusCode, sent.body).toBe(201)
    const told = (await entries(admin)).toReversed().map(({ subject, event }) => `${subject} ${event}`)
    expect(told).toEqual([
      'constraint_area create',
      'constraint_area change',
      'constraint_area remove',
      'protected_surface create',
      'protected_surface change',
      'protected_surface remove',
      'opportunity create',
      'opportunity change',
      'report create',
    ])
    const [report] = await entries(admin, 'subject=report')
    expect(report).toMatchObject({ by: null, address: null, after: { number: sent.json().number } })
    expect(JSON.stringify(report)).not.toContain('My own words')
    const [changed] = await entries(admin, `subject=opportunity`)
    expect(changed).toMatchObject({ before: { termYears: 10, version: 1 }, after: { termYears: 12, version: 2 } })
  })

  it('is read by an agency of its own objects without addresses, by an administrator of their own ground', async () => {
    const ofWorks = 'subject=works'
    const office = await addOrganisation(db(), 'OFFICE', 'municipality')
    await addMunicipality(db(), 'TOWN', office, square(46.69))
    const townAdmin = await signedIn(app, db(), 'admin', office)
    const far = { ...route, coordinates: [[46.8, 24.7], [46.802, 24.7]] } // biome-ignore format: one line
    const near = await send(water, 'POST', '/api/works', given)
    const other = await send(water, 'POST', '/api/works', { ...given, route: far })
    expect((await entries(water, ofWorks)).map(({ subjectId }) => subjectId)).toEqual([other.id, near.id])
    expect((await entries(water, ofWorks)).map(({ address }) => address)).toEqual([null, null])
    expect(await entries(power, ofWorks)).toEqual([])
    expect((await entries(townAdmin, ofWorks)).map(({ subjectId }) => subjectId)).toEqual([near.id])
    expect(await entries(await signedIn(app, db(), 'planner', office), ofWorks)).toEqual([])
    expect(await entries(admin, ofWorks)).toHaveLength(2)
  })

  it('is read in pages, also where one ends within a millisecond, and by day', async () => {
    for (let n = 0; n < 5; n++) await send(water, 'POST', '/api/works', given)
    await db().raw('alter table audit disable trigger user')
    const moment = '2026-11-24T06:00:00.123Z'
    await db().raw(`update audit set at = ?::timestamptz + sequence % 9 * interval '100 microseconds'`, [moment])
    const all = await entries(admin)
    expect(new Set(all.map(({ at }: { at: string }) => at)).size).toBe(1)
    const first = await app.inject({ method: 'GET', url: '/api/audit?limit=3', headers: admin.headers })
    const { items, nextCursor } = first.json()
    expect([...items, ...(await entries(admin, `limit=3&cursor=${nextCursor}`))]).toEqual(all)
    expect(await entries(admin, 'to=2020-01-01')).toEqual([])
    expect(await entries(admin, 'from=2020-01-01')).toHaveLength(5)
    expect((await app.inject({ method: 'GET', url: '/api/audit?cursor=x', headers: admin.headers })).statusCode).toBe(
      400,
    )
  })

  it('has nothing of a change that was refused or failed', async () => {
    const { id } = await send(water, 'POST', '/api/works', given)
    const stale = {
      method: 'PATCH',
      url: `/api/works/${id}`,
      headers: water.headers,
      payload: { version: 7, title: 'Other' },
    } as const
    expect((await app.inject(stale)).statusCode).toBe(409)
    expect(await entries(admin)).toHaveLength(1)
  })
})

describe('the chain of a region', () => {
  beforeEach(async () => {
    for (let n = 0; n < 4; n++) await send(water, 'POST', '/api/works', given)
  })

  it('holds, and names its head', async () => {
    const { entries: count, broken, unrecorded, heads } = await verifyAudit(db())
    expect({ count, broken, unrecorded }).toEqual({ count: 4, broken: [], unrecorded: 0 })
    expect(heads[0]).toMatch(new RegExp(`^${pack.root.regionId} 4 [0-9a-f]{64}$`))
  })

  it.each([
    ['changed', `update audit set after = after || '{"title":"Other"}' where sequence = 2`, 2, 'it was changed'],
    ['given to somebody else', 'update audit set user_id = null where sequence = 3', 3, 'it was changed'],
    ['dated back', `update audit set at = at - interval '1 day' where sequence = 4`, 4, 'it was changed'],
    ['taken out', 'delete from audit where sequence = 2', 3, 'a link before it is missing'],
    ['cut off at the end', 'delete from audit where sequence = 4', 3, 'the head names another last link'],
    [
      'changed and sealed anew',
      `update audit set after = '{}' where sequence = 2; update audit a set hash = audit_hash(a) where sequence = 2`,
      3,
      'it does not follow the link before it',
    ],
  ])('betrays a link that was %s', async (_how, tampering, sequence, why) => {
    for (const statement of tampering.split(';')) await rows(db(), statement)
    expect((await verifyAudit(db())).broken).toEqual([{ regionId: pack.root.regionId, sequence, why }])
  })

  it('betrays a rewrite of its end to whoever kept a head', async () => {
    const { heads } = await verifyAudit(db())
    const kept = readHeads(`audit  entries 4\n${heads.map((head) => `  head ${head}\n`).join('')}`)
    expect((await verifyAudit(db(), kept)).broken).toEqual([])
    await rows(db(), 'delete from audit where sequence = 4')
    await rows(db(), 'update audit_head h set sequence = 3, hash = a.hash from audit a where a.sequence = 3')
    expect((await verifyAudit(db())).broken).toEqual([])
    const why = 'it is no longer what a kept head names'
    expect((await verifyAudit(db(), kept)).broken).toEqual([{ regionId: pack.root.regionId, sequence: 4, why }])
    await send(water, 'POST', '/api/works', given)
    expect((await verifyAudit(db(), kept)).broken).toEqual([{ regionId: pack.root.regionId, sequence: 4, why }])
  })

  it('misses a change that it was not told of', async () => {
    await rows(
      db(),
      `insert into works_history (works_id, version, event, at, before, after)
       select works_id, 2, 'change', at, '{}', '{}' from works_history limit 1`,
    )
    expect((await verifyAudit(db())).unrecorded).toBe(1)
  })

  it('is nobody’s to write but the function’s: a request can add to it, and change nothing', async () => {
    await rows(db(), `select set_config('role', 'nasaq_app', true)`)
    for (const statement of ['delete from audit', `update audit set event = 'x'`, 'select * from audit_head'])
      await expect(
        db().transaction((trx) => rows(trx, statement)),
        statement,
      ).rejects.toMatchObject({ code: '42501' })
  })
})

it('a difference is what is another now', () => {
  expect(difference({ a: 1, b: [1], c: 2 }, { a: 1, b: [2], d: null })).toEqual({
    before: { b: [1], d: null },
    after: { b: [2], d: null },
  })
  expect(difference({ a: 1 }, { a: 1 })).toEqual({ before: {}, after: {} })
})
