import { text } from 'node:stream/consumers'
import { uuidv7 } from 'uuidv7'
import { beforeEach, describe, expect, it } from 'vitest'
import { databaseForTests, pack } from '../../testing/database.ts'
import { refusals, rootOffice, type SignedIn, serviceOn, signedIn } from '../../testing/service.ts'
import { doorsTo } from '../access/under.ts'
import type { Position } from '../geo/contract.ts'
import type { App } from '../http/app-types.ts'
import { storeStreets } from '../streets/store.ts'
import { conflictsTable } from './table.ts'

const db = databaseForTests()
let app: App
let office: SignedIn

beforeEach(async () => {
  app = await serviceOn(db())
  office = await signedIn(app, db(), 'planner', await rootOffice(db()))
})

const agencies = ['planner', 'utility', 'inspector', 'contractor', 'consultant', 'traffic', 'admin'] as const
const staff = ['planner', 'admin'] as const
const area = {
  type: 'Polygon',
  coordinates: [
    [
      [46.7, 24.7],
      [46.71, 24.7],
      [46.71, 24.71],
      [46.7, 24.71],
      [46.7, 24.7],
    ],
  ],
}
const name = { ar: 'مهرجان الربيع', en: 'Spring festival' }
const constraint = {
  kind: 'event',
  name,
  period: { start: '2027-03-01', end: '2027-03-10' },
  severity: 'blocking',
  area,
}

function send(method: 'GET' | 'POST' | 'PUT' | 'DELETE', url: string, payload?: object) {
  return app.inject({ method, url, headers: office.headers, ...(payload ? { payload } : {}) })
}

describe('who may', () => {
  const id = uuidv7()
  it.each([
    ['GET', '/api/conflicts', agencies],
    ['GET', '/api/conflicts.csv', agencies],
    ['POST', '/api/constraint-areas', staff],
    ['PUT', `/api/constraint-areas/${id}`, staff],
    ['DELETE', `/api/constraint-areas/${id}`, staff],
    ['POST', '/api/protected-surfaces', staff],
    ['PUT', `/api/protected-surfaces/${id}`, staff],
    ['DELETE', `/api/protected-surfaces/${id}`, staff],
  ] as const)('%s %s: 401 to visitors, 403 to the others', async (method, url, allowed) => {
    const { visitor, others } = await refusals(app, db(), { method, url, allowed })
    expect([visitor, ...new Set(others)]).toEqual([401, 403])
  })
})

describe('constraint areas', () => {
  it('are recorded, read, replaced and removed', async () => {
    const made = await send('POST', '/api/constraint-areas', constraint)
    expect(made.statusCode, made.body).toBe(201)
    const { id } = made.json()
    expect((await send('GET', '/api/constraint-areas')).json().items).toEqual([
      { id, ...constraint, note: null, version: 1, mayChange: true },
    ])
    const replaced = await send('PUT', `/api/constraint-areas/${id}`, { ...constraint, period: null, version: 1 })
    expect(replaced.json()).toMatchObject({ period: null, version: 2 })
    expect((await send('PUT', `/api/constraint-areas/${id}`, { ...constraint, version: 1 })).statusCode).toBe(409)
    expect((await send('DELETE', `/api/constraint-areas/${id}`)).statusCode).toBe(204)
    expect((await send('DELETE', `/api/constraint-areas/${id}`)).statusCode).toBe(404)
    expect((await send('PUT', `/api/constraint-areas/${id}`, { ...constraint, version: 2 })).statusCode).toBe(404)
  })

  it.each([
    [
      'a line',
      {
        area: {
          type: 'LineString',
          coordinates: [
            [46.7, 24.7],
            [46.8, 24.7],
          ],
        },
      },
      422,
    ],
    ['an unknown kind', { kind: 'party' }, 400],
    ['an end before its start', { period: { start: '2027-03-10', end: '2027-03-01' } }, 400],
  ])('refuse %s', async (_name, more, status) => {
    expect((await send('POST', '/api/constraint-areas', { ...constraint, ...more })).statusCode).toBe(status)
  })
})

