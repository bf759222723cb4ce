import sharp from 'sharp'
import { beforeEach, describe, expect, it } from 'vitest'
import { addWorks } from '../../../testing/applications.ts'
import { databaseForTests, pack } from '../../../testing/database.ts'
import { addDefect, addInspection } from '../../../testing/defects.ts'
import { formOf } from '../../../testing/form.ts'
import { asking } from '../../../testing/procedure.ts'
import {
  addMunicipality,
  addOrganisation,
  now,
  refusals,
  rootOffice,
  type SignedIn,
  serviceOn,
  signedIn,
} from '../../../testing/service.ts'
import { permissions } from '../../access/permissions.ts'
import { verifyAudit } from '../../audit/verify.ts'
import type { Defect, DefectSummary } from './contract.ts'
import { deemDefects } from './with-time.ts'

const db = databaseForTests()
let ask: ReturnType<typeof asking>
let [water, digger, office, inspector] = [] as unknown as [SignedIn, SignedIn, SignedIn, SignedIn]
let time = now
let works: string
const jpeg = await sharp({ create: { width: 8, height: 8, channels: 3, background: '#888' } })
  .jpeg()
  .toBuffer()

/** The service reads the hour where the test has set it; who is signed in stays so. */
const at = async (instant: string) => {
  time = new Date(instant)
  await db()('session').update({ created_at: time, seen_at: time })
}

beforeEach(async () => {
  time = now
  const app = await serviceOn(db(), { clock: () => time })
  ask = asking(app)
  water = await signedIn(app, db(), 'utility', await addOrganisation(db(), 'WATER'))
  digger = await signedIn(app, db(), 'contractor', await addOrganisation(db(), 'DIGGER', 'contractor'))
  office = await signedIn(app, db(), 'planner', await rootOffice(db()))
  inspector = await signedIn(app, db(), 'inspector', await rootOffice(db()))
  const line = { type: 'LineString', coordinates: [[46.7, 24.7], [46.702, 24.7]] } as const // biome-ignore format: one line
  works = await addWorks(db(), water.agencyId as string, line as never, 'in_progress')
  await db()('works').where({ id: works }).update({ contractor_id: digger.agencyId })
})

const defect = (by: SignedIn, id: string) => ask.ok<Defect>(by, 'GET', `/api/defects/${id}`)
const listed = async (by: SignedIn, more = '') =>
  (await ask.ok<{ items: DefectSummary[] }>(by, 'GET', `/api/defects?${more}`)).items.map(({ id }) => id)
const codes = (answer: { json: () => { reasons?: { code: string }[] } }) =>
  answer.json().reasons?.map(({ code }) => code)
/** A deed on the version that stands. */
const doing = async (by: SignedIn, id: string, path: string, more: object) => {
  const { version } = await defect(by, id)
  return ask.send(by, 'POST', `/api/defects/${id}/${path}`, { version, ...more })
}
const mend = async (
  by: SignedIn,
  id: string,
  fields: Record<string, string> = { lng: '46.701', lat: '24.7001' },
  bytes = jpeg,
) => {
  const { version } = await defect(by, id)
  const photo = { name: 'after.jpg', bytes }
  const form = formOf({ version: String(version), note: 'Filled and rolled.', ...fields, photo })
  return ask.app.inject({
    method: 'POST',
    url: `/api/defects/${id}/mending`,
    payload: form.payload,
    headers: { ...by.headers, ...form.headers },
  })
}
const visits = (id: string) =>
  db()('visit').where({ defect_id: id }).orderBy('created_at').select('kind', 'cause', 'due_on', 'state')
const told = async () =>
  ((await db()('happening').where({ source: 'told' }).orderBy('sequence').pluck('content')) as { kind: string }[]).map(
    ({ kind }) => kind,
  )

