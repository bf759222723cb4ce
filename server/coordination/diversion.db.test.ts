import { uuidv7 } from 'uuidv7'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { databaseForTests, engineKind, openDatabase, pack, takeAllAway } from '../../testing/database.ts'
import { addOrganisation, now, refusals, type SignedIn, serviceOn, signedIn } from '../../testing/service.ts'
import { ensureRoot } from '../agencies/store.ts'
import type { Db } from '../database/connect.ts'
import { rows } from '../database/sql.ts'
import type { LineString, Position } from '../geo/contract.ts'
import type { App } from '../http/app-types.ts'
import { storeStreets } from '../streets/store.ts'
import { addDays, shift } from '../time/rules.ts'
import type { Works } from '../works/contract.ts'
import { takeDiversions, writeTraffic } from '../works/diversions/store.ts'
import { insertWorks, updateWorks, type WorksFields } from '../works/store.ts'
import type { Assessment, Conflict } from './contract.ts'
import { keeper, rebuildRegister } from './register.ts'
import { verifyRegister } from './verify.ts'

const db = databaseForTests()
let app: App
let water: SignedIn
let power: SignedIn

const degree = 111_320 * Math.cos((24.7 * Math.PI) / 180)
/** Metres east and north of 46.7° E, 24.7° N. */
const round = (degrees: number) => Number(degrees.toFixed(7))
const at = (east: number, north: number): Position => [round(46.7 + east / degree), round(24.7 + north / 110_770)]
const line = (...places: Position[]) => ({ type: 'LineString', coordinates: places })

/** Digs on the northern street, and leads its traffic along the southern one, 200 m away. */
const led = line(at(0, 0), at(0, -200), at(300, -200), at(300, 0))
const works = {
  title: 'Main renewal',
  category: 'planned',
  utility: 'water',
  route: line(at(20, 0), at(280, 0)),
  period: { start: '2027-01-10', end: '2027-01-29' },
  status: 'planned',
}
/** Closes the southern street. */
const closing = {
  ...works,
  title: 'Cable renewal',
  route: line(at(100, -200), at(150, -200)),
  period: { start: '2027-01-20', end: '2027-02-08' },
  closure: 'full',
}

beforeEach(async () => {
  app = await serviceOn(db())
  water = await signedIn(app, db(), 'utility', await addOrganisation(db(), 'WATER'))
  power = await signedIn(app, db(), 'utility', await addOrganisation(db(), 'POWER'))
})

async function ask<T>(
  by: SignedIn,
  method: 'GET' | 'POST' | 'PUT' | 'PATCH',
  url: string,
  payload?: object,
): Promise<T> {
  const answer = await app.inject({ method, url, headers: by.headers, ...(payload ? { payload } : {}) })
  expect(answer.statusCode, answer.body).toBeLessThan(300)
  return answer.json()
}
const record = (by: SignedIn, payload: object) => ask<Works>(by, 'POST', '/api/works', payload)
const divert = (by: SignedIn, { id, version }: Works, payload: object) =>
  ask<Works>(by, 'PUT', `/api/works/${id}/diversions`, { closure: 'full', diversions: [], version, ...payload })
const assess = (payload: object) => ask<Assessment>(power, 'POST', '/api/assessments', payload)
const conflicts = async (id: string) =>
  (await ask<{ items: Conflict[] }>(water, 'GET', `/api/conflicts?works=${id}`)).items
const kinds = async (id: string) => (await conflicts(id)).map(({ kind }) => kind)

/** The register is what a recomputation from scratch gives, and what its own rebuilding makes of it. */
async function isRight(pairs: number): Promise<void> {
  const right = { pairs, missing: 0, extra: 0, differing: 0, examples: [] }
  expect(await verifyRegister(db(), pack)).toMatchObject(right)
  await rebuildRegister(db(), pack)
  expect(await verifyRegister(db(), pack)).toMatchObject(right)
}

