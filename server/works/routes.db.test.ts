import { text } from 'node:stream/consumers'
import { uuidv7 } from 'uuidv7'
import { beforeEach, describe, expect, it } from 'vitest'
import { databaseForTests } from '../../testing/database.ts'
import {
  addMunicipality,
  addOrganisation,
  refusals,
  rootOffice,
  type SignedIn,
  serviceOn,
  signedIn,
} from '../../testing/service.ts'
import { doorsTo } from '../access/under.ts'
import type { Polygon } from '../geo/contract.ts'
import type { App } from '../http/app-types.ts'
import { writeCursor } from '../http/cursor.ts'
import { statuses, type Works } from './contract.ts'
import { worksFile } from './file.ts'
import { silentStatuses } from './rules.ts'
import { worksTable } from './table.ts'

const db = databaseForTests()
let app: App
let water: SignedIn
let power: SignedIn
let office: SignedIn

beforeEach(async () => {
  app = await serviceOn(db())
  water = await signedIn(app, db(), 'utility', await addOrganisation(db(), 'WATER'))
  power = await signedIn(app, db(), 'utility', await addOrganisation(db(), 'POWER'))
  office = await signedIn(app, db(), 'planner', await rootOffice(db()))
})

const route = {
  type: 'LineString',
  coordinates: [
    [46.7, 24.7],
    [46.702, 24.7],
  ],
}
const given = {
  title: 'Main renewal',
  category: 'planned',
  utility: 'water',
  route,
  period: { start: '2027-01-10', end: '2027-01-29' },
}

function post(by: SignedIn, payload: object, url = '/api/works') {
  return app.inject({ method: 'POST', url, headers: by.headers, payload })
}
function get(url: string, by?: SignedIn) {
  return app.inject({ method: 'GET', url, headers: by?.headers ?? { 'accept-language': 'en' } })
}
async function stored(more: object = {}, by = water): Promise<Works> {
  const answer = await post(by, { ...given, status: 'planned', ...more })
  expect(answer.statusCode, answer.body).toBe(201)
  return answer.json()
}