it('a restriction is not removed unseen, tells its office what happened to it, and says who may change it', async () => {
  const made = (await send('POST', '/api/constraint-areas', constraint)).json<{ id: string }>()
  const kept = (await send('POST', '/api/protected-surfaces', { area, name, resurfacedOn: '2026-08-31' })).json<{
    id: string
  }>()
  await send('PUT', `/api/constraint-areas/${made.id}`, { ...constraint, severity: 'info', version: 1 })
  const history = await app.inject({ method: 'GET', url: `/api/audit?id=${made.id}`, headers: office.headers })
  expect(
    history.json<{ items: { event: string; after: object }[] }>().items.map(({ event, after }) => [event, after]),
  ).toEqual([
    ['change', { severity: 'info', version: 2 }],
    ['create', expect.objectContaining({ kind: constraint.kind })],
  ])
  const visitor = await app.inject({ method: 'GET', url: '/api/protected-surfaces' })
  expect(visitor.json()).toMatchObject({ items: [{ id: kept.id, mayChange: false }] })
  for (const url of [`/api/constraint-areas/${made.id}?version=1`, `/api/protected-surfaces/${kept.id}?version=7`])
    expect((await send('DELETE', url)).statusCode).toBe(409)
  for (const url of [`/api/constraint-areas/${made.id}?version=2`, `/api/protected-surfaces/${kept.id}?version=1`])
    expect((await send('DELETE', url)).statusCode).toBe(204)
})

it('restrictions are on everybody’s map, without the office’s own words', async () => {
  const words = 'Agreed with the festival office'
  await send('POST', '/api/constraint-areas', { ...constraint, note: words })
  await send('POST', '/api/protected-surfaces', { area, name, resurfacedOn: '2026-08-31', reason: words })
  const read = async (url: string, headers = {}) =>
    (await app.inject({ method: 'GET', url, headers })).json<{ items: { note?: string; reason?: string }[] }>().items[0]
  expect((await read('/api/constraint-areas'))?.note).toBeNull()
  expect((await read('/api/protected-surfaces'))?.reason).toBeNull()
  expect((await read('/api/constraint-areas', office.headers))?.note).toBe(words)
  expect((await read('/api/protected-surfaces', office.headers))?.reason).toBe(words)
})

describe('protected surfaces', () => {
  const line = {
    type: 'LineString' as const,
    coordinates: [
      [46.7, 24.7],
      [46.71, 24.7],
    ] as Position[],
  }
  let streetId: string
  beforeEach(async () => {
    streetId = uuidv7()
    await storeStreets(db(), [{ id: streetId, code: 'S1', name, streetClass: 'arterial', line }], pack)
  })

  it('take the street’s name and ground, and the pack’s hold and years', async () => {
    const made = await send('POST', '/api/protected-surfaces', { streetId, resurfacedOn: '2026-08-31' })
    expect(made.statusCode, made.body).toBe(201)
    expect(made.json()).toMatchObject({
      streetId,
      name,
      holdUntil: '2028-02-29',
      protectedUntil: '2031-08-31',
      version: 1,
    })
    const { id } = made.json()
    const replaced = await send('PUT', `/api/protected-surfaces/${id}`, {
      streetId,
      resurfacedOn: '2026-09-30',
      reason: 'Paved later',
      version: 1,
    })
    expect(replaced.json()).toMatchObject({ resurfacedOn: '2026-09-30', reason: 'Paved later', version: 2 })
    expect((await send('GET', '/api/protected-surfaces')).json().items).toHaveLength(1)
    expect((await send('DELETE', `/api/protected-surfaces/${id}`)).statusCode).toBe(204)
  })

  it('end with their last day, also where the pack would have nobody dig for longer', async () => {
    const near = { streetId, resurfacedOn: '2026-08-31', protectedUntil: '2027-02-28' }
    const made = await send('POST', '/api/protected-surfaces', near)
    expect(made.statusCode, made.body).toBe(201)
    expect(made.json()).toMatchObject({ holdUntil: '2027-02-28', protectedUntil: '2027-02-28' })
  })

  it.each([
    ['neither street nor area', {}, 'streetId'],
    ['both', { streetId: uuidv7(), area }, 'streetId'],
    ['an unknown street', { streetId: uuidv7() }, 'streetId'],
    ['an area without a name', { area }, 'name'],
    ['a hold that ends before it begins', { area, name, holdUntil: '2020-01-01' }, 'holdUntil'],
    ['a hold that outlasts it', { area, name, holdUntil: '2027-03-01', protectedUntil: '2027-02-28' }, 'holdUntil'],
    ['a last day before the first', { area, name, protectedUntil: '2026-08-30' }, 'protectedUntil'],
  ])('refuse %s', async (_name, more, path) => {
    const answer = await send('POST', '/api/protected-surfaces', { resurfacedOn: '2026-08-31', ...more })
    expect(answer.statusCode).toBe(400)
    expect(answer.json().errors[0].path).toBe(path)
  })
})

