import { beforeEach, describe, expect, it } from 'vitest'
import { addPermit, addWorks } from '../../../testing/applications.ts'
import { databaseForTests, pack } from '../../../testing/database.ts'
import { clearWorks } from '../../../testing/handover.ts'
import { addVisit } from '../../../testing/inspections.ts'
import { addMunicipality, addOrganisation, now, refusals, rootOffice, type SignedIn, serviceOn, signedIn } from '../../../testing/service.ts' // biome-ignore format: one line
import type { App } from '../../http/app-types.ts'
import { spread } from '../../notifications/spread.ts'
import { storeReports } from '../../reports/store.ts'
import type { Visit } from './contract.ts'
import { samplingShares } from './sampling.ts'
import { planInTime } from './with-time.ts'

const db = databaseForTests()
const staff = ['planner', 'inspector', 'admin'] as const
const office = ['planner', 'admin'] as const
const anId = '018f0000-0000-7000-8000-000000000001'

let app: App
let inspector: SignedIn
let planner: SignedIn
let water: string

beforeEach(async () => {
  app = await serviceOn(db())
  inspector = await signedIn(app, db(), 'inspector')
  planner = await signedIn(app, db(), 'planner', await rootOffice(db()))
  water = await addOrganisation(db(), 'WATER')
})

/** Works in a street of its own, so many degrees east. */
async function worksAt(east: number, set: object = { status: 'in_progress', actual_period: '[2026-11-20,)' }) {
  const west = 46.7 + east
  const id = await addWorks(db(), water, { type: 'LineString', coordinates: [[west, 24.7], [west + 0.0005, 24.7]] }, 'planned') // biome-ignore format: one line
  await addPermit(db(), id)
  await db()('works')
    .where({ id })
    .update({ ...set })
  return id
}

const get = (url: string, by = inspector) => app.inject({ url, headers: by.headers })
const post = (url: string, payload: object, by = inspector) =>
  app.inject({ method: 'POST', url, payload, headers: by.headers })
const itemsOf = async (query: string, by = inspector) =>
  (await get(`/api/visits${query}`, by)).json<{ items: Visit[] }>().items

