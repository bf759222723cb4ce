import { beforeEach, describe, expect, it } from 'vitest'
import { databaseForTests, pack } from '../../testing/database.ts'
import { aPhoto, formOf } from '../../testing/form.ts'
import { addOrganisation, now, type SignedIn, serviceOn, signedIn } from '../../testing/service.ts'
import type { App } from '../http/app-types.ts'
import type { Report, reportCategories } from './contract.ts'
import { storeReports } from './store.ts'

const db = databaseForTests()
let app: App

beforeEach(async () => {
  app = await serviceOn(db())
})

async function sent(): Promise<{ number: string; follow: string }> {
  const form = formOf({ lng: '46.7', lat: '24.7', category: 'potholes', note: 'At the corner', photo: aPhoto })
  const answer = await app.inject({ method: 'POST', url: '/api/reports', ...form })
  expect(answer.statusCode, answer.body).toBe(201)
  return answer.json()
}

async function read<T = Report>(url: string, who?: SignedIn): Promise<T> {
  const answer = await app.inject({ method: 'GET', url, headers: who?.headers ?? {} })
  expect(answer.statusCode, answer.body).toBe(200)
  return answer.json()
}

describe('what the public sees of a report', () => {
  it('is place, category, age, status and photo: neither note nor who deals with it, and never the secret', async () => {
    const { number, follow } = await sent()
    const shown = await read(`/api/reports/${number}`)
    expect(shown).toMatchObject({
      number,
      category: 'potholes',
      status: 'received',
      place: { type: 'Point', coordinates: [46.7, 24.7] },
      createdAt: now.toISOString(),
    })
    expect(shown).toMatchObject({ note: null, agencyId: null, works: null, photoId: expect.any(String) })
    const stranger = await signedIn(app, db(), 'utility', await addOrganisation(db(), 'POWER'))
    expect(await read(`/api/reports/${number}`, stranger)).toEqual(shown)
    const list = await app.inject({ method: 'GET', url: '/api/reports' })
    expect(list.json().items).toHaveLength(1)
    for (const text of [JSON.stringify(shown), list.body]) expect(text).not.toContain(follow)
    expect(list.body).not.toContain('corner')
  })

  it('is everything that is theirs for whoever has the secret', async () => {
    const { number, follow } = await sent()
    expect(await read(`/api/reports/follow/${follow}`)).toMatchObject({ number, note: 'At the corner' })
    const other = await app.inject({ method: 'GET', url: `/api/reports/follow/${'x'.repeat(43)}` })
    expect([other.statusCode, other.json().type]).toEqual([404, '/problems/not-found'])
    expect((await app.inject({ method: 'GET', url: '/api/reports/follow/short' })).statusCode).toBe(400)
  })

  it('is nothing for a number that nobody has, or that is none', async () => {
    expect((await app.inject({ method: 'GET', url: '/api/reports/KSA-R-2026-0000009' })).statusCode).toBe(404)
    expect((await app.inject({ method: 'GET', url: '/api/reports/anything' })).statusCode).toBe(400)
  })
})

describe('lists', () => {
  const at = (day: number, category: (typeof reportCategories)[number] = 'garbage', lng = 46.7) => ({
    id: `0192b9f0-0000-7000-8000-0000000000${String(day).padStart(2, '0')}`,
    category,
    point: { type: 'Point' as const, coordinates: [lng, 24.7] as [number, number] },
    note: null,
    status: 'received' as const,
    createdAt: `2026-11-${String(day).padStart(2, '0')}T22:30:00.000Z`,
  })

  it('are the newest first, by box, category, status and days of the city, page by page', async () => {
    await storeReports(db(), [at(1), at(2, 'graffiti'), at(3, 'garbage', 46.9), { ...at(4), status: 'solved' }], pack)
    const days = async (query: string) =>
      (await read<{ items: Report[] }>(`/api/reports${query}`)).items.map(({ createdAt }) =>
        Number(createdAt.slice(8, 10)),
      )
    expect(await days('')).toEqual([4, 3, 2, 1])
    expect(await days('?category=graffiti,potholes')).toEqual([2])
    expect(await days('?status=solved')).toEqual([4])
    expect(await days('?bbox=46.8,24.6,47,24.8')).toEqual([3])
    expect(await days('?bbox=-180,-90,180,90')).toEqual([4, 3, 2, 1])
    // 22:30 in UTC is the next day in Riyadh
    expect(await days('?from=2026-11-03&to=2026-11-04')).toEqual([3, 2])
    const first = await read<{ items: Report[]; nextCursor: string; total: number }>('/api/reports?limit=3')
    expect([first.items.length, first.total]).toEqual([3, 4])
    const rest = await read<{ items: Report[]; nextCursor: null; total?: number }>(
      `/api/reports?limit=3&cursor=${first.nextCursor}`,
    )
    expect([rest.items.length, rest.nextCursor, rest.total]).toEqual([1, null, undefined])
  })

  it.each([
    'bbox=5,5,1,1',
    'from=2026-11-05&to=2026-11-01',
    'from=0000-01-01',
    'category=noise',
    'status=open',
    'limit=0',
    'limit=501',
    'cursor=e30',
    `cursor=${Buffer.from('["x","y"]').toString('base64url')}`,
    'reporter=me',
  ])('refuse %s', async (query) => {
    const answer = await app.inject({ method: 'GET', url: `/api/reports?${query}` })
    expect(answer.statusCode, answer.body).toBe(400)
    expect(answer.json().errors).toHaveLength(1)
  })

  it('give the open reports of a category within fifty metres, the nearest first', async () => {
    const metre = 1 / 101_300
    await storeReports(
      db(),
      [
        at(1, 'garbage', 46.7 + 40 * metre),
        at(2, 'garbage', 46.7 + 10 * metre),
        at(3, 'garbage', 46.7 + 60 * metre),
        at(4, 'graffiti'),
        { ...at(5), status: 'solved' },
      ],
      pack,
    )
    const near = await read<{ withinMetres: number; items: { createdAt: string; distanceMetres: number }[] }>(
      '/api/reports/nearby?lng=46.7&lat=24.7&category=garbage',
    )
    expect(near.withinMetres).toBe(50)
    expect(near.items.map(({ createdAt }) => createdAt.slice(8, 10))).toEqual(['02', '01'])
    expect(near.items[0]?.distanceMetres).toBeCloseTo(10, 0)
    expect((await app.inject({ method: 'GET', url: '/api/reports/nearby?lng=46.7&lat=24.7' })).statusCode).toBe(400)
    expect(
      (await app.inject({ method: 'GET', url: '/api/reports/nearby?lng=46.7&lat=90&category=garbage' })).statusCode,
    ).toBe(200)
  })
})