describe('GET /api/conflicts', () => {
  const route = {
    type: 'LineString',
    coordinates: [
      [46.7, 24.7],
      [46.702, 24.7],
    ],
  }
  const works = {
    title: 'Main renewal',
    category: 'planned',
    utility: 'water',
    route,
    period: { start: '2027-01-10', end: '2027-01-29' },
    status: 'planned',
  }

  it('gives each pair once, seen from the works asked for', async () => {
    const one = (await send('POST', '/api/works', works)).json()
    const two = (
      await send('POST', '/api/works', { ...works, period: { start: '2027-01-20', end: '2027-02-03' } })
    ).json()
    const all = (await send('GET', '/api/conflicts')).json()
    expect(all).toMatchObject({
      total: 1,
      items: [{ kind: 'clash', severity: 'blocking', state: 'open', sharedDays: 10 }],
    })
    const seenBy = async (id: string) => (await send('GET', `/api/conflicts?works=${id}`)).json().items[0].clears
    expect(await seenBy(one.id)).toEqual({ earlierDays: 10, laterDays: 25 })
    expect(await seenBy(two.id)).toEqual({ earlierDays: 25, laterDays: 10 })
  })

  it('is a table of what its filter lists, in the language that is read, page after page', async () => {
    for (const title of ['=One', 'Two', 'Three']) await send('POST', '/api/works', { ...works, title })
    const table = async (query: string) => {
      const { headers, body } = await send('GET', `/api/conflicts.csv?${query}`)
      expect(headers['content-type']).toBe('text/csv; charset=utf-8')
      expect(headers['content-disposition']).toContain('conflicts.csv')
      return body.replace('\uFEFF', '').trim().split('\r\n')
    }
    const [head, ...lines] = await table('lang=en&severity=blocking')
    expect(head).toBe('Kind,Severity,State,Street,Shared metres,Shared square metres,Shared days,Shared from,Shared to,Days between them,Works A,Title A,Agency A,Status A,Start A,End A,Works B,Title B,Agency B,Status B,Start B,End B,Explanation') // biome-ignore format: a line
    expect(lines).toHaveLength(3)
    expect(lines[0]).toMatch(/^Clash in place and time,Blocking,Open,,[\d.]+,[\d.]+,20,2027-01-10,2027-01-29,,/)
    expect(lines.join()).toContain(",'=One,")
    expect((await table('lang=ar'))[1]).toContain('تعارض في المكان والزمان,مانع,مفتوح')
    expect(await table('state=waived')).toHaveLength(1)
    expect((await send('GET', '/api/conflicts.csv?from=2027-02-02&to=2027-02-01')).statusCode).toBe(400)
    const { under } = doorsTo({ db: db(), tiles: null })
    const told = { pack, today: '2027-01-01', language: 'en' } as const
    const listed = { filter: { severity: ['blocking'] }, sort: 'street' as const }
    const actor = { userId: office.userId, agencyId: office.agencyId, keyId: null, role: 'planner', isAdmin: false, ground: 'everywhere', scopes: null } as const // biome-ignore format: one line
    const written = await text(await conflictsTable(under, listed, actor, told, 2))
    expect(written.trim().split('\r\n').slice(1).sort()).toEqual([...lines].sort())
  })

  it('goes street by street where it is asked to, that with the gravest first', async () => {
    const north = (by: number) => route.coordinates.map(([lng = 0, lat = 0]) => [lng, lat + by] as Position)
    const along = (by: number) => ({ ...route, coordinates: north(by) })
    const streets = [0, 0.01].map((by, place) => ({
      id: uuidv7(),
      code: `S${place}`,
      name,
      streetClass: 'local' as const,
      line: { type: 'LineString' as const, coordinates: north(by) },
    }))
    await storeStreets(db(), streets, pack)
    const apart = { period: { start: '2027-06-10', end: '2027-06-29' } }
    // a pair of each street in turn; only the northern street has one that blocks
    for (const [
      by,
      more,
    ] of [[0, {}], [0.02, {}], [0.02, {}], [0, apart], [0.01, {}], [0.01, {}], [0.01, apart]] as const) // biome-ignore format: one line
      expect((await send('POST', '/api/works', { ...works, ...more, route: along(by) })).statusCode).toBe(201)
    const rowsOf = async (query: string) => {
      const { items } = (await send('GET', `/api/conflicts?${query}`)).json()
      return items.map((one: { severity: string; overlap: object }) => {
        const [, lat = 0] = /,(24\.\d+)/.exec(JSON.stringify(one.overlap)) ?? []
        return `${one.severity} ${Number(lat).toFixed(2)}`
      })
    }
    expect(await rowsOf('sort=street')).toEqual([
      'blocking 24.71',
      'warning 24.71',
      'warning 24.71',
      'warning 24.70',
      'blocking 24.72',
    ])
    expect((await rowsOf('')).slice(0, 2)).toEqual(['blocking 24.71', 'blocking 24.72'].sort())
    expect((await send('GET', '/api/conflicts?sort=colour')).statusCode).toBe(400)
  })

  it.each(['severity', 'street'])(
    'leaves nothing out where what was read goes while the pages are turned, by %s',
    async (sort) => {
      const street = { id: uuidv7(), code: 'S1', name, streetClass: 'local' as const, line: route as never }
      await storeStreets(db(), [street], pack)
      const made: { id: string }[] = []
      for (let n = 0; n < 4; n++) made.push((await send('POST', '/api/works', works)).json())
      const list = async (more: string) => (await send('GET', `/api/conflicts?sort=${sort}&${more}`)).json()
      const all = (await list('')).items as { id: string }[]
      expect(all).toHaveLength(6)
      const first = await list('limit=3')
      // the works of the first pair goes, and with it three of the six
      const gone = first.items[0].worksA.id
      const left = all.filter(({ id }) => !id.includes(gone)).map(({ id }) => id)
      await db()('works').where({ id: gone }).update({ status: 'cancelled' })
      await db()('conflict').where({ works_a: gone }).orWhere({ works_b: gone }).delete()
      const seen = [...first.items]
      for (let cursor = first.nextCursor; cursor; ) {
        const next = await list(`limit=1&cursor=${cursor}`)
        seen.push(...next.items)
        cursor = next.nextCursor
      }
      const ids = seen.map(({ id }) => id)
      expect(new Set(ids).size).toBe(ids.length)
      expect(left.filter((id) => !ids.includes(id))).toEqual([])
      expect((await send('GET', `/api/conflicts?cursor=${Buffer.from('[3]').toString('base64url')}`)).statusCode).toBe(
        400,
      )
    },
  )

  it('filters by place, time, kind and severity', async () => {
    await send('POST', '/api/works', works)
    await send('POST', '/api/works', works)
    const total = async (query: string) => (await send('GET', `/api/conflicts?${query}`)).json().total
    for (const hit of [
      'bbox=46.69,24.69,46.71,24.71',
      'from=2027-01-29',
      'to=2027-01-10',
      'kind=clash,proximity',
      'severity=blocking',
    ])
      expect(await total(hit), hit).toBe(1)
    for (const miss of [
      'bbox=46.8,24.69,46.81,24.71',
      'from=2027-01-30',
      'to=2027-01-09',
      'kind=proximity',
      'severity=warning',
    ])
      expect(await total(miss), miss).toBe(0)
  })
})