describe('GET /api/visits, its round, the area, a visit', () => {
  it.each([
    ['/api/visits'],
    [`/api/visits/${anId}`],
    [`/api/visits/round?from=46.7,24.7&visit=${anId}`],
    ['/api/field/area?bbox=46,24,47,25'],
  ])('%s is for whoever visits works (401, 403)', async (url) => {
    const { visitor, others } = await refusals(app, db(), { method: 'GET', url, allowed: staff })
    expect([visitor, ...others]).toEqual([401, 403, 403, 403, 403, 403, 403])
  })

  it('/api/visits/inspectors is for the office (401, 403)', async () => {
    const url = `/api/visits/inspectors?municipality=${anId}`
    const { visitor, others } = await refusals(app, db(), { method: 'GET', url, allowed: office })
    expect([visitor, ...others]).toEqual([401, 403, 403, 403, 403, 403, 403, 403])
    const { items } = (await get(url, planner)).json()
    expect(items).toContainEqual({ id: inspector.userId, name: { ar: 'inspector', en: 'inspector' }, open: 0 })
    const town = await addOrganisation(db(), 'TOWN', 'municipality')
    const clerk = await signedIn(app, db(), 'planner', town)
    const own = await addMunicipality(db(), 'TOWN', town, { type: 'Polygon', coordinates: [[[40, 20], [41, 20], [41, 21], [40, 20]]] }) // biome-ignore format: one line
    const namesAt = async (municipality: string) =>
      (await get(`/api/visits/inspectors?municipality=${municipality}`, clerk)).json().items.length
    expect(await namesAt(own)).toBeGreaterThan(0)
    expect(await namesAt(anId)).toBe(0)
  })

  it('gives the nearest first, page by page, with metres along the earth', async () => {
    const ids: string[] = []
    for (const east of [0.03, 0.01, 0.02]) ids.push(await addVisit(db(), await worksAt(east)))
    const near = await itemsOf('?near=46.7,24.7')
    expect(near.map(({ id }) => id)).toEqual([ids[1], ids[2], ids[0]])
    expect(near[0]?.distanceMetres).toBeGreaterThan(1000)
    expect(near[0]?.distanceMetres).toBeLessThan(1050)
    // a degree to the north is longer than one to the east
    const page = (await get('/api/visits?near=46.7,24.7&limit=2')).json()
    const rest = (await get(`/api/visits?near=46.7,24.7&limit=2&cursor=${page.nextCursor}`)).json()
    expect([...page.items, ...rest.items].map(({ id }: Visit) => id)).toEqual([ids[1], ids[2], ids[0]])
    expect(rest.nextCursor).toBeNull()
    expect((await get('/api/visits?near=190,24.7')).statusCode).toBe(400)
    const table = await get('/api/visits.csv?lang=en')
    const lines = table.body.trim().split('\r\n')
    expect(lines[0]).toContain('Due,Kind,Why,State')
    expect(lines).toHaveLength(4)
  })

  it('loses none at a border of pages, and gives none twice, where some lie at the same place', async () => {
    const here = await worksAt(0.01)
    const ids: string[] = []
    for (const kind of ['site_safety', 'backfill', 'final'] as const) ids.push(await addVisit(db(), here, kind))
    // it comes last in the index now
    await db()('visit').where({ id: ids[0] }).update({ due_on: '2026-11-26' })
    for (const state of ['', '&state=due,done']) {
      const seen: string[] = []
      for (let cursor = ''; seen.length < 5; ) {
        const page = (await get(`/api/visits?near=46.7,24.7&limit=1${state}${cursor}`)).json()
        seen.push(...page.items.map(({ id }: Visit) => id))
        if (page.nextCursor === null) break
        cursor = `&cursor=${page.nextCursor}`
      }
      expect(seen.sort()).toEqual(ids.sort())
    }
  })

  it('gives them by their day otherwise, narrowed by what is asked', async () => {
    const one = await worksAt(0)
    const first = await addVisit(db(), one)
    const second = await addVisit(db(), await worksAt(0.01), 'final')
    await db()('visit').where({ id: second }).update({ due_on: '2026-11-20' })
    expect((await itemsOf('')).map(({ id }) => id)).toEqual([second, first])
    expect((await itemsOf('?due=2026-11-21')).map(({ id }) => id)).toEqual([second])
    expect((await itemsOf('?kind=site_safety,guarantee')).map(({ id }) => id)).toEqual([first])
    expect((await itemsOf(`?works=${one}`)).map(({ id }) => id)).toEqual([first])
    expect((await itemsOf('?bbox=46.705,24.6,46.8,24.8')).map(({ id }) => id)).toEqual([second])
    expect(await itemsOf('?mine=true')).toEqual([])
    expect(await itemsOf('?state=done')).toEqual([])
    const [row] = await itemsOf(`?works=${one}`)
    expect(row).toMatchObject({ kind: 'site_safety', cause: 'asked', state: 'due', dueOn: '2026-11-25', assignee: null, district: null, works: { id: one, status: 'in_progress', agencyId: water } }) // biome-ignore format: one line
  })

  it('says with each what else somebody has to go there for', async () => {
    const works = await worksAt(0)
    const [first, second] = [await addVisit(db(), works), await addVisit(db(), works, 'backfill')]
    await db()('visit').where({ id: second }).update({ due_on: '2026-11-30' })
    const [safety, backfill] = await itemsOf('')
    expect(safety?.others).toEqual([{ id: second, kind: 'backfill', cause: backfill?.cause, dueOn: '2026-11-30' }])
    expect(backfill?.others.map(({ id }) => id)).toEqual([first])
  })

  it('knows the district, and lists by it', async () => {
    const district = '018f0000-0000-7000-8000-00000000d157'
    await db().raw(
      `insert into place (id, kind, name_ar, name_en, geometry)
       values (?, 'district', 'حي', 'District', ST_MakeEnvelope(46.69, 24.69, 46.705, 24.71, 4326))`,
      [district],
    )
    const inside = await addVisit(db(), await worksAt(0))
    await addVisit(db(), await worksAt(0.02))
    const found = await itemsOf(`?district=${district}`)
    expect(found.map(({ id, district: told }) => [id, told])).toEqual([
      [inside, { id: district, name: { ar: 'حي', en: 'District' } }],
    ])
  })

  it('tells nothing of visits on the ground of others', async () => {
    const visit = await addVisit(db(), await worksAt(0))
    const east = await addOrganisation(db(), 'EAST', 'municipality')
    const square = [[46.8, 24.6], [46.9, 24.6], [46.9, 24.7], [46.8, 24.7], [46.8, 24.6]] as [number, number][] // biome-ignore format: one line
    await addMunicipality(db(), 'EAST', east, { type: 'Polygon', coordinates: [square] })
    const stranger = await signedIn(app, db(), 'inspector', east)
    expect(await itemsOf('', stranger)).toEqual([])
    expect((await get(`/api/visits/${visit}`, stranger)).statusCode).toBe(404)
    expect((await post(`/api/visits/${visit}/take`, { version: 1 }, stranger)).statusCode).toBe(404)
    expect((await get(`/api/visits/round?from=46.7,24.7&visit=${visit}`, stranger)).statusCode).toBe(404)
  })

  it('leads a round to the nearest next, in straight lines where no street is recorded', async () => {
    const [far, near] = [await addVisit(db(), await worksAt(0.02)), await addVisit(db(), await worksAt(0.005))]
    const round = (await get(`/api/visits/round?from=46.7,24.7&visit=${far},${near}`)).json()
    expect(round.legs.map(({ visitId, way }: { visitId: string; way: string }) => [visitId, way])).toEqual([[near, 'straight'], [far, 'straight']]) // biome-ignore format: one line
    expect(round.metres).toBe(round.legs[0].metres + round.legs[1].metres)
    expect((await get(`/api/visits/round?from=46.7,24.7&visit=${far},${far}`)).statusCode).toBe(400)
  })

  it('packs an area for a telephone: visits, works with their ground, checklists', async () => {
    const works = await worksAt(0)
    const idle = await worksAt(0.001, { status: 'permitted' })
    await worksAt(0.3)
    const visit = await addVisit(db(), works)
    const area = (await get('/api/field/area?bbox=46.69,24.69,46.71,24.71')).json()
    expect(area.takenAt).toBe(now.toISOString())
    expect(area.visits.map(({ id }: Visit) => id)).toEqual([visit])
    expect(area.works.map(({ id }: { id: string }) => id).sort()).toEqual([works, idle].sort())
    expect(area.works[0]).toMatchObject({ route: { type: 'LineString' }, footprint: { type: 'Polygon' }, version: 1 })
    expect(area.checklists).toHaveLength(5)
    for (const url of ['/api/field/area', `/api/field/area?bbox=46,24,47,25&municipality=${anId}`])
      expect((await get(url)).statusCode).toBe(400)
  })

  it('refuses an area with more than a telephone takes along, in words', async () => {
    const works = await worksAt(0)
    const visits = Array.from({ length: 501 }, (_each, n) => ({
      id: `018f0000-0000-7000-8000-${String(n).padStart(12, '0')}`,
    }))
    await db().raw(
      `insert into visit (id, works_id, kind, cause, due_on, place, municipality_id, created_at)
       select v.id, w.id, 'final', 'asked', '2026-12-01', ST_PointOnSurface(w.footprint), w.municipality_id, now()
       from works w cross join jsonb_to_recordset(?::jsonb) as v (id uuid) where w.id = ?`,
      [JSON.stringify(visits), works],
    )
    const answer = await get('/api/field/area?bbox=46.69,24.69,46.71,24.71')
    expect([answer.statusCode, answer.json().code]).toEqual([409, 'area_too_big'])
    expect(answer.json().reasons[0].detail).toContain('500')
  })
})