describe('POST /api/works', () => {
  it('answers 401 and 403', async () => {
    const allowed = ['planner', 'utility', 'admin'] as const
    const { visitor, others } = await refusals(app, db(), { method: 'POST', url: '/api/works', allowed })
    expect(visitor).toBe(401)
    expect(new Set(others)).toEqual(new Set([403]))
  })

  it('refuses a write without the protection token', async () => {
    const { cookie = '' } = water.headers
    const answer = await app.inject({ method: 'POST', url: '/api/works', headers: { cookie }, payload: given })
    expect(answer.statusCode).toBe(403)
    expect(answer.json().type).toBe('/problems/csrf')
  })

  it('makes a draft with its number, ground and municipality', async () => {
    const answer = await post(water, given)
    expect(answer.statusCode, answer.body).toBe(201)
    expect(answer.json()).toMatchObject({
      number: 'KSA-2026-0000001',
      status: 'draft',
      version: 1,
      agencyId: water.agencyId,
      method: 'open_cut',
    })
    expect(answer.json().lengthMetres).toBeGreaterThan(202)
    expect(answer.json().lengthMetres).toBeLessThan(203)
    expect(answer.json().areaSquareMetres).toBeCloseTo(202.4 * 4 + Math.PI * 4, -1)
    expect(answer.json().footprint.type).toBe('Polygon')
    expect(answer.json().municipalityIds).toHaveLength(1)
    expect((await post(water, given)).json().number).toBe('KSA-2026-0000002')
  })

  it.each([
    ['no title', { title: undefined }, 400, 'title'],
    ['an unknown member', { colour: 'red' }, 400, 'colour'],
    ['an unknown category', { category: 'secret' }, 400, 'category'],
    ['a day that is none', { period: { start: '2027-02-30', end: '2027-03-01' } }, 400, 'period/start'],
    ['an end before its start', { period: { start: '2027-02-02', end: '2027-02-01' } }, 400, 'period'],
    [
      'a route outside the kingdom',
      {
        route: {
          type: 'LineString',
          coordinates: [
            [8.4, 49],
            [8.5, 49],
          ],
        },
      },
      422,
      'route/coordinates/0',
    ],
    [
      'a bow tie',
      {
        route: {
          type: 'Polygon',
          coordinates: [
            [
              [46, 24],
              [46.01, 24.01],
              [46.01, 24],
              [46, 24.01],
              [46, 24],
            ],
          ],
        },
      },
      422,
      'route/coordinates',
    ],
    ['another agency', { agencyId: '018f0000-0000-7000-8000-000000000001' }, 400, 'agencyId'],
  ])('refuses %s and names it', async (_name, more, status, path) => {
    const answer = await post(water, { ...given, ...more })
    expect(answer.statusCode, answer.body).toBe(status)
    expect(answer.headers['content-type']).toContain('application/problem+json')
    expect(answer.json().errors.map((error: { path: string }) => error.path)).toContain(path)
  })

  it('names the place where a shape crosses itself', async () => {
    const bowTie = {
      type: 'Polygon',
      coordinates: [
        [
          [46, 24],
          [46.01, 24.01],
          [46.01, 24],
          [46, 24.01],
          [46, 24],
        ],
      ],
    }
    const answer = await post(water, { ...given, route: bowTie })
    expect(answer.json().place).toEqual({ type: 'Point', coordinates: [46.005, 24.005] })
  })

  it('refuses a second works with the same reference of the same agency', async () => {
    await stored({ externalReference: 'W-1' })
    expect((await post(water, { ...given, externalReference: 'W-1' })).statusCode).toBe(409)
    expect((await post(power, { ...given, externalReference: 'W-1' })).statusCode).toBe(201)
  })

  it.each([
    ['an unknown contractor', { contractorId: '018f0000-0000-7000-8000-000000000001' }],
    ['text that no database holds', { title: 'Main \u0000 renewal' }],
  ])('refuses %s', async (_name, more) => {
    expect((await post(water, { ...given, ...more })).statusCode).toBe(400)
  })

  it('lets the office record for another agency', async () => {
    const answer = await post(office, { ...given, agencyId: water.agencyId })
    expect(answer.json().agencyId).toBe(water.agencyId)
  })
})