describe('the routes of defects', () => {
  const id = '018f0000-0000-7000-8000-000000000001'
  it.each([
    ['GET', '/api/defects', permissions['inspections.read']],
    ['GET', `/api/defects/${id}`, permissions['inspections.read']],
    ['GET', `/api/defects/${id}/photos/${id}/small`, permissions['inspections.read']],
    ['POST', '/api/defects', permissions['works.decide']],
    ['POST', `/api/defects/${id}/answer`, permissions['defects.answer']],
    ['POST', `/api/defects/${id}/mending`, permissions['defects.answer']],
    ['POST', `/api/defects/${id}/verdict`, permissions['inspections.write']],
    ['POST', `/api/defects/${id}/visit`, permissions['works.decide']],
    ['POST', `/api/defects/${id}/decision`, permissions['works.decide']],
  ] as const)('%s %s is for those who may', async (method, url, allowed) => {
    const { visitor, others } = await refusals(ask.app, db(), { method, url, allowed })
    expect(visitor).toBe(401)
    expect(new Set(others)).toEqual(new Set([403]))
  })
})

describe('a defect', () => {
  it('has a number, a place on the works, days to mend it and to answer, and is told', async () => {
    const near = { type: 'Point', coordinates: [46.701, 24.71] } as const
    const id = await addDefect(db(), works, { severity: 'high', near: near as never })
    const found = await defect(digger, id)
    // received on a Tuesday: Wednesday, Thursday; and ten working days past two weekends
    expect(found).toMatchObject({
      number: 'KSA-D-2026-0000001',
      state: 'open',
      dueOn: '2026-11-26',
      answer: null,
      isLate: false,
      agencyId: water.agencyId,
      contractorId: digger.agencyId,
    })
    expect(found.answerDueAt.slice(0, 10)).toBe('2026-12-08')
    const [lng, lat] = found.place.coordinates as [number, number]
    expect(lng).toBeCloseTo(46.701, 5)
    expect(lat).toBeGreaterThan(24.7)
    expect(lat).toBeLessThan(24.7001)
    expect(await told()).toEqual(['defect_found'])
    expect((await addDefect(db(), works)) && (await listed(digger))).toHaveLength(2)
  })

  it('is seen by whose works it is, who digs it, and on its ground: by nobody else', async () => {
    const id = await addDefect(db(), works)
    const town = await addOrganisation(db(), 'TOWN', 'municipality')
    const square = [[40, 20], [41, 20], [41, 21], [40, 21], [40, 20]] // biome-ignore format: one line
    await addMunicipality(db(), 'TOWN', town, { type: 'Polygon', coordinates: [square] } as never)
    for (const by of [water, digger, office, inspector]) {
      expect(await listed(by)).toEqual([id])
      expect((await defect(by, id)).id).toBe(id)
    }
    const strangers = [
      await signedIn(ask.app, db(), 'contractor', await addOrganisation(db(), 'OTHER', 'contractor')),
      await signedIn(ask.app, db(), 'utility', await addOrganisation(db(), 'POWER')),
      await signedIn(ask.app, db(), 'planner', town),
      await signedIn(ask.app, db(), 'inspector', town),
    ]
    for (const by of strangers) {
      expect(await listed(by)).toEqual([])
      expect((await ask.send(by, 'GET', `/api/defects/${id}`)).statusCode).toBe(404)
    }
    const tile = async (by: SignedIn) =>
      (await ask.app.inject({ url: '/tiles/defects/14/10317/7031.mvt', headers: by.headers })).statusCode
    const tiles = await Promise.all([digger, office].map(tile))
    expect(tiles).toEqual([200, 200])
    expect(await tile(strangers[0] as SignedIn)).toBe(204)
    expect((await ask.app.inject({ url: '/tiles/defects/14/10317/7031.mvt' })).statusCode).toBe(204)
    // a key made for reading works opens none of their defects
    const admin = await signedIn(ask.app, db(), 'admin', water.agencyId)
    const made = { name: 'Desk software', agencyId: water.agencyId, scopes: ['works.read'] }
    const { token } = await ask.ok<{ token: string }>(admin, 'POST', '/api/keys', made)
    const software = { ...water, headers: { authorization: `Bearer ${token}` } }
    expect([await tile(water), await tile(software)]).toEqual([200, 204])
  })

  it('is found by works, state, severity, kind, whose it is, place and lateness, a page at a time', async () => {
    const high = await addDefect(db(), works, { severity: 'high', kind: 'site_safety' })
    const low = await addDefect(db(), works)
    expect(await listed(office, `works=${works}`)).toEqual([high, low])
    expect(await listed(office, 'severity=high')).toEqual([high])
    expect(await listed(office, 'kind=final')).toEqual([low])
    expect(await listed(office, 'state=mended,verified')).toEqual([])
    expect(await listed(office, `contractor=${digger.agencyId}&agency=${water.agencyId}`)).toEqual([high, low])
    expect(await listed(office, 'bbox=46.6,24.6,46.8,24.8')).toEqual([high, low])
    expect(await listed(office, 'bbox=46.8,24.6,46.9,24.8')).toEqual([])
    expect(await listed(office, 'late=true')).toEqual([])
    await at('2026-11-27T08:00:00Z')
    expect(await listed(office, 'late=true')).toEqual([high])
    expect(await listed(office, 'late=false')).toEqual([low])
    const table = (await ask.send(office, 'GET', '/api/defects.csv?lang=en&late=true')).body.trim().split('\r\n')
    expect(table).toHaveLength(2)
    expect(table[0]).toContain('Defect,State,Severity')
    expect(table[1]).toContain(`${(await defect(office, high)).number},Open,`)
    const first = await ask.ok<{ items: DefectSummary[]; nextCursor: string }>(office, 'GET', '/api/defects?limit=1')
    expect(first.items.map(({ id }) => id)).toEqual([high])
    expect(await listed(office, `limit=1&cursor=${first.nextCursor}`)).toEqual([low])
  })
})

