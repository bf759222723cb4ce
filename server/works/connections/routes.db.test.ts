import { VectorTile } from '@mapbox/vector-tile'
import { PbfReader } from 'pbf'
import { uuidv7 } from 'uuidv7'
import { beforeEach, describe, expect, it } from 'vitest'
import { databaseForTests, pack } from '../../../testing/database.ts'
import { asking } from '../../../testing/procedure.ts'
import {
  addOrganisation,
  now,
  refusals,
  rootOffice,
  type SignedIn,
  serviceOn,
  signedIn,
} from '../../../testing/service.ts'
import { doorsTo } from '../../access/under.ts'
import type { AuditEntry } from '../../audit/contract.ts'
import type { Assessment } from '../../coordination/contract.ts'
import { keeper } from '../../coordination/register.ts'
import { rows } from '../../database/sql.ts'
import type { Position } from '../../geo/contract.ts'
import type { App } from '../../http/app-types.ts'
import { storeStreets } from '../../streets/store.ts'
import type { Works, WorksHistory } from '../contract.ts'
import { moveWorks } from '../store.ts'
import type { Connection, Connections, ReadConnections } from './contract.ts'

const db = databaseForTests()
let app: App
let ask: ReturnType<typeof asking>
let water: SignedIn
let digger: SignedIn

const degree = 111_195
const east = degree * Math.cos((24.7 * Math.PI) / 180)
const at = (x: number, y: number): Position => [46.7 + x / east, 24.7 + y / degree]
const line = (...coordinates: Position[]) => ({ type: 'LineString' as const, coordinates })
const meter = (x: number, y: number) => ({ type: 'Point', coordinates: at(x, y) })
const writers = ['planner', 'utility', 'admin'] as const

const plan = {
  title: 'Connections of a quarter',
  category: 'multi_connection',
  utility: 'water',
  route: line(at(0, 0), at(200, 0)),
  period: { start: '2027-01-10', end: '2027-01-29' },
  status: 'planned',
}

beforeEach(async () => {
  app = await serviceOn(db())
  ask = asking(app)
  water = await signedIn(app, db(), 'utility', await addOrganisation(db(), 'WATER'))
  digger = await signedIn(app, db(), 'contractor', await addOrganisation(db(), 'DIGGER', 'contractor'))
})

const path = (works: Works, more = '') => `/api/works/${works.id}/connections${more}`
const recorded = (more: object = {}) =>
  ask.ok<Works>(water, 'POST', '/api/works', { ...plan, contractorId: digger.agencyId, ...more })
const listed = (works: Works, by = water) => ask.ok<Connections>(by, 'GET', path(works))
const worksNow = (works: Works) => ask.ok<Works>(water, 'GET', `/api/works/${works.id}`)
const villa = (n: number, drawn: unknown) => ({ label: `Villa ${n}`, drawn })

/** Three connections on a works: two straight ones to meters, one drawn with a bend. */
async function withThree(): Promise<Works> {
  const works = await recorded()
  const items = [
    { label: 'Villa 1', parcel: '12/4', meter: 'M-77', drawn: meter(20, 10) },
    villa(2, meter(60, -12)),
    villa(3, line(at(100, 0), at(100, 8), at(104, 8))),
  ]
  return ask.ok<Works>(water, 'POST', path(works), { version: works.version, items })
}

/** The same with its ground open. */
async function dug(): Promise<Works> {
  const works = await withThree()
  const move = { status: 'in_progress', event: 'start', reason: null, startedOn: '2026-11-20' } as const
  await moveWorks(db(), [works], move, { userId: null, at: now }, { pack, keeper })
  return worksNow(works)
}