describe('PUT /api/works/:id/diversions', () => {
  it('answers 401 to visitors and 403 to those who may not write works', async () => {
    const { id } = await record(water, works)
    const { visitor, others } = await refusals(app, db(), {
      method: 'PUT',
      url: `/api/works/${id}/diversions`,
      payload: { version: 1, closure: 'full', diversions: [] },
      allowed: ['planner', 'utility', 'admin'],
    })
    expect(visitor).toBe(401)
    expect(new Set(others)).toEqual(new Set([403]))
    const foreign = await app.inject({
      method: 'PUT',
      url: `/api/works/${id}/diversions`,
      headers: power.headers,
      payload: { version: 1, closure: 'full', diversions: [] },
    })
    expect(foreign.statusCode).toBe(403)
  })

  it('is read on the works, told by its history, and names the version that it saw', async () => {
    const stored = await record(water, works)
    const part = { start: '2027-01-12', end: '2027-01-13' }
    const changed = await divert(water, stored, { closure: 'direction', diversions: [{ line: led, period: part }] })
    expect(changed).toMatchObject({ version: 2, closure: 'direction', diversions: [{ line: led, period: part }] })
    expect(changed.diversions[0]?.lengthMetres).toBeCloseTo(700, -1)
    const history = await ask<{ items: object[] }>(water, 'GET', `/api/works/${stored.id}/history`)
    expect(history.items[0]).toMatchObject({
      event: 'change',
      version: 2,
      before: { closure: 'none', diversions: [] },
      after: { closure: 'direction', diversions: [{ line: led, period: part }] },
    })
    const late = await app.inject({
      method: 'PUT',
      url: `/api/works/${stored.id}/diversions`,
      headers: water.headers,
      payload: { version: 1, closure: 'none', diversions: [] },
    })
    expect(late.statusCode).toBe(409)
    const again = await divert(water, changed, { closure: 'direction', diversions: [{ line: led, period: part }] })
    expect(again.version).toBe(2)
  })

  it('moves a part of the period along with the works', async () => {
    const part = { start: '2027-01-12', end: '2027-01-13' }
    const stored = await record(water, { ...works, diversions: [{ line: led, period: part }] })
    const period = shift(works.period, 10)
    const moved = await ask<Works>(water, 'PATCH', `/api/works/${stored.id}`, { version: 1, period })
    expect(moved.diversions[0]?.period).toEqual(shift(part, 10))
  })

  it.each([
    ['a part before the works', { line: led, period: { start: '2027-01-01', end: '2027-01-12' } }, 400],
    ['an area', { line: { type: 'Polygon', coordinates: [[at(0, 0), at(9, 0), at(9, 9), at(0, 0)]] } }, 422],
    ['a line outside the country', { line: line([2, 48], [2.1, 48]) }, 422],
  ])('refuses %s', async (_name, diversion, status) => {
    const { id } = await record(water, works)
    const payload = { version: 1, closure: 'full', diversions: [diversion] }
    const answer = await app.inject({
      method: 'PUT',
      url: `/api/works/${id}/diversions`,
      headers: water.headers,
      payload,
    })
    expect(answer.statusCode, answer.body).toBe(status)
    expect(answer.json().errors[0].path).toContain('diversions/0/')
  })

  it('changes nothing that was submitted', async () => {
    const stored = await record(water, works)
    await db()('works').where({ id: stored.id }).update({ status: 'submitted' })
    const answer = await app.inject({
      method: 'PUT',
      url: `/api/works/${stored.id}/diversions`,
      headers: water.headers,
      payload: { version: 1, closure: 'full', diversions: [] },
    })
    expect(answer.json().reasons[0].code).toBe('not_changeable')
  })
})