describe('POST /api/visits and what is done with one', () => {
  it.each([
    ['', { worksId: anId, kind: 'final', dueOn: '2026-12-01' }, office],
    [`/${anId}/assign`, { version: 1, userId: null }, office],
    [`/${anId}/take`, { version: 1 }, staff],
    [`/${anId}/release`, { version: 1 }, staff],
    [`/${anId}/drop`, { version: 1, reason: 'It was seen.' }, office],
  ] as const)('/api/visits%s is for those who may (401, 403)', async (path, payload, allowed) => {
    const asked = { method: 'POST' as const, url: `/api/visits${path}`, payload, allowed }
    const { visitor, others } = await refusals(app, db(), asked)
    expect([visitor, ...new Set(others)]).toEqual([401, 403])
    expect(others).toHaveLength(9 - allowed.length)
  })

  it('asks for a visit', async () => {
    const asked = { worksId: await worksAt(0), kind: 'backfill', dueOn: '2026-11-26', note: 'The contractor called.' }
    const made = await post('/api/visits', asked, planner)
    expect([made.statusCode, made.json()]).toMatchObject([
      201,
      { kind: 'backfill', cause: 'asked', note: asked.note, version: 1 },
    ])
    const late = await post('/api/visits', { ...asked, dueOn: '2026-11-23' }, planner)
    expect([late.statusCode, late.json().errors[0].path]).toEqual([400, 'dueOn'])
    const [entry] = await db()('audit').where({ subject: 'visit', subject_id: made.json().id })
    expect(entry).toMatchObject({ event: 'plan', user_id: planner.userId })
  })

  it('gives it to the first who takes it, and tells the second who has it', async () => {
    const id = await addVisit(db(), await worksAt(0))
    const taken = await post(`/api/visits/${id}/take`, { version: 1 })
    expect(taken.json()).toMatchObject({ state: 'taken', version: 2, assignee: { id: inspector.userId } })
    expect((await post(`/api/visits/${id}/take`, { version: 1 })).statusCode).toBe(409)
    expect((await post(`/api/visits/${id}/take`, { version: 2 })).json()).toEqual(taken.json())
    const other = await signedIn(app, db(), 'inspector')
    const late = await post(`/api/visits/${id}/take`, { version: 1 }, other)
    expect([late.statusCode, late.json().code, late.json().assignee]).toEqual([409, 'visit_taken', { id: inspector.userId, name: { ar: 'inspector', en: 'inspector' } }]) // biome-ignore format: one line
    expect(late.json().reasons[0].detail).toBe('inspector took this visit before you.')
    expect((await post(`/api/visits/${id}/release`, { version: 2 }, other)).json().code).toBe('visit_not_yours')
    expect((await post(`/api/visits/${id}/release`, { version: 2 })).json()).toMatchObject({
      state: 'due',
      assignee: null,
    })
    expect((await post(`/api/visits/${id}/take`, { version: 3 }, other)).json()).toMatchObject({ state: 'taken' })
    expect(await itemsOf('?mine=true')).toEqual([])
    expect((await itemsOf('?mine=true', other)).map((visit) => visit.id)).toEqual([id])
  })

  it('asks for no version of a phone that made up its mind without a network: who has it decides', async () => {
    const id = await addVisit(db(), await worksAt(0))
    await post(`/api/visits/${id}/assign`, { version: 1, userId: inspector.userId }, planner)
    expect((await post(`/api/visits/${id}/take`, {})).json()).toMatchObject({ state: 'taken', version: 3 })
    const other = await signedIn(app, db(), 'inspector')
    expect((await post(`/api/visits/${id}/take`, {}, other)).json().code).toBe('visit_taken')
    expect((await post(`/api/visits/${id}/release`, {})).json()).toMatchObject({ state: 'due', version: 4 })
    expect((await post(`/api/visits/${id}/release`, {})).json().code).toBe('visit_free')
  })

  it('is sent by the office, which drops it with a reason', async () => {
    const id = await addVisit(db(), await worksAt(0))
    const unknown = await post(`/api/visits/${id}/assign`, { version: 1, userId: planner.userId }, planner)
    expect([unknown.statusCode, unknown.json().errors[0].path]).toEqual([400, 'userId'])
    const sent = await post(`/api/visits/${id}/assign`, { version: 1, userId: inspector.userId }, planner)
    expect(sent.json()).toMatchObject({ state: 'due', version: 2, assignee: { id: inspector.userId } })
    const other = await signedIn(app, db(), 'inspector')
    expect((await post(`/api/visits/${id}/take`, { version: 2 }, other)).json().code).toBe('visit_assigned')
    expect((await post(`/api/visits/${id}/drop`, { version: 1, reason: 'It was seen.' }, planner)).json()).toMatchObject({ type: '/problems/version', currentVersion: 2 }) // biome-ignore format: one line
    const dropped = await post(`/api/visits/${id}/drop`, { version: 2, reason: 'It was seen.' }, planner)
    expect(dropped.json()).toMatchObject({ state: 'dropped', version: 3 })
    expect((await post(`/api/visits/${id}/take`, { version: 3 })).json().code).toBe('visit_over')
    expect(await itemsOf('')).toEqual([])
  })
})