describe('GET /api/works/:id/connections', () => {
  it('answers 401 to visitors, 403 to those outside the agencies, 404 for a foreign draft', async () => {
    const allowed = ['planner', 'utility', 'inspector', 'contractor', 'consultant', 'traffic', 'admin'] as const
    const url = `/api/works/${uuidv7()}/connections`
    const { visitor, others } = await refusals(app, db(), { method: 'GET', url, allowed })
    expect(visitor).toBe(401)
    expect(new Set(others)).toEqual(new Set([403]))
    const draft = await recorded({ status: 'draft', contractorId: undefined })
    expect((await ask.send(digger, 'GET', path(draft))).statusCode).toBe(404)
  })

  it('pages them by their numbers, with the limits and what whoever asks may do', async () => {
    const works = await withThree()
    const first = await ask.ok<Connections>(water, 'GET', path(works, '?limit=2'))
    expect(first.items.map(({ number }) => number)).toEqual([1, 2])
    expect(first.limits).toEqual(pack.connections)
    expect(first.may).toEqual({ change: true, amend: false, cancel: true, cancelDone: false, mark: true })
    const rest = await ask.ok<Connections>(water, 'GET', path(works, `?limit=2&cursor=${first.nextCursor}`))
    expect(rest.items.map(({ label }) => label)).toEqual(['Villa 3'])
    expect(rest.nextCursor).toBeNull()
    expect((await listed(works, digger)).may).toEqual({
      change: false,
      amend: false,
      cancel: false,
      cancelDone: false,
      mark: true,
    })
  })
})

/** What a layer of the tile at a place has for whoever asks. */
async function tiled(name: string, z: number, [lng, lat]: Position, headers: Record<string, string>) {
  const n = 2 ** z
  const y = Math.floor(((1 - Math.asinh(Math.tan((lat * Math.PI) / 180)) / Math.PI) / 2) * n)
  const url = `/tiles/${name}/${z}/${Math.floor(((lng + 180) / 360) * n)}/${y}.mvt`
  const { rawPayload } = await app.inject({ method: 'GET', url, headers })
  const layer = new VectorTile(new PbfReader(rawPayload)).layers[name]
  return Array.from({ length: layer?.length ?? 0 }, (_, i) => layer?.feature(i).properties)
}

describe('the map', () => {
  it('shows connections to the agencies and to nobody else', async () => {
    await withThree()
    const seen = async (headers: Record<string, string>) =>
      (await tiled('connections', 17, at(20, 10), headers)).map((one) => one?.number)
    expect(await seen(water.headers)).toContain(1)
    expect(await seen({})).toEqual([])
  })

  it('finds a works by the ground of its connections, and the streets that only those open', async () => {
    const far = {
      id: uuidv7(),
      code: 'far',
      name: { ar: 'البعيد', en: 'Far' },
      streetClass: 'arterial',
      widthMetres: 6,
    } as const
    await storeStreets(db(), [{ ...far, line: line(at(0, 20), at(200, 20)) as never }], pack)
    const works = await recorded()
    const [west, south] = at(16, 18)
    const box = `/api/works?bbox=${[west, south, ...at(24, 24)].join()}`
    const found = async () => (await ask.ok<{ items: Works[] }>(water, 'GET', box)).items.map(({ id }) => id)
    const ground = () => tiled('footprints', 22, at(20, 21), water.headers)
    expect([await found(), await ground(), works.streetIds]).toEqual([[], [], []])
    await ask.ok(water, 'POST', path(works), { version: 1, items: [villa(1, meter(20, 24))] })
    expect(await found()).toEqual([works.id])
    expect(await ground()).toHaveLength(1)
    const opened = await worksNow(works)
    expect(opened.streetIds).toEqual([far.id])
    expect(opened.lengthMetres).toBeCloseTo(works.lengthMetres, 2)
    expect(await db()('works').where({ id: works.id }).pluck('road_class')).toEqual(['arterial'])
  })
})