describe('reading works', () => {
  it('hides a draft from everybody but its agency, as if it were not there', async () => {
    const { id } = (await post(water, given)).json()
    expect((await get(`/api/works/${id}`, water)).statusCode).toBe(200)
    expect((await get(`/api/works/${id}`, power)).statusCode).toBe(404)
    expect((await get(`/api/works/${id}`)).statusCode).toBe(404)
    expect((await get('/api/works', power)).json().items).toEqual([])
  })

  it('never tells others what a works was as a draft, nor of a draft that was cancelled', async () => {
    const draft = (await post(water, { ...given, title: 'Secret name' })).json()
    const event = (id: string, name: string, version: number) =>
      post(water, { event: name, version }, `/api/works/${id}/events`)
    await app.inject({
      method: 'PATCH',
      url: `/api/works/${draft.id}`,
      headers: water.headers,
      payload: { version: 1, title: 'Main renewal' },
    })
    await event(draft.id, 'plan', 2)
    const history = async (by: SignedIn) => (await get(`/api/works/${draft.id}/history`, by)).json().items
    expect((await history(power)).map((line: { event: string }) => line.event)).toEqual(['plan'])
    expect(JSON.stringify(await history(power))).not.toContain('Secret')
    expect(await history(water)).toHaveLength(3)
    expect(await history(office)).toHaveLength(3)
    const dropped = (await post(water, given)).json()
    await event(dropped.id, 'cancel', 1)
    expect((await get(`/api/works/${dropped.id}`, power)).statusCode).toBe(404)
    expect((await get(`/api/works/${dropped.id}`, water)).statusCode).toBe(200)
    await event(draft.id, 'cancel', 3)
    expect((await get(`/api/works/${draft.id}`, power)).json().status).toBe('cancelled')
  })

  it('tells the public nothing of conflicts, which plans may cause', async () => {
    const one = await stored()
    await stored({}, power)
    await db()('works').where({ id: one.id }).update({ status: 'suspended' })
    expect((await get(`/api/works/${one.id}`, power)).json().conflicts).toEqual({ blocking: 1, warning: 0, chances: 0 })
    expect((await get(`/api/works/${one.id}`)).json().conflicts).toEqual({ blocking: 0, warning: 0, chances: 0 })
    expect((await get('/api/works')).json().items[0].conflicts).toEqual({ blocking: 0, warning: 0, chances: 0 })
  })

  it('shows plans to agencies, not to the public', async () => {
    const { id } = await stored()
    expect((await get('/api/works', power)).json().items.map((works: Works) => works.id)).toEqual([id])
    expect((await get('/api/works')).json().items).toEqual([])
    await db()('works').where({ id }).update({ status: 'suspended' })
    expect((await get('/api/works')).json().items).toHaveLength(1)
  })

  it('filters by place, time, status, agency, category and text', async () => {
    const { id } = await stored({ title: 'Valve 50% done', externalReference: 'AB_1' })
    const found = async (query: string) =>
      (await get(`/api/works?${query}`, office)).json().items.map((works: Works) => works.id)
    const hits = [
      'bbox=46.69,24.69,46.71,24.71',
      'from=2027-01-29&to=2027-02-28',
      'to=2027-01-10',
      'from=2027-01-29',
      'status=planned,permitted',
      `agency=${water.agencyId}`,
      'category=planned',
      'utility=water',
      'q=valve',
      'q=50%25',
      'q=AB_1',
      'q=KSA-2026',
    ]
    const misses = [
      'bbox=46.8,24.69,46.81,24.71',
      'from=2027-01-30',
      'to=2027-01-09',
      'status=permitted',
      `agency=${power.agencyId}`,
      'category=emergency',
      'utility=gas',
      'q=pipe',
      'q=%25%25%25',
      'q=ABX1',
    ]
    for (const query of hits) expect(await found(query), query).toEqual([id])
    for (const query of misses) expect(await found(query), query).toEqual([])
  })

  it('pages without losing or repeating', async () => {
    for (let i = 0; i < 5; i++) await stored({ period: { start: `2027-01-1${i % 3}`, end: '2027-01-29' } })
    const seen: string[] = []
    let cursor = ''
    for (let pages = 0; pages < 9; pages++) {
      const answer = (await get(`/api/works?limit=2${cursor && `&cursor=${cursor}`}`, office)).json()
      seen.push(...answer.items.map((works: Works) => `${works.period.start} ${works.id}`))
      if (!answer.nextCursor) break
      cursor = answer.nextCursor
    }
    expect(seen).toHaveLength(5)
    expect(seen).toEqual([...new Set(seen)].sort())
  })

  it.each([
    ['bbox=1,2,3'],
    ['bbox=56,24,46,25'],
    ['from=2027-02-02&to=2027-02-01'],
    ['status=secret'],
    ['cursor=AAAA'],
    [`cursor=${writeCursor(['2027-02-30', 'abc'])}`],
    ['limit=501'],
    ['colour=red'],
    ['tileId=0'],
    ['tileId=9007199254740993'],
  ])('refuses %s', async (query) => expect((await get(`/api/works?${query}`, office)).statusCode).toBe(400))

  it('gives each organisation its own works, an office those of its ground, and visitors none', async () => {
    const ours = await stored()
    const theirs = await stored({}, power)
    const dug = await stored({ contractorId: water.agencyId }, power)
    await db()('works').update({ status: 'suspended' })
    const mine = async (by?: SignedIn) =>
      (await get('/api/works?mine=true', by)).json().items.map((works: Works) => works.id)
    expect(await mine(water)).toEqual([ours.id, dug.id])
    expect(await mine(power)).toEqual([theirs.id, dug.id])
    expect(await mine(office)).toEqual([ours.id, theirs.id, dug.id])
    expect(await mine()).toEqual([])
    const square = [[46.6, 24.6], [46.8, 24.6], [46.8, 24.8], [46.6, 24.8], [46.6, 24.6]] // biome-ignore format: one line
    const city = await addOrganisation(db(), 'CITY', 'municipality')
    await addMunicipality(db(), 'CITY', city, { type: 'Polygon', coordinates: [square] } as Polygon)
    const planner = await signedIn(app, db(), 'planner', city)
    expect(await mine(planner)).toEqual([])
    const inside = await stored()
    expect(await mine(planner)).toEqual([inside.id])
    expect((await get('/api/works/counts?mine=true', planner)).json().items).toEqual([
      { agencyId: water.agencyId, works: 1 },
    ])
  })

  it('writes the works of a filter into a file, as its reader may see them', async () => {
    const { id } = await stored({ title: 'Valve "A", عمل' })
    await stored({}, power)
    const file = (query: string, by?: SignedIn) => get(`/api/works.geojson?${query}`, by)
    const answer = await file('', office)
    expect(answer.headers['content-type']).toContain('application/geo+json')
    expect(answer.headers['content-disposition']).toContain('works.geojson')
    expect(answer.json().features).toHaveLength(2)
    const [one] = (await file('q=valve', power)).json().features
    expect(one).toMatchObject({ type: 'Feature', id, geometry: route, properties: { title: 'Valve "A", عمل' } })
    expect((await file('q=nothing', office)).json()).toEqual({ type: 'FeatureCollection', features: [] })
    expect((await file('')).json().features).toEqual([])
    expect((await file('from=2027-02-02&to=2027-02-01')).statusCode).toBe(400)
  })

  it('writes them into a table in the language that is read, without conflicts for visitors', async () => {
    await stored({ title: '=Valve', externalReference: 'W-7' })
    await stored({}, power)
    const table = async (query: string, by?: SignedIn) => {
      const answer = await get(`/api/works.csv?${query}`, by)
      expect(answer.headers['content-type']).toBe('text/csv; charset=utf-8')
      expect(answer.headers['content-disposition']).toContain('works.csv')
      return answer.body.replace('\uFEFF', '').trim().split('\r\n')
    }
    const [head, line, ...more] = await table('q=valve&lang=en', office)
    expect(head).toBe('Works,Reference,Title,Agency,Category,Utility,Status,Street,Start,End,Length in metres,Blocking conflicts,Warnings,Chances to share a trench,In guarantee until') // biome-ignore format: a line
    expect(line).toContain(",W-7,'=Valve,")
    expect(line).toMatch(/,Ordinary excavation,Water,Planned,.*,2027-01-10,2027-01-29,[\d.]+,1,0,0,$/)
    expect(more).toEqual([])
    expect((await table('lang=ar', office))[1]).toContain('حفر اعتيادي')
    expect(await table('lang=en', office)).toHaveLength(3)
    await db()('works').update({ status: 'in_progress' })
    expect((await table('q=valve&lang=en'))[1]).toMatch(/,[\d.]+,,,,$/)
    expect((await get('/api/works.csv?from=2027-02-02&to=2027-02-01', office)).statusCode).toBe(400)
  })

  it('goes on writing a file where a page ends', async () => {
    for (let i = 0; i < 5; i++) await stored({ period: { start: `2027-01-1${i % 2}`, end: '2027-01-29' } })
    const { under } = doorsTo({ db: db(), tiles: null })
    const actor = {
      userId: water.userId,
      keyId: null,
      role: 'utility',
      isAdmin: false,
      ground: [],
      scopes: null,
    } as const
    const written = await worksFile(under, {}, { ...actor, agencyId: water.agencyId }, 2)
    const { features } = JSON.parse(await text(written)) as { features: { id: string; properties: Works }[] }
    const order = features.map((works) => `${works.properties.period.start} ${works.id}`)
    expect(order).toHaveLength(5)
    expect(order).toEqual([...new Set(order)].sort())
    const table = await text(await worksTable(under, {}, { ...actor, agencyId: water.agencyId }, 'en', 2))
    const numbers = table.trim().split('\r\n').slice(1).map((line) => line.split(',')[0]) // biome-ignore format: one line
    expect(numbers).toEqual(features.map(({ properties }) => properties.number))
  })

  it('counts works by agency, as the same filter lists them', async () => {
    await stored()
    await stored({ category: 'road_works' })
    await stored({}, power)
    const counts = async (query: string, by?: SignedIn) => (await get(`/api/works/counts?${query}`, by)).json().items
    expect(await counts('', office)).toEqual([
      { agencyId: water.agencyId, works: 2 },
      { agencyId: power.agencyId, works: 1 },
    ])
    expect(await counts('category=road_works&from=2027-01-29', power)).toEqual([{ agencyId: water.agencyId, works: 1 }])
    expect(await counts('from=2027-01-30', power)).toEqual([])
    expect(await counts('')).toEqual([])
    expect((await get('/api/works/counts?from=2027-02-02&to=2027-02-01')).statusCode).toBe(400)
  })

  it('counts no more weeks than anybody looks at', async () => {
    expect((await get('/api/works/histogram?from=2000-01-01&to=2029-12-31')).statusCode).toBe(200)
    expect((await get('/api/works/histogram?from=0001-01-01&to=9999-12-31')).statusCode).toBe(400)
  })

  it('counts live works and conflicts by week', async () => {
    await stored()
    await stored({ route, period: { start: '2027-01-20', end: '2027-02-10' } }, power)
    const { weeks } = (await get('/api/works/histogram?from=2027-01-04&to=2027-02-14', office)).json()
    expect(weeks.map((week: { works: number }) => week.works)).toEqual([1, 1, 2, 2, 1, 1])
    expect(weeks.map((week: { conflicts: number }) => week.conflicts)).toEqual([0, 0, 1, 1, 0, 0])
    await db()('works').update({ status: 'suspended' })
    const seen = (await get('/api/works/histogram?from=2027-01-04&to=2027-02-14')).json()
    expect(seen.weeks.map((week: { works: number; conflicts: number }) => [week.works, week.conflicts])).toEqual(
      [1, 1, 2, 2, 1, 1].map((works) => [works, 0]),
    )
  })

  it.each([
    ['water', 'draft', [1, 1]],
    ['power', 'draft', [0, 0]],
    ['water', 'in_guarantee', [1, 1]],
    ...silentStatuses.map((status) => ['water', status, [0, 0]] as const),
  ] as const)('counts for %s, of a works that is %s, what the list shows', async (who, status, works) => {
    await stored(status === 'draft' ? { status } : {})
    // closed without the clearance that it takes
    await db().raw('alter table works disable trigger user')
    await db()('works').update({ status })
    const by = who === 'water' ? water : power
    const { weeks } = (await get('/api/works/histogram?from=2027-01-11&to=2027-01-24', by)).json()
    expect(weeks.map((week: { works: number }) => week.works)).toEqual(works)
    const shown = statuses.filter((each) => !silentStatuses.includes(each)).join()
    const { items } = (await get(`/api/works?from=2027-01-11&to=2027-01-24&status=${shown}`, by)).json()
    expect(items).toHaveLength(works[0])
  })
})