describe('recorded by hand', () => {
  const given = { kind: 'final', severity: 'low', text: 'Broken kerb' }
  const send = (by: SignedIn, fields: Record<string, string>) => {
    const form = formOf({ ...fields, photo: { name: 'kerb.jpg', bytes: jpeg } })
    const headers = { ...by.headers, ...form.headers }
    return ask.app.inject({ method: 'POST', url: '/api/defects', payload: form.payload, headers })
  }

  it('it has the office’s words, its photo and its place along the route', async () => {
    const place = { type: 'LineString', coordinates: [[46.7005, 24.7], [46.701, 24.7]] } // biome-ignore format: one line
    const answer = await send(office, { ...given, worksId: works, place: JSON.stringify(place) })
    expect(answer.statusCode, answer.body).toBe(201)
    const made = answer.json<Defect>()
    expect(made).toMatchObject({ text: { ar: 'Broken kerb', en: 'Broken kerb' }, place, kind: 'final' })
    const photo = made.history[0]?.photoId
    const url = `/api/defects/${made.id}/photos/${photo}/small`
    const seen = await ask.app.inject({ url, headers: digger.headers })
    expect(seen.headers['content-type']).toBe('image/jpeg')
    const other = await signedIn(ask.app, db(), 'contractor', await addOrganisation(db(), 'OTHER', 'contractor'))
    expect((await ask.app.inject({ url, headers: other.headers })).statusCode).toBe(404)
  })

  it('it lies on a works that is there, near its ground', async () => {
    const far = JSON.stringify({ type: 'Point', coordinates: [46.75, 24.7] })
    expect((await send(office, { ...given, worksId: works, place: far })).json().errors[0].path).toBe('place')
    expect((await send(office, { ...given, worksId: digger.agencyId as string })).json().errors[0].path).toBe('worksId')
    await db()('works').where({ id: works }).update({ status: 'approved' })
    expect((await send(office, { ...given, worksId: works })).json().errors[0].path).toBe('worksId')
  })
})