describe('POST /api/works/:id/connections', () => {
  it('answers 401 to visitors and 403 to those who write no works', async () => {
    const url = `/api/works/${uuidv7()}/connections`
    const payload = { version: 1, items: [villa(1, meter(20, 10))] }
    const { visitor, others } = await refusals(app, db(), { method: 'POST', url, payload, allowed: writers })
    expect(visitor).toBe(401)
    expect(new Set(others)).toEqual(new Set([403]))
  })

  it('numbers and measures them, counts them, and takes their ground', async () => {
    const works = await withThree()
    const bare = await recorded()
    expect(works).toMatchObject({ connections: 3, connectionCounts: { planned: 3, done: 0, cancelled: 0 }, version: 2 })
    expect(works.lengthMetres).toBeCloseTo(bare.lengthMetres, 2)
    // three of 10, 12 and 12 m, as wide as the works is
    expect(works.areaSquareMetres - bare.areaSquareMetres).toBeGreaterThan(34 * 3.6 - 30)
    const { items } = await listed(works)
    expect(items.map(({ lengthMetres }) => Math.round(lengthMetres))).toEqual([10, 12, 12])
    expect(items[0]).toMatchObject({ number: 1, parcel: '12/4', meter: 'M-77', state: 'planned', version: 1 })
    const [held] = await rows<{ all: boolean }>(
      db(),
      `select bool_and(ST_Covers(w.footprint, c.line)) as all from works w join works_connection c on c.works_id = w.id
       where w.id = :id`,
      { id: works.id },
    )
    expect(held?.all).toBe(true)
    const history = await ask.ok<WorksHistory>(water, 'GET', `/api/works/${works.id}/history`)
    expect(history.items[0]?.after).toMatchObject({ connections: 3 })
  })

  it('locks the cells of each, and none that only a box around all of them would reach', async () => {
    const works = await recorded({ route: line([46.7007, 24.705], [46.703, 24.7125]) })
    const items = [villa(1, line([46.7007, 24.705], [46.7008, 24.705])), villa(2, line([46.703, 24.7125], [46.7031, 24.7125]))] // biome-ignore format: one line
    await ask.ok(water, 'POST', path(works), { version: 1, items })
    const cells = await rows<{ x: number; y: number }>(
      db(),
      `select classid::int as x, objid::int as y from pg_locks
       where locktype = 'advisory' and objsubid = 2 and pid = pg_backend_pid() and classid between 22669 and 22670
       order by 1, 2`,
    )
    expect(cells.map(({ x, y }) => `${x}/${y}`)).toEqual(['22669/20470', '22670/20470', '22670/20471'])
  })

  it('meets with them what its main route does not reach', async () => {
    await ask.ok(water, 'POST', '/api/works', {
      ...plan,
      category: 'planned',
      route: line(at(20, 8), at(20, 20)),
      title: 'Beside',
    })
    const works = await recorded()
    const clashes = async () => (await ask.ok<Works>(water, 'GET', `/api/works/${works.id}`)).conflicts.blocking
    expect(await clashes()).toBe(0)
    await ask.ok(water, 'POST', path(works), { version: 1, items: [villa(1, meter(20, 15))] })
    expect(await clashes()).toBe(1)
  })

  it('names every fault of every row, and writes none of them', async () => {
    const works = await withThree()
    const items = [
      villa(9, meter(30, 10)),
      villa(10, meter(30, 26)),
      villa(11, line(at(50, 3), at(50, 12))),
      { label: 'Villa 1', parcel: '12/4', meter: 'M-77', drawn: meter(31, 10) },
      villa(9, meter(90, 10)),
      villa(12, { type: 'Polygon', coordinates: [] }),
      villa(13, meter(70, 0)),
      villa(14, line(at(80, 0.3), at(80, 0))),
    ]
    const answer = await ask.send(water, 'POST', path(works), { version: works.version, items })
    expect(answer.statusCode).toBe(400)
    expect(answer.json().errors).toMatchObject(
      [
        { path: 'items/1/drawn', message: expect.stringContaining('at most 25 m') },
        { path: 'items/2/drawn', message: expect.stringContaining('does not start on the main route') },
        { path: 'items/3/label', message: expect.stringContaining('connection 1') },
        { path: 'items/4/label', message: expect.stringContaining('row 1') },
        { path: 'items/5/drawn/type' },
        { path: 'items/6/drawn', message: expect.stringContaining('on the main route itself') },
        { path: 'items/7/drawn', message: expect.stringContaining('on the main route itself') },
      ].sort((a, b) => a.path.localeCompare(b.path)),
    )
    expect((await listed(works)).items).toHaveLength(3)
  })

  it('takes no id that is in use, also where whoever enters does not see it', async () => {
    const id = uuidv7()
    const works = await recorded()
    const foreign = await recorded()
    await ask.ok(water, 'POST', path(foreign), { version: 1, items: [{ id, ...villa(1, meter(20, 10)) }] })
    await db()('works').where({ id: foreign.id }).update({ agency_id: digger.agencyId, status: 'draft' })
    const items = [villa(1, meter(30, 10)), { id, ...villa(2, meter(50, 10)) }]
    const refused = await ask.send(water, 'POST', path(works), { version: 1, items })
    expect(refused.json().errors, refused.body).toMatchObject([{ path: 'items/1/id' }])
    expect((await listed(works)).items).toEqual([])
  })

  it('takes 80 and not one more', async () => {
    const works = await recorded()
    const items = Array.from({ length: 80 }, (_, n) => villa(n, meter(2 * n + 5, 10)))
    const tooMany = { version: 1, items: [...items, villa(81, meter(180, 10))] }
    const refused = await ask.send(water, 'POST', path(works), tooMany)
    expect(refused.json().errors).toMatchObject([{ path: 'items/80' }])
    expect(await ask.ok<Works>(water, 'POST', path(works), { version: 1, items })).toMatchObject({ connections: 80 })
  })

  it('takes none of another category, of a works that was applied for, or over a version that was not seen', async () => {
    const items = [villa(1, meter(20, 10))]
    const other = await recorded({ category: 'planned' })
    expect((await ask.send(water, 'POST', path(other), { version: 1, items })).json().reasons[0].code).toBe(
      'not_multiple',
    )
    const open = await dug()
    const late = await ask.send(water, 'POST', path(open), { version: open.version, items })
    expect(late.json().reasons[0].code).toBe('not_changeable')
    const works = await withThree()
    expect((await ask.send(water, 'POST', path(works), { version: 1, items })).statusCode).toBe(409)
    expect((await listed(works)).items).toHaveLength(3)
  })

  it('keeps their number, category and line with the works', async () => {
    const works = await withThree()
    const patch = (more: object) => ask.send(water, 'PATCH', `/api/works/${works.id}`, { version: 2, ...more })
    expect((await patch({ connections: 7 })).json().errors[0].path).toBe('connections')
    expect((await patch({ category: 'planned' })).json().errors[0].path).toBe('category')
    const square = [[at(0, 0), at(20, 0), at(20, 20), at(0, 20), at(0, 0)]]
    expect((await patch({ route: { type: 'Polygon', coordinates: square } })).json().errors[0].path).toBe('route')
  })
})

