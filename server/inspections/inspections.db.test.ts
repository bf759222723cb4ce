import sharp from 'sharp'
import { beforeEach, describe, expect, it } from 'vitest'
import { addPermit, addWorks } from '../../testing/applications.ts'
import { databaseForTests } from '../../testing/database.ts'
import { formOf } from '../../testing/form.ts'
import { clearWorks } from '../../testing/handover.ts'
import { addVisit, failedAt, passedAt } from '../../testing/inspections.ts'
import {
  addMunicipality,
  addOrganisation,
  refusals,
  rootOffice,
  type SignedIn,
  serviceOn,
  signedIn,
} from '../../testing/service.ts'
import type { App } from '../http/app-types.ts'
import type { Inspection, NewInspection } from './contract.ts'

const db = databaseForTests()
const staff = ['planner', 'inspector', 'admin'] as const
const place: [number, number] = [46.7005, 24.7]
const route = { type: 'LineString' as const, coordinates: [[46.7, 24.7], [46.701, 24.7]] as [number, number][] } // biome-ignore format: one line
const anId = '018f0000-0000-7000-8000-000000000001'

let app: App
let inspector: SignedIn
let water: SignedIn
let worksId: string

beforeEach(async () => {
  app = await serviceOn(db())
  inspector = await signedIn(app, db(), 'inspector')
  water = await signedIn(app, db(), 'utility', await addOrganisation(db(), 'WATER'))
  worksId = await addWorks(db(), water.agencyId as string, route, 'planned')
  await addPermit(db(), worksId)
  await db()('works').where({ id: worksId }).update({ status: 'in_progress', actual_period: '[2026-11-20,)' })
})

const send = (payload: NewInspection, by = inspector) =>
  app.inject({ method: 'POST', url: '/api/inspections', payload, headers: by.headers })
const read = (url: string, by = inspector) => app.inject({ url, headers: by.headers })
async function sent(payload: NewInspection, by = inspector): Promise<Inspection> {
  const answer = await send(payload, by)
  expect(answer.statusCode, answer.body).toBe(201)
  return answer.json()
}