describe('PATCH /api/works/:id', () => {
  const patch = (by: SignedIn, id: string, payload: object) =>
    app.inject({ method: 'PATCH', url: `/api/works/${id}`, headers: by.headers, payload })

  it('answers 401 and 403', async () => {
    const allowed = ['planner', 'utility', 'admin'] as const
    const { visitor, others } = await refusals(app, db(), { method: 'PATCH', url: `/api/works/${uuidv7()}`, allowed })
    expect([visitor, ...new Set(others)]).toEqual([401, 403])
  })

  it('changes what is given, makes the register right and tells the history', async () => {
    const one = await stored()
    await stored({}, power)
    const answer = await patch(water, one.id, { version: 1, period: { start: '2027-06-01', end: '2027-06-10' } })
    expect(answer.statusCode, answer.body).toBe(200)
    expect(answer.json()).toMatchObject({
      version: 2,
      title: 'Main renewal',
      conflicts: { blocking: 0, warning: 0, chances: 1 },
    })
    const { items } = (await get(`/api/works/${one.id}/history`, water)).json()
    expect(items.map((item: { event: string }) => item.event)).toEqual(['change', 'create'])
    expect(items[0]).toMatchObject({
      before: { period: given.period },
      after: { period: { start: '2027-06-01', end: '2027-06-10' } },
      by: { id: water.userId },
    })
  })

  it('takes optional members away, and leaves no trace where nothing is another', async () => {
    const one = await stored({ description: 'Old main', trenchWidthMetres: 2 })
    const answer = await patch(water, one.id, { version: 1, description: null, trenchWidthMetres: null })
    expect(answer.json()).toMatchObject({ version: 2, description: null, trenchWidthMetres: null })
    expect(answer.json().areaSquareMetres).toBeLessThan(one.areaSquareMetres)
    expect((await patch(water, one.id, { version: 2 })).json().version).toBe(2)
    expect((await patch(water, one.id, { version: 2, title: one.title })).json().version).toBe(2)
    expect((await patch(water, one.id, { version: 2, title: null })).statusCode).toBe(400)
  })

  it('lets nobody hide a clash by borrowing a project', async () => {
    const projectId = uuidv7()
    await stored({ projectId })
    const borrowed = await post(power, { ...given, projectId })
    expect(borrowed.statusCode).toBe(400)
    expect(borrowed.json().errors[0].path).toBe('projectId')
    const own = await stored({}, power)
    expect((await patch(power, own.id, { version: 1, projectId })).statusCode).toBe(400)
    expect((await patch(office, own.id, { version: 1, projectId })).json()).toMatchObject({
      projectId,
      conflicts: { blocking: 0 },
    })
  })

  it('refuses a version that is not the one that stands', async () => {
    const { id } = await stored()
    await patch(water, id, { version: 1, title: 'Another' })
    const answer = await patch(water, id, { version: 1, title: 'A third' })
    expect(answer.statusCode).toBe(409)
    expect(answer.json()).toMatchObject({ type: '/problems/version', currentVersion: 2 })
  })

  it('refuses another agency, and a works that has been submitted', async () => {
    const { id } = await stored()
    expect((await patch(power, id, { version: 1, title: 'Mine' })).statusCode).toBe(403)
    await db()('works').where({ id }).update({ status: 'submitted' })
    expect((await patch(water, id, { version: 1, title: 'Later' })).json().reasons[0].code).toBe('not_changeable')
    expect((await patch(water, uuidv7(), { version: 1, title: 'None' })).statusCode).toBe(404)
  })
})