describe('another route of an application with connections', () => {
  it('leaves none of them behind, whoever asks for it', async () => {
    const works = await withThree()
    await ask.event(water, works.id, 'submit')
    const { version } = await worksNow(works)
    const send = (route: object) =>
      ask.send(water, 'POST', `/api/works/${works.id}/amendments`, { version, reason: 'Rock.', route })
    expect((await send(line(at(0, 5), at(200, 5)))).json().errors).toMatchObject([
      { path: 'route', message: expect.stringContaining('1 · 2 · 3') },
    ])
    expect((await send(line(at(0, 0), at(180, 0)))).statusCode).toBe(201)
  })
})

describe('PATCH /api/works/:id/connections/:connection', () => {
  it('answers 401 to visitors and 403 to those who write no works', async () => {
    const url = `/api/works/${uuidv7()}/connections/${uuidv7()}`
    const payload = { version: 1, label: 'Villa 7' }
    const { visitor, others } = await refusals(app, db(), { method: 'PATCH', url, payload, allowed: writers })
    expect(visitor).toBe(401)
    expect(new Set(others)).toEqual(new Set([403]))
  })

  it('renames one and draws it anew, measured again', async () => {
    const works = await withThree()
    const [first] = (await listed(works)).items as [Connection]
    const change = { version: 2, label: 'Villa 1A', parcel: null, drawn: meter(22, 14) }
    await ask.ok(water, 'PATCH', path(works, `/${first.id}`), change)
    const [now_] = (await listed(works)).items as [Connection]
    expect(now_).toMatchObject({ number: 1, label: 'Villa 1A', parcel: null, meter: 'M-77', version: 2 })
    expect(now_.lengthMetres).toBeCloseTo(14, 0)
  })
})

describe('POST /api/works/:id/connections/removal', () => {
  it('answers 401 to visitors and 403 to those who write no works', async () => {
    const url = `/api/works/${uuidv7()}/connections/removal`
    const payload = { version: 1, ids: [uuidv7()] }
    const { visitor, others } = await refusals(app, db(), { method: 'POST', url, payload, allowed: writers })
    expect(visitor).toBe(401)
    expect(new Set(others)).toEqual(new Set([403]))
  })

  it('gives the ground back, and never a number again', async () => {
    const works = await withThree()
    const bare = await recorded()
    const { items } = await listed(works)
    const ids = items.map(({ id }) => id)
    const left = await ask.ok<Works>(water, 'POST', path(works, '/removal'), { version: 2, ids })
    expect(left).toMatchObject({ connections: null, connectionCounts: null })
    expect(left.areaSquareMetres).toBeCloseTo(bare.areaSquareMetres, 1)
    await ask.ok(water, 'POST', path(works), { version: left.version, items: [villa(4, meter(20, 10))] })
    expect((await listed(works)).items.map(({ number }) => number)).toEqual([4])
  })
})