describe('POST /api/inspections', () => {
  it('is for whoever visits works (401, 403)', async () => {
    const asked = {
      method: 'POST' as const,
      url: '/api/inspections',
      payload: passedAt(worksId, place),
      allowed: staff,
    }
    const { visitor, others } = await refusals(app, db(), asked)
    expect([visitor, ...others]).toEqual([401, 403, 403, 403, 403, 403, 403])
  })

  it('stores what was found with a number, how far away that was, and its outcome', async () => {
    const given = passedAt(worksId, place, {
      note: 'All in order',
      signature: { name: 'Demo', strokes: [[0, 0, 5, 5]] },
    })
    const stored = await sent(given)
    expect(stored).toMatchObject({
      id: given.id,
      number: 'KSA-I-2026-0000001',
      outcome: 'passed',
      distanceMetres: 0,
      note: 'All in order',
      signature: { name: 'Demo', strokes: [[0, 0, 5, 5]] },
      failed: 0,
      stoppedWork: false,
      inspector: { id: inspector.userId },
    })
    expect(stored.items.map(({ code }) => code)).toEqual(given.items.map(({ code }) => code))
    expect((await sent(passedAt(worksId, place))).number).toBe('KSA-I-2026-0000002')
    const [entry] = await db()('audit').where({ subject: 'inspection', subject_id: given.id })
    expect(entry).toMatchObject({ event: 'create', user_id: inspector.userId, agency_id: water.agencyId })
  })

  it('answers the same sent again as the first, whatever the order of its members, and refuses another under its id', async () => {
    const given = failedAt(worksId, place, 'low')
    const first = await sent(given)
    const shuffled = Object.fromEntries(Object.entries(given).reverse()) as NewInspection
    const again = await send(shuffled)
    expect([again.statusCode, again.headers['idempotency-replayed'], again.json()]).toEqual([201, 'true', first])
    const other = await send({ ...given, note: 'Another' })
    expect([other.statusCode, other.json().code]).toEqual([422, 'id_reused'])
    const thief = await signedIn(app, db(), 'inspector')
    expect((await send(given, thief)).statusCode).toBe(422)
    expect(await db()('inspection').count('* as n').first()).toEqual({ n: 1 })
    expect(await db()('visit').where({ cause: 'failed_before' }).count('* as n').first()).toEqual({ n: 1 })
  })

  it.each<[string, (base: NewInspection) => NewInspection, string, string]>([
    ['from 60 m away', (base) => ({ ...base, place: { type: 'Point', coordinates: [46.7005, 24.70056] } }), 'awayReason', 'away_without_reason'],
    ['from nobody knows where', ({ place: _place, ...base }) => base, 'awayReason', 'away_without_reason'],
    ['by an unknown checklist', (base) => ({ ...base, checklistVersion: 9 }), 'checklistVersion', 'checklist_unknown'],
    ['of a version to come', (base) => ({ ...base, worksVersion: 99 }), 'worksVersion', 'version_unknown'],
    ['of a visit that is not there', (base) => ({ ...base, visitId: anId }), 'visitId', 'visit_unknown'],
    ['without an item', (base) => ({ ...base, items: base.items.slice(1) }), 'items/', 'item_missing'],
  ])('refuses what was sent %s, with words and a code', async (_what, change, path, code) => {
    const answer = await send(change(passedAt(worksId, place)))
    expect(answer.statusCode, answer.body).toBe(400)
    expect(answer.json().code).toBe(code)
    expect(answer.json().errors[0].path).toContain(path)
    expect(answer.json().errors[0].message.length).toBeGreaterThan(8)
    expect(await db()('inspection').count('* as n').first()).toEqual({ n: 0 })
  }) // biome-ignore format: a table

  it.each([
    ['photos', 'photo_missing'],
    ['place', 'place_missing'],
    ['reasons', 'reason_missing'],
  ])('refuses a failed item without its %s, by the path of the member', async (member, code) => {
    const given = failedAt(worksId, place, 'high')
    const at = given.items.findIndex(({ result }) => result === 'fail')
    const items = given.items.map((item, n) =>
      n === at ? { ...item, [member]: member === 'place' ? undefined : [] } : item,
    )
    const answer = await send({ ...given, items, photos: [] } as NewInspection)
    expect(answer.statusCode).toBe(400)
    expect(answer.json().codes).toContain(code)
    expect(answer.json().errors.map(({ path }: { path: string }) => path)).toContain(`items/${at}/${member}`)
  })

  it('takes what was sent from away where it says why, and measures it', async () => {
    const away = { ...passedAt(worksId, [46.7005, 24.7018]), awayReason: 'The street is closed by the police' }
    const stored = await sent(away)
    expect(stored.distanceMetres).toBeGreaterThan(190)
    expect(stored.distanceMetres).toBeLessThan(200)
    expect(stored.awayReason).toBe(away.awayReason)
  })

  it('takes within 50 m of the ground as there, whatever the middle of it is', async () => {
    expect((await sent(passedAt(worksId, [46.7014, 24.7]))).distanceMetres).toBeLessThan(50)
  })

  it('fulfils its visit; another one of the same visit is told what came before, and stands without it', async () => {
    const visitId = await addVisit(db(), worksId)
    const first = await sent(passedAt(worksId, place, { visitId }))
    expect(await db()('visit').where({ id: visitId }).first('state', 'inspection_id', 'version')).toEqual({ state: 'done', inspection_id: first.id, version: 2 }) // biome-ignore format: one line
    const other = await signedIn(app, db(), 'inspector')
    const second = passedAt(worksId, place, { visitId })
    const refused = await send(second, other)
    expect([refused.statusCode, refused.json().code]).toEqual([409, 'visit_done'])
    expect(refused.json().both).toMatchObject({
      yours: { id: second.id },
      theirs: { id: first.id, number: first.number },
    })
    const { visitId: _visit, ...alone } = second
    expect((await sent(alone as NewInspection, other)).visitId).toBeNull()
  })

  it('fulfils the visit of its kind that was due when nobody named one, and no other', async () => {
    const visitId = await addVisit(db(), worksId)
    const at = (day: number, more: Partial<NewInspection> = {}) =>
      passedAt(worksId, place, { startedAt: `2026-11-${day}T05:20:00.000Z`, endedAt: `2026-11-${day}T05:50:00.000Z`, ...more }) // biome-ignore format: one line
    const visit = (id = visitId) => db()('visit').where({ id }).first('state', 'inspection_id')
    // it is due on the 25th, and whoever goes by a clock that is ahead was there on the 24th
    expect((await sent(at(25))).visitId).toBeNull()
    await db()('visit').update({ due_on: '2026-11-24', created_at: '2026-11-20T06:00:00Z' })
    const other = await signedIn(app, db(), 'inspector')
    await db()('visit').update({ state: 'taken', assigned_to: other.userId, taken_at: '2026-11-24T05:00:00Z' })
    expect((await sent(at(24))).visitId).toBeNull()
    await db()('visit').update({ assigned_to: inspector.userId })
    expect((await sent(at(23))).visitId).toBeNull()
    expect((await sent(at(24, { unable: { reason: 'no_access' } }))).visitId).toBeNull()
    const final = await addVisit(db(), worksId, 'final')
    await db()('visit').where({ id: final }).update({ due_on: '2026-11-24', created_at: '2026-11-20T06:00:00Z' })
    const given = at(24)
    expect((await sent(given)).visitId).toBe(visitId)
    expect(await visit()).toEqual({ state: 'done', inspection_id: given.id })
    expect(await visit(final)).toEqual({ state: 'due', inspection_id: null })
    expect((await sent(given)).visitId).toBe(visitId)
  })

  it('fulfils with it the others of its kind that were due there, and neither a later one nor one that somebody else has taken', async () => {
    const set = async (more: object, kind?: NewInspection['kind']) => {
      const id = await addVisit(db(), worksId, kind)
      const before = { due_on: '2026-11-24', created_at: '2026-11-20T06:00:00Z', ...more }
      await db()('visit').where({ id }).update(before)
      return id
    }
    const other = await signedIn(app, db(), 'inspector')
    const taken = { state: 'taken', assigned_to: other.userId, taken_at: '2026-11-24T05:00:00Z' }
    const [named, same] = [await set({ cause: 'stage' }), await set({ cause: 'sample' })]
    const left = [await set({ due_on: '2026-11-25' }), await set(taken), await set({}, 'final')]
    const ended = { startedAt: '2026-11-24T05:20:00.000Z', endedAt: '2026-11-24T05:50:00.000Z' }
    const unable = await addVisit(db(), worksId, 'final')
    await sent(passedAt(worksId, place, { ...ended, visitId: unable, kind: 'final', checklistVersion: 1, unable: { reason: 'no_access' } })) // biome-ignore format: one line
    const given = passedAt(worksId, place, { visitId: named, ...ended })
    await sent(given)
    const done = await db()('visit').where({ inspection_id: given.id }).orderBy('id').pluck('id')
    expect(done).toEqual([named, same].sort())
    expect(await db()('visit').whereIn('id', left).whereNot({ state: 'done' }).count('* as n').first()).toEqual({
      n: 3,
    })
  })

  it('shows both sides where the works became another meanwhile, and takes it by the new version', async () => {
    const historyOf = (version: number, before: object, after: object) =>
      db()('works_history').insert({ works_id: worksId, version, event: 'amend', at: new Date(), before, after })
    await historyOf(2, { status: 'permitted' }, { status: 'in_progress' })
    await db()('works').where({ id: worksId }).update({ version: 2 })
    await sent(passedAt(worksId, place))
    const period = { start: '2026-12-01', end: '2026-12-20' }
    await historyOf(3, { period }, { period: { start: '2027-01-01', end: '2027-01-31' } })
    await db()('works').where({ id: worksId }).update({ version: 3 })
    const given = passedAt(worksId, place, { worksVersion: 2 })
    const refused = await send(given)
    expect([refused.statusCode, refused.json().code, refused.json().currentVersion]).toEqual([409, 'works_changed', 3])
    expect(refused.json().both).toEqual({
      yours: { version: 2, period },
      theirs: { version: 3, period: { start: '2027-01-01', end: '2027-01-31' } },
    })
    expect((await sent({ ...given, worksVersion: 3 })).worksVersion).toBe(3)
  })

  it('stops works by the lifecycle’s own door, in the name of the inspector, and plans the next visit', async () => {
    const given = failedAt(worksId, place, 'high', { stopWork: { reason: 'An open trench without a barrier' } })
    const stored = await sent(given)
    expect(stored).toMatchObject({ outcome: 'failed_high', stoppedWork: true })
    expect(await db()('works').where({ id: worksId }).first('status', 'version')).toEqual({
      status: 'suspended',
      version: 2,
    })
    const [line] = await db()('works_history').where({ works_id: worksId, event: 'suspend' })
    expect(line).toMatchObject({
      user_id: inspector.userId,
      reason: `An open trench without a barrier (${stored.number})`,
    })
    // others learn that it was stopped; what the inspector saw is told to its parties
    const suspended = async (by: SignedIn) =>
      (await app.inject({ url: `/api/works/${worksId}/history`, headers: by.headers })).json().items[0]
    expect(await suspended(water)).toMatchObject({ event: 'suspend', reason: line?.reason })
    const elsewhere = await signedIn(app, db(), 'utility', await addOrganisation(db(), 'ELSEWHERE'))
    expect(await suspended(elsewhere)).toMatchObject({ event: 'suspend', reason: null })
    const [next] = await db()('visit').where({ failed_id: given.id })
    expect(next).toMatchObject({ kind: 'site_safety', cause: 'failed_before', due_on: '2026-11-25', state: 'due' })
    // what stands still already is not refused: the reason is kept
    const again = failedAt(worksId, place, 'high', { worksVersion: 2, stopWork: { reason: 'Still without a barrier' } })
    expect(await sent(again)).toMatchObject({ stoppedWork: false, stopWork: { reason: 'Still without a barrier' } })
    expect(await db()('visit').where({ works_id: worksId, state: 'due' }).count('* as n').first()).toEqual({ n: 1 })
  })

  it('goes again soon, though a visit of the same kind is due some day', async () => {
    const later = await addVisit(db(), worksId)
    await db()('visit').where({ id: later }).update({ due_on: '2026-12-20' })
    const given = failedAt(worksId, place, 'high')
    await sent(given)
    expect(await db()('visit').where({ failed_id: given.id }).first('due_on')).toEqual({ due_on: '2026-11-25' })
  })

  it('is of works without a permit an investigation alone, and so is a visit that is asked for', async () => {
    const ahead: [number, number] = [46.7105, 24.7]
    const route = { type: 'LineString' as const, coordinates: [[46.71, 24.7], [46.711, 24.7]] as [number, number][] } // biome-ignore format: one line
    const planned = await addWorks(db(), water.agencyId as string, route, 'planned')
    const refused = await send(passedAt(planned, ahead, { kind: 'final' }))
    expect([refused.statusCode, refused.json().code, refused.json().errors[0].path]).toEqual([400, 'no_permit', 'kind'])
    expect((await sent(passedAt(planned, ahead, { kind: 'investigation' }))).outcome).toBe('passed')
    const office = await signedIn(app, db(), 'planner', await rootOffice(db()))
    const ask = async (kind: string) => {
      const payload = { worksId: planned, kind, dueOn: '2026-11-26' }
      return (await app.inject({ method: 'POST', url: '/api/visits', payload, headers: office.headers })).statusCode
    }
    expect([await ask('final'), await ask('investigation')]).toEqual([400, 201])
  })

  it('is of works that ended before anybody dug an investigation alone, and what was seen before that', async () => {
    const office = await signedIn(app, db(), 'planner', await rootOffice(db()))
    await db()('works').where({ id: worksId }).update({ status: 'expired', actual_period: null })
    const seen = passedAt(worksId, place)
    const refused = await send(seen)
    expect([refused.statusCode, refused.json().code, refused.json().errors[0].path]).toEqual([400, 'over', 'kind'])
    const payload = { worksId, kind: 'site_safety', dueOn: '2026-11-26' }
    const asked = await app.inject({ method: 'POST', url: '/api/visits', payload, headers: office.headers })
    expect([asked.statusCode, asked.json().code]).toEqual([400, 'over'])
    await sent(passedAt(worksId, place, { kind: 'investigation' }))
    const line = { works_id: worksId, version: 2, event: 'expire', before: {}, after: {} }
    await db()('works_history').insert({ ...line, at: seen.endedAt })
    expect((await send(seen)).statusCode).toBe(400)
    await db()('works_history').update({ at: new Date(Date.parse(seen.endedAt) + 1) })
    expect((await send(seen)).statusCode).toBe(201)
  })

  it('is none of a guarantee that has not begun, nor is a visit that is asked for', async () => {
    const office = await signedIn(app, db(), 'planner', await rootOffice(db()))
    const payload = { worksId, kind: 'guarantee', dueOn: '2026-11-26' }
    const asked = () => app.inject({ method: 'POST', url: '/api/visits', payload, headers: office.headers })
    const refused = await send(passedAt(worksId, place, { kind: 'guarantee' }))
    expect([refused.statusCode, refused.json().code]).toEqual([400, 'no_guarantee'])
    expect((await asked()).statusCode).toBe(400)
    await db()('works').where({ id: worksId }).update({ status: 'in_guarantee' })
    expect((await asked()).statusCode).toBe(201)
    expect((await send(passedAt(worksId, place, { kind: 'guarantee' }))).statusCode).toBe(201)
  })

  it('is of cleared works an investigation alone, and so is a visit that is asked for', async () => {
    const office = await signedIn(app, db(), 'planner', await rootOffice(db()))
    await clearWorks(db(), worksId, office)
    const refused = await send(failedAt(worksId, place, 'high'))
    expect([refused.statusCode, refused.json().code, refused.json().errors[0].path]).toEqual([400, 'cleared', 'kind'])
    expect(await db()('defect')).toEqual([])
    const ask = async (kind: string) => {
      const payload = { worksId, kind, dueOn: '2026-11-26' }
      return (await app.inject({ method: 'POST', url: '/api/visits', payload, headers: office.headers })).statusCode
    }
    expect([await ask('final'), await ask('investigation')]).toEqual([400, 201])
  })

  it('goes again where it could not look, but not where the layers are covered or the works has gone past', async () => {
    const unable = (reason: 'no_access' | 'covered', kind: 'backfill' | 'site_safety') =>
      passedAt(worksId, place, { kind, unable: { reason }, items: [] })
    const next = async (sheet: ReturnType<typeof unable>) => {
      await sent(sheet)
      return (await db()('visit').where({ failed_id: sheet.id })).length
    }
    expect(await next(unable('covered', 'backfill'))).toBe(0)
    expect(await next(unable('no_access', 'backfill'))).toBe(1)
    await db()('works').where({ id: worksId }).update({ status: 'reinstated' })
    expect(await next(unable('no_access', 'site_safety'))).toBe(0)
  })

  it('tells whose works it is that a visit failed', async () => {
    const stored = await sent(failedAt(worksId, place, 'low'))
    const told = await db()('happening').where({ source: 'told' }).select('content')
    // its defects are told of too
    const failures = told.map(({ content }) => content).filter(({ kind }) => kind === 'inspection_failed')
    expect(failures).toEqual([
      expect.objectContaining({ kind: 'inspection_failed', about: { inspection: stored.number, items: 1 }, to: [{ agencyId: water.agencyId }] }),
    ]) // biome-ignore format: a notice
  })

  it('is refused to whoever inspects other ground, though they see the works', async () => {
    const square = [[46.8, 24.6], [46.9, 24.6], [46.9, 24.7], [46.8, 24.7], [46.8, 24.6]] as [number, number][] // biome-ignore format: one line
    const east = await addOrganisation(db(), 'EAST', 'municipality')
    await addMunicipality(db(), 'EAST', east, { type: 'Polygon', coordinates: [square] })
    const stranger = await signedIn(app, db(), 'inspector', east)
    expect((await send(passedAt(worksId, place), stranger)).statusCode).toBe(403)
  })
})