describe('what time plans', () => {
  const closed = async (id: string) => {
    await clearWorks(db(), id, planner)
    await db()('works_history').insert({
      works_id: id,
      version: 99,
      event: 'clear',
      at: now,
      before: '{}',
      after: '{}',
    })
  }
  const kindsOf = async (worksId: string) =>
    (await db()('visit').where({ works_id: worksId }).orderBy(['kind', 'cause']).select('kind', 'cause', 'due_on')).map(
      ({ kind, cause, due_on }) => `${kind} ${cause} ${due_on}`,
    )
  const plan = (numbers: object = {}, at = now) => {
    const visits = { ...pack.inspections.visits, samplePercent: 0, ...numbers }
    return planInTime(db(), { pack: { ...pack, inspections: { ...pack.inspections, visits } }, now: at })
  }

  it.each<[string, object, string[]]>([
    ['one that was begun', { status: 'in_progress', actual_period: '[2026-11-23,)' }, ['site_safety stage 2026-11-25']],
    ['one that was begun long ago', { status: 'in_progress', actual_period: '[2026-10-01,)' }, ['site_safety stage 2026-11-24']],
    ['one whose ground is covered soon', { status: 'in_progress', actual_period: '[2026-11-23,)', period: '[2026-11-23,2026-11-27)' }, ['backfill stage 2026-11-25', 'site_safety stage 2026-11-25']],
    ['one that opens no ground', { status: 'in_progress', actual_period: '[2026-11-23,)', period: '[2026-11-23,2026-11-27)', method: 'trenchless' }, ['site_safety stage 2026-11-25']],
    ['one that was reinstated', { status: 'reinstated', actual_period: '[2026-11-01,2026-11-24)' }, ['final stage 2026-11-28']],
    ['one whose guarantee ends', { status: 'in_guarantee', actual_period: '[2024-11-01,2024-11-24)', guarantee_until: '2027-02-01' }, ['guarantee guarantee 2027-01-02']],
    ['one whose guarantee ends later', { status: 'in_guarantee', actual_period: '[2024-11-01,2024-11-24)', guarantee_until: '2027-03-01' }, []],
    ['one that is permitted', { status: 'permitted' }, []],
  ])('to %s, once', async (_what, set, visits) => {
    const works = await worksAt(0, set)
    expect(await plan()).toBe(visits.length)
    expect(await plan()).toBe(0)
    expect(await kindsOf(works)).toEqual(visits)
  }) // biome-ignore format: a table

  it('of the share that is sampled once more, when nobody expects it', async () => {
    const works = await worksAt(0, {
      status: 'in_progress',
      actual_period: '[2026-11-23,)',
      period: '[2026-11-23,2026-12-25)',
    })
    await plan({ samplePercent: 100 })
    expect(await kindsOf(works)).toEqual(['site_safety sample 2026-12-09', 'site_safety stage 2026-11-25'])
    await plan({ samplePercent: 100 })
    expect(await kindsOf(works)).toHaveLength(2)
  })

  it('of more works of a contractor whose last score is low', async () => {
    const { sampling } = pack.inspections.quality
    const worst = sampling[0] as (typeof sampling)[number]
    const [poor, good] = [await addOrganisation(db(), 'POOR', 'contractor'), await addOrganisation(db(), 'GOOD', 'contractor')] // biome-ignore format: one line
    const month = { party_kind: 'contractor', month: '2026-10-01', revision: 1, cases: 20, made_at: now }
    await db()('quality_month').insert({ month: '2026-10-01', scored_at: now })
    await db()('quality_score').insert([
      { party_id: poor, score: worst.below - 1, ...month },
      { party_id: good, score: 100, ...month },
    ])
    const shares = await samplingShares(db(), new Set([poor, good, null]), pack)
    const usual = pack.inspections.visits.samplePercent
    expect(Object.fromEntries(shares)).toEqual({ [poor]: worst.percent, [good]: usual, null: usual })
    // as the plan asks it: all of the one, none of the other
    const quality = { ...pack.inspections.quality, sampling: [{ below: worst.below, percent: 100 }] }
    const visits = { ...pack.inspections.visits, samplePercent: 0 }
    const set = { status: 'in_progress', actual_period: '[2026-11-23,)' }
    const [watched, trusted] = [await worksAt(0, { ...set, contractor_id: poor }), await worksAt(0.01, { ...set, contractor_id: good })] // biome-ignore format: one line
    await planInTime(db(), { pack: { ...pack, inspections: { ...pack.inspections, quality, visits } }, now })
    expect(await db()('visit').where({ cause: 'sample' }).pluck('works_id')).toEqual([watched])
    expect(await kindsOf(trusted)).toEqual(['site_safety stage 2026-11-25'])
  })

  it('drops what the works has gone past, and leaves what the office has asked for until it is over', async () => {
    const works = await worksAt(0, { status: 'in_progress', actual_period: '[2026-11-20,)', period: '[2026-11-20,2026-11-25)' }) // biome-ignore format: one line
    await plan({ samplePercent: 100 })
    const asked = await addVisit(db(), works)
    const kept = await addVisit(db(), works, 'investigation')
    await post(`/api/visits/${asked}/take`, { version: 1 })
    const open = async () => (await itemsOf(`?works=${works}`)).map(({ kind, cause }) => `${kind} ${cause}`).sort()
    await db()('works').where({ id: works }).update({ status: 'suspended' })
    await plan()
    expect(await open()).toHaveLength(5)
    await db()('works').where({ id: works }).update({ status: 'reinstated', actual_period: '[2026-11-20,2026-11-24)' })
    await plan()
    expect(await open()).toEqual(['final stage', 'investigation asked', 'site_safety asked'])
    const [gone] = await db()('visit').where({ works_id: works, kind: 'backfill' }).select('id', 'state', 'version', 'drop_reason') // biome-ignore format: one line
    expect(gone).toMatchObject({ state: 'dropped', version: 2, drop_reason: 'reinstated' })
    expect(await db()('audit').where({ subject_id: gone.id, event: 'drop' }).first('after')).toEqual({ after: { status: 'reinstated' } }) // biome-ignore format: one line
    await db()('works').where({ id: works }).update({ status: 'in_guarantee', guarantee_until: '2028-11-24' })
    await plan()
    expect(await open()).toEqual(['investigation asked', 'site_safety asked'])
    await closed(works)
    await plan()
    expect(await open()).toEqual([])
    // somebody digs there all the same
    const later = await addVisit(db(), works, 'investigation')
    await db()('visit')
      .where({ id: later })
      .update({ created_at: new Date(now.getTime() + 60_000) })
    await plan()
    expect((await itemsOf('')).map(({ id }) => id)).toEqual([later])
    expect((await get(`/api/visits/${kept}`)).json()).toMatchObject({ state: 'dropped' })
  })

  it('tells whoever was to make a visit that it is dropped, by the office or by time, and nobody else', async () => {
    const works = await worksAt(0)
    const [mine, another] = [await addVisit(db(), works), await addVisit(db(), works, 'backfill')]
    const sent = async (id: string) => {
      const answer = await post(`/api/visits/${id}/assign`, { version: 1, userId: inspector.userId }, planner)
      expect(answer.statusCode, answer.body).toBe(200)
    }
    await sent(mine)
    await sent(another)
    await addVisit(db(), works, 'final')
    const gone = await post(`/api/visits/${mine}/drop`, { version: 2, reason: 'It was seen yesterday.' }, planner)
    expect(gone.statusCode, gone.body).toBe(200)
    await db()('works').where({ id: works }).update({ status: 'cancelled', actual_period: null })
    await plan()
    const told = (await db()('happening').where({ source: 'told' }).orderBy('sequence').pluck('content')) as object[]
    const visit = { kind: 'visit_dropped', subject: { type: 'works', id: works }, to: [{ userId: inspector.userId }] }
    expect(told).toMatchObject([
      { ...visit, about: { reason: 'It was seen yesterday.' } },
      { ...visit, about: { reason: { en: 'The works is past the stage that it was planned for.' } }, by: null },
    ])
    await spread(db(), { pack, now, mails: false })
    const notices = (await get('/api/notices')).json<{ items: { kind: string; text: string }[] }>().items
    expect(notices.map(({ kind }) => kind)).toEqual(['visit_dropped', 'visit_dropped'])
    expect(notices.map(({ text }) => text).join()).toContain('It was seen yesterday.')
  })

  it('keeps a visit to a single defect of works that are closed up, and plans nothing anew of a stage that is past', async () => {
    const works = await worksAt(0, { status: 'reinstated', actual_period: '[2026-11-20,2026-11-24)' })
    const id = await addVisit(db(), works)
    await db()('visit').where({ id }).update({ cause: 'defect' })
    expect(await plan()).toBe(1)
    expect(await kindsOf(works)).toEqual(['final stage 2026-11-28', 'site_safety defect 2026-11-25'])
    expect(await db()('visit').where({ state: 'dropped' })).toEqual([])
  })

  it('catches up after a stop, in batches', async () => {
    for (let n = 0; n < 5; n++) await worksAt(n / 100)
    expect(await plan({}, new Date('2026-12-24T06:00:00Z'))).toBe(5)
    expect(await db()('audit').where({ subject: 'visit', event: 'plan' }).count('* as n').first()).toEqual({ n: 5 })
  })

  it('to works that people report, one for all reports that came before it', async () => {
    const works = await worksAt(0, { status: 'suspended', actual_period: '[2026-11-20,)' })
    const report = async (day: number) => {
      const id = `0192b9f0-0000-7000-8000-0000000000${String(day).padStart(2, '0')}`
      const point = { type: 'Point' as const, coordinates: [46.7002, 24.7] as [number, number] }
      await storeReports(db(), [{ id, category: 'excavation_barriers', point, note: null, status: 'routed', createdAt: `2026-11-${day}T05:00:00.000Z` }], pack) // biome-ignore format: one line
      await db()('report').where({ id }).update({ works_id: works })
      return id
    }
    await report(20)
    await report(21)
    expect(await plan()).toBe(1)
    expect(await kindsOf(works)).toEqual(['investigation report 2026-11-25'])
    const [visit] = await db()('visit').where({ works_id: works }).select('id')
    await db()('visit')
      .where({ id: visit.id })
      .update({ state: 'dropped', drop_reason: 'Seen.', ended_at: new Date('2026-11-22T05:00:00Z') })
    expect(await plan()).toBe(0)
    await report(23)
    expect(await plan()).toBe(1)
  })
})