describe('the mend of a defect', () => {
  it('is shown by a photo of after it was seen, though its inspection came hours later', async () => {
    const by = { inspectorId: inspector.userId as string, agencyId: inspector.agencyId as string, kind: 'final' }
    const inspection = await addInspection(db(), works, by)
    // seen at nine and told on the spot; sent at noon, by the clocks of the city
    const seen = { started_at: '2026-11-24T05:30:00Z', ended_at: '2026-11-24T06:00:00Z' }
    await db()('inspection').where({ id: inspection.id }).update(seen)
    await at('2026-11-24T09:00:00Z')
    const id = await addDefect(db(), works, { inspectionId: inspection.id, itemCode: 'depression' }, time)
    const shot = (hour: string) =>
      sharp(jpeg)
        .withExif({ IFD2: { DateTimeOriginal: `2026:11:24 ${hour}:00` } })
        .jpeg()
        .toBuffer()
    expect(codes(await mend(digger, id, undefined, await shot('08:59')))).toEqual(['photo_old'])
    expect((await mend(digger, id, undefined, await shot('10:30'))).json()).toMatchObject({ state: 'mended' })
  })

  it('is turned down, made again and verified; a visit to look at it is planned each time', async () => {
    const id = await addDefect(db(), works)
    await at('2026-11-25T06:00:00Z')
    const first = await mend(digger, id)
    expect(first.statusCode, first.body).toBe(200)
    expect(first.json()).toMatchObject({ state: 'mended', answer: 'accepted', isDeemed: false, may: [] })
    expect(await visits(id)).toMatchObject([{ kind: 'final', cause: 'defect', due_on: '2026-11-30', state: 'due' }])
    await at('2026-11-30T06:00:00Z')
    expect(codes(await doing(inspector, id, 'verdict', { verdict: 'reject' }))).toEqual(['reason_missing'])
    const rejected = await doing(inspector, id, 'verdict', { verdict: 'reject', reason: 'The edge is loose.' })
    expect(rejected.json()).toMatchObject({ state: 'open', rejections: 1, mendedAt: null, dueOn: '2026-12-14' })
    // the photo of the mend that was turned down shows no other
    const before = await sharp(jpeg)
      .withExif({ IFD2: { DateTimeOriginal: '2026:11:25 09:00:00' } })
      .jpeg()
      .toBuffer()
    expect(codes(await mend(water, id, undefined, before))).toEqual(['photo_old'])
    expect((await mend(water, id)).json()).toMatchObject({ state: 'mended' })
    expect((await visits(id)).map(({ state }) => state)).toEqual(['dropped', 'due'])
    const verified = await doing(inspector, id, 'verdict', { verdict: 'verify' })
    expect(verified.json()).toMatchObject({ state: 'verified', may: [] })
    expect((await visits(id)).map(({ state }) => state)).toEqual(['dropped', 'dropped'])
    const { history } = await defect(digger, id)
    expect(history.map(({ event, agencyId }) => [event, agencyId])).toEqual([
      ['open', null],
      ['mend', digger.agencyId],
      ['reject', inspector.agencyId],
      ['mend', water.agencyId],
      ['verify', inspector.agencyId],
    ])
    expect(history[1]?.photoDistanceMetres).toBeGreaterThan(5)
    expect(await told()).toEqual([
      'defect_found',
      'defect_mended',
      'defect_rejected',
      'defect_mended',
      'defect_verified',
    ])
    expect((await verifyAudit(db())).broken).toEqual([])
  })

  it.each([
    [{ lng: '46.72', lat: '24.7' }, ['photo_elsewhere']],
    [{}, ['photo_placeless']],
  ])('is shown where it is: with a photo at %o it is refused', async (fields, expected) => {
    const id = await addDefect(db(), works)
    const answer = await mend(digger, id, fields as Record<string, string>)
    expect(answer.statusCode).toBe(409)
    expect(codes(answer)).toEqual(expected)
    expect(await db()('photo').count('* as n')).toEqual([{ n: 0 }])
  })

  it('is not reported by others, nor of a version that is old, and once where it is sent twice', async () => {
    const id = await addDefect(db(), works)
    expect((await mend(inspector, id)).statusCode).toBe(403)
    const photo = { name: 'after.jpg', bytes: jpeg }
    const form = formOf({ version: '1', note: 'Filled.', lng: '46.701', lat: '24.7', photo })
    const headers = { ...digger.headers, ...form.headers, 'idempotency-key': 'a-key-of-the-telephone' }
    const send = (more: object) =>
      ask.app.inject({ method: 'POST', url: `/api/defects/${id}/mending`, payload: form.payload, headers: { ...headers, ...more } }) // biome-ignore format: one line
    const [one, two] = [await send({}), await send({})]
    expect([one.statusCode, two.statusCode, two.headers['idempotency-replayed']]).toEqual([200, 200, 'true'])
    const late = await send({ 'idempotency-key': 'another-key-of-the-telephone' })
    expect(late.json()).toMatchObject({ type: '/problems/version', currentVersion: 2 })
    expect(await db()('defect_history').where({ defect_id: id, event: 'mend' }).count('* as n')).toEqual([{ n: 1 }])
  })
})

