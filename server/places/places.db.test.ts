import { uuidv7 } from 'uuidv7'
import { beforeEach, describe, expect, it } from 'vitest'
import { databaseForTests } from '../../testing/database.ts'
import { serviceOn } from '../../testing/service.ts'
import { rows } from '../database/sql.ts'
import type { Polygon } from '../geo/contract.ts'
import type { App } from '../http/app-types.ts'
import type { Place } from './contract.ts'
import { type NewPlace, storePlaces } from './store.ts'

const db = databaseForTests()
let app: App

/** A square of some hundred metres. */
function square(lng: number, lat: number): Polygon {
  const side = 0.001
  return {
    type: 'Polygon',
    coordinates: [[[lng, lat], [lng + side, lat], [lng + side, lat + side], [lng, lat + side], [lng, lat]]],
  } // biome-ignore format: one line
}

const made = (kind: NewPlace['kind'], nameAr: string | null, nameEn: string | null, lng = 46.7): NewPlace => ({
  id: uuidv7(),
  kind,
  nameAr,
  nameEn,
  geometry: square(lng, 24.7),
})

beforeEach(async () => {
  app = await serviceOn(db())
  await db()('place').delete()
  await storePlaces(db(), [
    made('district', 'حي الروضة', 'Al-Rawdah District'),
    made('mosque', 'مسجد الروضة', 'Al-Rawdah Mosque', 46.8),
    made('hospital', 'مُستشفى الأمل', 'Hope Hospital'),
    made('park', 'حديقة 100%', null),
    made('building', 'مبنى الروضة', 'Rawdah Building'),
    made('parcel', null, null),
  ])
})

async function found(search: string): Promise<Place[]> {
  const answer = await app.inject(`/api/places?${search}`)
  expect(answer.statusCode, answer.body).toBe(200)
  return answer.json<{ items: Place[] }>().items
}
const namesOf = async (q: string) => (await found(`q=${encodeURIComponent(q)}`)).map(({ name }) => name.en)

describe('GET /api/places', () => {
  it('is open to visitors, and knows its members and their limits', async () => {
    expect((await app.inject('/api/places')).statusCode).toBe(200)
    for (const search of ['q=', `q=${'x'.repeat(101)}`, 'limit=0', 'bbox=1,2', 'cursor=nothing', 'colour=red']) {
      const answer = await app.inject(`/api/places?${search}`)
      expect([search, answer.statusCode]).toEqual([search, 400])
      expect(answer.headers['content-type']).toContain('application/problem+json')
    }
  })

  it.each([
    ['الروضه', ['Al-Rawdah District', 'Al-Rawdah Mosque']],
    ['rawdah', ['Al-Rawdah District', 'Al-Rawdah Mosque']],
    ['مستشفي الامل', ['Hope Hospital']],
    ['100%', ['حديقة 100%']],
    ['%', ['حديقة 100%']],
    ['_', []],
  ])('finds %s in either language, as it is spelled or not', async (text, expected) => {
    expect(await namesOf(text)).toEqual(expected)
  })

  it('says where a place is, on it', async () => {
    const [hospital] = await found('q=hope')
    expect(hospital).toMatchObject({ kind: 'hospital', name: { ar: 'مُستشفى الأمل', en: 'Hope Hospital' } })
    const [lng = 0, lat = 0] = hospital?.centre ?? []
    expect([lng > 46.7 && lng < 46.701, lat > 24.7 && lat < 24.701]).toEqual([true, true])
  })

  it('looks in a box', async () => {
    const inBox = await found('bbox=46.79,24.6,46.9,24.8')
    expect(inBox.map(({ name }) => name.en)).toEqual(['Al-Rawdah Mosque'])
  })

  it('goes on where the page before ended', async () => {
    const all = (await found('')).map(({ id }) => id)
    expect(all).toHaveLength(4)
    const seen: string[] = []
    let cursor = ''
    do {
      const page = (await app.inject(`/api/places?limit=1${cursor && `&cursor=${cursor}`}`)).json()
      seen.push(...page.items.map(({ id }: Place) => id))
      cursor = page.nextCursor ?? ''
    } while (cursor)
    expect(seen).toEqual(all)
  })

  it('goes by the index of names, and past parcels and buildings', async () => {
    await rows(db(), 'set local enable_seqscan = off')
    const plan = await rows<Record<string, string>>(
      db(),
      `explain select id from place where name_ar is not null and kind not in ('parcel', 'building')
         and folded(name_ar) like folded('%x%') order by name_ar, id limit 9`,
    )
    expect(plan.map((row) => row['QUERY PLAN']).join('\n')).toMatch(/Index (Only )?Scan using place_name/)
  })
})