describe('a closure on a diversion', () => {
  it('is a blocking conflict of both, whichever came first', async () => {
    const first = await record(water, { ...works, closure: 'full', diversions: [{ line: led }] })
    const second = await record(power, closing)
    const [found] = await conflicts(second.id)
    expect(found).toMatchObject({
      kind: 'diversion',
      severity: 'blocking',
      sharedDays: 10,
      sharedPeriod: { start: '2027-01-20', end: '2027-01-29' },
      distanceMetres: 0,
      clears: { earlierDays: 30, laterDays: 10 },
    })
    expect(found?.explanation).toContain('lies on the diversion route announced by')
    expect((await conflicts(first.id))[0]).toMatchObject({ clears: { earlierDays: 10, laterDays: 30 } })
    expect((await conflicts(first.id))[0]?.explanation).toContain('runs along a road closed by')
    await isRight(1)
    // the other way about
    const away = await divert(water, first, { diversions: [] })
    expect(await kinds(second.id)).toEqual([])
    await divert(water, away, { diversions: [{ line: led }] })
    expect(await kinds(second.id)).toEqual(['diversion'])
    await isRight(1)
  })

  it.each([
    ['closes nothing', { closure: 'none' }, []],
    ['closes a lane', { closure: 'lane' }, ['diversion']],
    ['closes another street', { route: line(at(100, -240), at(150, -240)) }, []],
    ['closes it afterwards', { period: { start: '2027-01-30', end: '2027-02-03' } }, []],
    ['closes it on the last day', { period: { start: '2027-01-29', end: '2027-02-03' } }, ['diversion']],
    ['is a draft', { status: 'draft' }, []],
  ])('that %s', async (_name, more, expected) => {
    await record(water, { ...works, closure: 'full', diversions: [{ line: led }] })
    const { id } = await record(power, { ...closing, ...more })
    expect(await kinds(id)).toEqual(expected)
    await isRight(expected.length)
  })

  it('counts only on the days of the diversion', async () => {
    const part = { start: '2027-01-10', end: '2027-01-19' }
    const first = await record(water, { ...works, diversions: [{ line: led, period: part }] })
    const second = await record(power, closing)
    expect(await kinds(second.id)).toEqual([])
    // moved with its works, it falls on the closure
    await ask(water, 'PATCH', `/api/works/${first.id}`, { version: 1, period: shift(works.period, 5) })
    const [found] = await conflicts(second.id)
    expect(found).toMatchObject({ sharedPeriod: { start: '2027-01-20', end: '2027-01-24' } })
    // the closure has to go until the 14th or from the 25th
    expect(found?.clears).toEqual({ earlierDays: 25, laterDays: 5 })
    await isRight(1)
  })

  it('is none between works of one project, and goes with a cancelled works', async () => {
    const first = await record(water, { ...works, diversions: [{ line: led }] })
    const second = await record(power, closing)
    await db()('works').whereIn('id', [first.id, second.id]).update({ project_id: first.id })
    await rebuildRegister(db(), pack)
    await isRight(0)
    await db()('works').whereIn('id', [first.id, second.id]).update({ project_id: null })
    await rebuildRegister(db(), pack)
    await isRight(1)
    await ask(power, 'POST', `/api/works/${second.id}/events`, { event: 'cancel', version: second.version })
    expect(await kinds(first.id)).toEqual([])
    await isRight(0)
  })

  it('takes the whole width of the street that it leads along', async () => {
    const name = { ar: 'شارع', en: 'Street' }
    const street = {
      id: '018f0000-0000-7000-8000-000000000009',
      name,
      streetClass: 'arterial',
      widthMetres: 40,
    } as const
    const southern = { type: 'LineString' as const, coordinates: [at(-100, -200), at(400, -200)] }
    await storeStreets(db(), [{ ...street, code: 'S', line: southern }], pack)
    await record(water, { ...works, diversions: [{ line: led }] })
    const beside = await record(power, { ...closing, route: line(at(100, -184), at(150, -184)) })
    const outside = await record(power, { ...closing, route: line(at(100, -170), at(150, -170)) })
    expect(await kinds(beside.id)).toEqual(['diversion'])
    expect(await kinds(outside.id)).toEqual([])
    await isRight(1)
  })

  it('is found by verify when it is missing', async () => {
    await record(water, { ...works, diversions: [{ line: led }] })
    await record(power, closing)
    await db()('conflict').delete()
    expect(await verifyRegister(db(), pack)).toMatchObject({ pairs: 1, missing: 1 })
  })

  it('is looked for by its index', async () => {
    await rows(db(), 'set local enable_seqscan = off')
    const [plan] = await rows<{ 'QUERY PLAN': object[] }>(
      db(),
      `explain (format json) select 1 from diversion where ground && ST_MakeEnvelope(46.7, 24.7, 46.8, 24.8, 4326)`,
    )
    expect(JSON.stringify(plan)).toContain('diversion_ground')
    const [closed] = await rows<{ 'QUERY PLAN': object[] }>(
      db(),
      `explain (format json) select 1 from works w
       where w.footprint && ST_MakeEnvelope(46.7, 24.7, 46.8, 24.8, 4326) and w.closure <> 'none'
         and w.status in ('planned','submitted','in_coordination','approved','permitted','in_progress','returned','suspended')`,
    )
    expect(JSON.stringify(closed)).toContain('works_closing')
  })
})