describe('POST /api/works/:id/connections/states', () => {
  const url = `/api/works/${uuidv7()}/connections/states`
  const mark = (by: SignedIn, works: Works, items: Connection[], more: object) =>
    ask.send(by, 'POST', path(works, '/states'), { items: items.map(({ id, version }) => ({ id, version })), ...more })

  it('answers 401 to visitors and 403 to those who neither have works nor dig them', async () => {
    const payload = { items: [{ id: uuidv7(), version: 1 }], state: 'done' }
    const allowed = ['planner', 'utility', 'contractor', 'admin'] as const
    const { visitor, others } = await refusals(app, db(), { method: 'POST', url, payload, allowed })
    expect(visitor).toBe(401)
    expect(new Set(others)).toEqual(new Set([403]))
  })

  it('lets the contractor mark many done at once, which the audit tells and no officer’s version feels', async () => {
    const works = await dug()
    const { items } = await listed(works)
    const answer = await mark(digger, works, items.slice(0, 2), { state: 'done', doneOn: '2026-11-23' })
    expect(answer.statusCode, answer.body).toBe(200)
    const after = await listed(works, digger)
    expect(after.counts).toEqual({ planned: 1, done: 2, cancelled: 0 })
    expect(after.items[0]).toMatchObject({ state: 'done', doneOn: '2026-11-23', version: 2 })
    expect((await worksNow(works)).version).toBe(works.version)
    const told = await ask.ok<{ items: AuditEntry[] }>(water, 'GET', '/api/audit?subject=connection')
    expect(told.items.map(({ event, after: { state } }) => [event, state])).toEqual([
      ['done', 'done'],
      ['done', 'done'],
    ])
    // whoever saw them as they were says so over nothing
    expect((await mark(water, works, items.slice(1), { state: 'done' })).statusCode).toBe(409)
    expect((await mark(digger, works, after.items.slice(0, 1), { state: 'planned' })).statusCode).toBe(200)
  })

  it('refuses all of them where one cannot be, each by its number', async () => {
    const works = await dug()
    const { items } = await listed(works)
    await mark(water, works, items.slice(0, 1), { state: 'done' })
    const again = await mark(water, works, (await listed(works)).items, { state: 'done' })
    expect(again.json().reasons).toMatchObject([{ code: 'same_state', detail: expect.stringContaining('1') }])
    expect((await listed(works)).counts.done).toBe(1)
    const early = await withThree()
    const refused = await mark(water, early, (await listed(early)).items, { state: 'done' })
    expect(refused.json().reasons).toHaveLength(3)
  })

  it('gives the ground of what is cancelled back under another version; whoever digs cancels nothing', async () => {
    const works = await dug()
    const { items } = await listed(works)
    const reason = 'The owner does not want it.'
    expect((await mark(digger, works, items.slice(0, 1), { state: 'cancelled', reason })).statusCode).toBe(403)
    const answer = await mark(water, works, items.slice(0, 1), { state: 'cancelled', reason })
    expect(answer.statusCode, answer.body).toBe(200)
    const left = await worksNow(works)
    expect(left).toMatchObject({ connections: 2, connectionCounts: { planned: 2, done: 0, cancelled: 1 } })
    expect(left.version).toBe(works.version + 1)
    expect(left.areaSquareMetres).toBeLessThan(works.areaSquareMetres - 20)
  })

  it('gives no ground back in two steps: what was said to be done once is cancelled by the office', async () => {
    const works = await dug()
    const first = async () => (await listed(works)).items.slice(0, 1)
    for (const state of ['done', 'planned'])
      expect((await mark(water, works, await first(), { state })).statusCode).toBe(200)
    expect(await first()).toMatchObject([{ state: 'planned', doneOn: null, wasDone: true }])
    const cancelled = { state: 'cancelled', reason: 'Marked by mistake.' }
    expect((await mark(water, works, await first(), cancelled)).json().reasons).toMatchObject([{ code: 'was_done' }])
    const office = await signedIn(app, db(), 'planner', await rootOffice(db()))
    expect((await mark(office, works, await first(), cancelled)).statusCode).toBe(200)
  })

  it('takes up again nothing that stands there by now', async () => {
    const works = await withThree()
    const [first] = (await listed(works)).items as [Connection]
    expect((await mark(water, works, [first], { state: 'cancelled', reason: 'Not wanted.' })).statusCode).toBe(200)
    const items = [{ label: 'Villa 1', parcel: '12/4', meter: 'M-77', drawn: meter(24, 10) }]
    await ask.ok(water, 'POST', path(works), { version: (await worksNow(works)).version, items })
    const again = await mark(water, works, (await listed(works)).items.slice(0, 1), { state: 'planned' })
    expect(again.json().reasons).toMatchObject([{ code: 'not_again', detail: expect.stringContaining('4') }])
  })

  it('lets the database itself take nothing else from whoever digs', async () => {
    const works = await dug()
    const { under } = doorsTo({ db: db(), tiles: null })
    const actor = { userId: digger.userId, keyId: null, role: 'contractor', isAdmin: false, agencyId: digger.agencyId, ground: [], scopes: null } as const // biome-ignore format: one line
    const rename = under(actor, (trx) => trx('works_connection').where({ works_id: works.id }).update({ label: 'X' }))
    await expect(rename).rejects.toThrow('whose works it is')
  })
})