describe('an answer', () => {
  it('accepts once', async () => {
    const id = await addDefect(db(), works)
    expect((await doing(digger, id, 'answer', { answer: 'accepted' })).json()).toMatchObject({ answer: 'accepted' })
    expect(codes(await doing(water, id, 'answer', { answer: 'accepted' }))).toEqual(['answered'])
    expect((await doing(office, id, 'answer', { answer: 'accepted' })).statusCode).toBe(403)
  })

  it('disputes: its days rest until the office upholds it, and begin anew then', async () => {
    const id = await addDefect(db(), works)
    await doing(digger, id, 'answer', { answer: 'disputed', reason: 'It was there before.' })
    await at('2026-12-15T06:00:00Z')
    expect(await defect(office, id)).toMatchObject({ isContested: true, isLate: false, dueOn: '2026-12-08' })
    expect((await doing(digger, id, 'decision', { decision: 'uphold', reason: 'No.' })).statusCode).toBe(403)
    const upheld = await doing(office, id, 'decision', { decision: 'uphold', reason: 'The photo shows your trench.' })
    expect(upheld.json()).toMatchObject({ isContested: false, dueOn: '2026-12-29', state: 'open' })
    expect(await told()).toEqual(['defect_found', 'defect_disputed', 'defect_upheld'])
  })

  it('disputes and mends it past its day: upheld, its days begin anew for that as well', async () => {
    const id = await addDefect(db(), works)
    await doing(digger, id, 'answer', { answer: 'disputed', reason: 'It was there before.' })
    await at('2026-12-15T06:00:00Z')
    expect((await mend(digger, id)).json()).toMatchObject({ state: 'mended', isContested: true, dueOn: '2026-12-08' })
    const upheld = await doing(office, id, 'decision', { decision: 'uphold', reason: 'The photo shows your trench.' })
    expect(upheld.json()).toMatchObject({ state: 'mended', isContested: false, dueOn: '2026-12-29' })
  })

  it('disputes, and the office takes the defect back', async () => {
    const id = await addDefect(db(), works)
    await doing(digger, id, 'answer', { answer: 'disputed', reason: 'It was there before.' })
    const withdrawn = await doing(office, id, 'decision', { decision: 'withdraw', reason: 'It was so.' })
    expect(withdrawn.json()).toMatchObject({ state: 'withdrawn', isContested: false, may: [] })
    expect((await mend(digger, id)).statusCode).toBe(409)
  })

  it('asks to look at it together: the day that the office takes is a visit', async () => {
    const id = await addDefect(db(), works)
    const days = ['2026-12-02', '2026-12-01']
    expect(codes(await doing(digger, id, 'answer', { answer: 'joint_visit', days: ['2027-06-01'] }))).toEqual([
      'day_far',
    ])
    expect((await doing(digger, id, 'answer', { answer: 'joint_visit', days })).json()).toMatchObject({
      answer: 'joint_visit',
      isContested: true,
      proposedDays: ['2026-12-01', '2026-12-02'],
    })
    expect(codes(await doing(office, id, 'visit', { day: '2026-12-03' }))).toEqual(['day_not_proposed'])
    expect((await doing(office, id, 'visit', { day: '2026-12-02' })).json()).toMatchObject({ agreedDay: '2026-12-02' })
    expect(await visits(id)).toMatchObject([{ kind: 'investigation', cause: 'defect', due_on: '2026-12-02' }])
    expect(await told()).toEqual(['defect_found', 'defect_visit_asked', 'defect_visit_agreed'])
  })

  it('is given by silence once its days are over, at that instant, and once', async () => {
    const id = await addDefect(db(), works)
    const answered = await addDefect(db(), works)
    await doing(digger, answered, 'answer', { answer: 'disputed', reason: 'It was there before.' })
    expect(await deemDefects(db(), { now: new Date('2026-12-08T13:00:00Z') })).toBe(0)
    const late = new Date('2026-12-20T06:00:00Z')
    expect([await deemDefects(db(), { now: late }), await deemDefects(db(), { now: late })]).toEqual([1, 0])
    const deemed = await defect(water, id)
    expect(deemed).toMatchObject({ answer: 'accepted', isDeemed: true, answeredAt: deemed.answerDueAt })
    expect(deemed.history.at(-1)).toMatchObject({ event: 'deem', by: null, agencyId: null })
    expect(await defect(water, answered)).toMatchObject({ answer: 'disputed', isDeemed: false })
    expect(pack.inspections.defects.answerDays).toBe(10)
  })
})