describe('POST /api/assessments with traffic', () => {
  it('finds for an unsaved draft what it will find once stored', async () => {
    await record(water, { ...works, closure: 'full', diversions: [{ line: led }] })
    const { status: _status, title: _title, utility: _utility, ...draft } = closing
    const { findings, clears, complete } = await assess(draft)
    expect(complete).toBe(true)
    expect(findings).toMatchObject([
      { kind: 'diversion', severity: 'blocking', sharedDays: 10, clears: { laterDays: 10 } },
    ])
    expect(clears.blocking).toEqual({ earlierDays: 30, laterDays: 10 })
    expect((await assess({ ...draft, closure: 'none' })).findings).toEqual([])
    const stored = await record(power, closing)
    const [found] = await conflicts(stored.id)
    expect(findings[0]?.overlapSquareMetres).toBe(found?.overlapSquareMetres)
    expect(findings[0]?.clears).toEqual(found?.clears)
  })

  it('finds another’s closure on the diversion of a draft, and offers no shift onto a second one', async () => {
    await record(power, closing)
    await record(power, { ...closing, period: { start: '2027-02-12', end: '2027-02-20' } })
    const { status: _status, title: _title, utility: _utility, ...draft } = works
    const found = await assess({ ...draft, diversions: [{ line: led }] })
    expect(found.findings).toMatchObject([{ kind: 'diversion', clears: { earlierDays: 10, laterDays: 30 } }])
    expect(found.clears.blocking).toEqual({ earlierDays: 10, laterDays: 42 })
  })
})

describe.runIf(engineKind() === 'server')('a diversion and a closure written at the same moment', () => {
  const clients: Db[] = []
  let agency: string
  const author = { userId: null, at: now }
  const keeping = { pack, keeper, event: 'create' }
  const fields: Omit<WorksFields, 'period'> = {
    externalReference: null,
    title: 'Works',
    description: null,
    contractorId: null,
    projectId: null,
    category: 'planned',
    utility: 'water',
    method: 'open_cut',
    trafficImpact: 'minor',
    status: 'planned',
    connections: null,
    trenchWidthMetres: null,
    trenchDepthMetres: null,
    route: works.route as LineString,
  }

  beforeAll(async () => {
    clients.push(openDatabase(), openDatabase())
    const [own] = clients as [Db]
    await ensureRoot(own, pack)
    agency = await addOrganisation(own, `DIVERTED-${engineKind()}`)
  })
  afterAll(async () => {
    const [own] = clients as [Db]
    await takeAllAway(own)
    await Promise.all(clients.map((client) => client.destroy()))
  })

  it('find each other, although only the works was moved and its ground lies elsewhere, ten times over', {
    timeout: 120_000,
  }, async () => {
    const [one, two] = clients as [Db, Db]
    for (let round = 0; round < 10; round++) {
      const period = { start: addDays('2030-01-01', round * 40), end: addDays('2030-01-10', round * 40) }
      const before = { ...fields, period: shift(period, -20) }
      // of two years, so that they do not wait for each other's number already
      const leading = { ...before, id: uuidv7(), agencyId: agency, createdAt: '2025-06-01T06:00:00Z' }
      const route = line(at(2100, -200), at(2150, -200)) as LineString
      const closer = { ...fields, route, period, id: uuidv7(), agencyId: agency, createdAt: '2026-06-01T06:00:00Z' }
      await insertWorks(one, [leading], author, keeping)
      const far = line(at(2000, -200), at(2300, -200))
      const taken = await takeDiversions(one, [{ line: far }], { period: before.period, pack })
      await writeTraffic(one, leading.id, { closure: 'none', diversions: taken.value ?? [] })
      const change = { id: leading.id, old: leading, fields: { ...fields, period }, event: 'change', reason: null }
      await Promise.all([
        updateWorks(one, { ...change, before: {}, after: {} }, author, keeping),
        two.transaction(async (trx) => {
          await insertWorks(trx, [closer], author, keeping)
          await writeTraffic(trx, closer.id, { closure: 'full', diversions: [] })
          await keeper.keep(trx, [closer.id], pack)
        }),
      ])
      const found = await one('conflict').where({ kind: 'diversion' })
      expect(found.length).toBe(round + 1)
    }
    expect(await verifyRegister(one, pack)).toMatchObject({ missing: 0, extra: 0, differing: 0 })
  })
})