describe('GET /api/inspections and /api/inspections/:id', () => {
  it('are for agencies (401, 403)', async () => {
    const allowed = ['planner', 'utility', 'inspector', 'contractor', 'consultant', 'traffic', 'admin'] as const
    for (const url of ['/api/inspections', `/api/inspections/${anId}`]) {
      const { visitor, others } = await refusals(app, db(), { method: 'GET', url, allowed })
      expect([visitor, ...others]).toEqual([401, 403, 403])
    }
  })

  it('show it to whose works it was, to its contractor and to the office; to others it is not there', async () => {
    const builder = await signedIn(app, db(), 'contractor', await addOrganisation(db(), 'BUILD', 'contractor'))
    await db()('works').where({ id: worksId }).update({ contractor_id: builder.agencyId })
    const stored = await sent(failedAt(worksId, place, 'low'))
    const power = await signedIn(app, db(), 'utility', await addOrganisation(db(), 'POWER'))
    const office = await signedIn(app, db(), 'planner', await rootOffice(db()))
    for (const by of [water, builder, office, inspector]) {
      expect((await read(`/api/inspections/${stored.id}`, by)).json()).toEqual(stored)
      expect((await read('/api/inspections', by)).json().items).toMatchObject([{ id: stored.id, failed: 1 }])
    }
    expect((await read(`/api/inspections/${stored.id}`, power)).statusCode).toBe(404)
    expect((await read('/api/inspections', power)).json().items).toEqual([])
    const dug = async (by: string) => (await read(`/api/inspections?contractor=${by}`)).json().items.length
    expect([await dug(builder.agencyId as string), await dug(anId)]).toEqual([1, 0])
  })

  it('list the latest first, page by page, by what is asked', async () => {
    const days = ['2026-11-20', '2026-11-22', '2026-11-21']
    for (const day of days)
      await sent(passedAt(worksId, place, { startedAt: `${day}T05:00:00.000Z`, endedAt: `${day}T06:00:00.000Z` }))
    const page = (await read('/api/inspections?limit=2')).json()
    expect(page.items.map(({ endedAt }: { endedAt: string }) => endedAt.slice(0, 10))).toEqual([
      '2026-11-22',
      '2026-11-21',
    ])
    const rest = (await read(`/api/inspections?limit=2&cursor=${page.nextCursor}`)).json()
    expect([rest.items.length, rest.nextCursor]).toEqual([1, null])
    expect((await read(`/api/inspections?works=${worksId}&outcome=failed_high,failed_low`)).json().items).toEqual([])
    expect((await read('/api/inspections?from=2026-11-21&to=2026-11-21&kind=site_safety')).json().items).toHaveLength(1)
    expect((await read('/api/inspections?cursor=e30')).statusCode).toBe(400)
    const table = await read('/api/inspections.csv?lang=ar&from=2026-11-21&to=2026-11-21')
    expect(table.headers['content-disposition']).toBe('attachment; filename="inspections.csv"')
    const lines = table.body.trim().split('\r\n')
    expect(lines).toHaveLength(2)
    expect(lines[1]).toContain(',سلامة الموقع,مطابق,0,')
    expect((await read('/api/inspections.csv?from=2026-11-22&to=2026-11-21')).statusCode).toBe(400)
  })
})