describe('POST /api/works/:id/events', () => {
  it('answers 401 and 403', async () => {
    const allowed = ['planner', 'utility', 'admin'] as const
    const url = `/api/works/${uuidv7()}/events`
    const { visitor, others } = await refusals(app, db(), { method: 'POST', url, allowed })
    expect([visitor, ...new Set(others)]).toEqual([401, 403])
  })

  it('plans a draft, then cancels it with its conflicts', async () => {
    await stored({}, power)
    const draft = (await post(water, given)).json()
    const planned = await post(water, { event: 'plan', version: 1 }, `/api/works/${draft.id}/events`)
    expect(planned.json()).toMatchObject({ status: 'planned', version: 2, conflicts: { blocking: 1 } })
    const cancelled = await post(
      water,
      { event: 'cancel', version: 2, reason: 'No budget' },
      `/api/works/${draft.id}/events`,
    )
    expect(cancelled.json()).toMatchObject({ status: 'cancelled', version: 3, conflicts: { blocking: 0 } })
    const again = await post(water, { event: 'cancel', version: 3 }, `/api/works/${draft.id}/events`)
    expect(again.statusCode).toBe(409)
    expect(again.json()).toMatchObject({ type: '/problems/refused', reasons: [{ code: 'wrong_status' }] })
  })
})

describe('GET /api/works/:id/history', () => {
  it('answers 401 and 403', async () => {
    const allowed = ['planner', 'utility', 'inspector', 'contractor', 'consultant', 'traffic', 'admin'] as const
    const { visitor, others } = await refusals(app, db(), {
      method: 'GET',
      url: `/api/works/${uuidv7()}/history`,
      allowed,
    })
    expect([visitor, ...new Set(others)]).toEqual([401, 403])
  })
})