describe('POST /api/works/:id/connections/reading', () => {
  it('answers 401 to visitors and 403 to those who write no works', async () => {
    const url = `/api/works/${uuidv7()}/connections/reading`
    const payload = { format: 'csv', text: 'label\n' }
    const { visitor, others } = await refusals(app, db(), { method: 'POST', url, payload, allowed: writers })
    expect(visitor).toBe(401)
    expect(new Set(others)).toEqual(new Set([403]))
  })

  it('reads a list of meters and lines, with the faults of each row, and stores nothing', async () => {
    const works = await recorded()
    const place = (x: number, y: number) => at(x, y).join(';')
    const drawn = `LINESTRING(${at(80, 0).join(' ')}, ${at(80, 9).join(' ')})`
    const text = [
      'رقم المبنى;رقم القطعة;العداد;lon;lat;wkt',
      `12;3/4;M-1;${place(20, 10)};`,
      `;3/5;M-2;${place(40, 40)};`,
      `14;3/6;;;;"${drawn}"`,
      '15;3/7;;;;',
    ].join('\n')
    const read = await ask.ok<ReadConnections>(water, 'POST', path(works, '/reading'), { format: 'csv', text })
    expect(read.rows.map(({ label, faults }) => [label, faults.map(({ member }) => member)])).toEqual([
      ['12', []],
      [null, ['label', 'drawn']],
      ['14', []],
      ['15', ['drawn']],
    ])
    expect(read.rows[2]?.lengthMetres).toBeCloseTo(9, 0)
    expect((await listed(works)).items).toEqual([])
    const unread = await ask.send(water, 'POST', path(works, '/reading'), { format: 'geojson', text: '{"type":' })
    expect(unread.json().errors[0]).toMatchObject({ path: 'text' })
  })
})

describe('the findings of a works with connections', () => {
  it('name those that came off the main route or are too long, once that is drawn elsewhere', async () => {
    const works = await withThree()
    const found = async (route: object) => {
      const { category, period } = plan
      const draft = { category, period, route, worksId: works.id, connections: 3 }
      const { findings } = await ask.ok<Assessment>(water, 'POST', '/api/assessments', draft)
      return findings.filter(({ kind }) => kind === 'limit').map(({ ruleId, explanation }) => [ruleId, explanation])
    }
    expect(await found(works.route)).toEqual([])
    const moved = await found(line(at(0, 5), at(200, 5)))
    expect(moved).toEqual([['limit-connection-start', expect.stringContaining('1 · 2 · 3')]])
    await db()('works_connection').where({ works_id: works.id, number: 2 }).update({ length_metres: 25.4 })
    expect(await found(works.route)).toEqual([['limit-connection-length', expect.stringContaining('25 m')]])
  })
})