describe('PUT and GET /api/inspections/:id/photos/:photo', () => {
  const jpeg = () =>
    sharp({ create: { width: 80, height: 60, channels: 3, background: '#888' } })
      .withExif({ IFD2: { DateTimeOriginal: '2026:11:24 08:41:00' }, IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '24/1 42/1 0/1', GPSLongitudeRef: 'E', GPSLongitude: '46/1 45/1 0/1' } })
      .jpeg()
      .toBuffer() // biome-ignore format: what a camera writes
  const put = async (id: string, photo: string, bytes: Buffer, by = inspector) => {
    const form = formOf({ photo: { name: 'p.jpg', bytes } })
    return app.inject({ method: 'PUT', url: `/api/inspections/${id}/photos/${photo}`, payload: form.payload, headers: { ...by.headers, ...form.headers } }) // biome-ignore format: one line
  }

  it('are for whoever visits, and for agencies (401, 403)', async () => {
    const url = `/api/inspections/${anId}/photos/${anId}`
    const { visitor, others } = await refusals(app, db(), { method: 'PUT', url, allowed: staff })
    expect([visitor, ...others]).toEqual([401, 403, 403, 403, 403, 403, 403])
    expect((await app.inject({ url: `${url}/small` })).statusCode).toBe(401)
    const investor = await signedIn(app, db(), 'investor', await addOrganisation(db(), 'INVEST', 'other'))
    expect((await read(`${url}/small`, investor)).statusCode).toBe(403)
  })

  it('keep a file once, made anew, with the time and place of the original as facts', async () => {
    const given = failedAt(worksId, place, 'low')
    const photo = given.photos[0]?.id as string
    await sent(given)
    const url = `/api/inspections/${given.id}/photos/${photo}/large`
    expect((await read(url)).statusCode).toBe(404)
    const bytes = await jpeg()
    expect((await put(given.id, photo, bytes)).json()).toEqual({ id: photo, received: true })
    expect((await put(given.id, photo, bytes)).json()).toEqual({ id: photo, received: true })
    expect(await db()('photo').count('* as n').first()).toEqual({ n: 1 })
    const audited = await db()('audit').where({ subject: 'inspection', event: 'photo' }).select('subject_id', 'after')
    expect(audited).toMatchObject([{ subject_id: given.id, after: { photo, worksId } }])
    const shown = await read(url, water)
    expect([shown.statusCode, shown.headers['content-type']]).toEqual([200, 'image/jpeg'])
    expect((await sharp(shown.rawPayload).metadata()).exif).toBeUndefined()
    const power = await signedIn(app, db(), 'utility', await addOrganisation(db(), 'POWER'))
    expect((await read(url, power)).statusCode).toBe(404)
    // 46.75 is five kilometres east of the works: the file is believed, not the telephone
    const [told] = (await read(`/api/inspections/${given.id}`)).json<Inspection>().photos
    expect(told).toMatchObject({ id: photo, received: true, isFar: true, takenAt: '2026-11-24T05:41:00.000Z' })
    expect(told?.distanceMetres).toBeGreaterThan(4900)
  })

  it('take a file from its inspector alone, and none that no inspection has named', async () => {
    const given = failedAt(worksId, place, 'low')
    const photo = given.photos[0]?.id as string
    await sent(given)
    const bytes = await jpeg()
    expect((await put(given.id, anId, bytes)).statusCode).toBe(404)
    expect((await put(given.id, photo, bytes, await signedIn(app, db(), 'inspector'))).statusCode).toBe(404)
    expect((await put(given.id, photo, Buffer.from('no photo'))).statusCode).toBe(415)
    expect((await put('nonsense', photo, bytes)).statusCode).toBe(400)
    expect((await read(`/api/inspections/${given.id}`)).json().photos).toMatchObject([{ received: false }])
  })

  it('refuse an inspection that names a photo of another', async () => {
    const given = failedAt(worksId, place, 'low')
    await sent(given)
    const thief = { ...given, id: anId }
    const answer = await send(thief)
    expect([answer.statusCode, answer.json().code]).toEqual([400, 'photo_twice'])
  })
})
