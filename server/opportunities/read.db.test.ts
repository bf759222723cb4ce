import { text } from 'node:stream/consumers'
import { beforeEach, describe, expect, it } from 'vitest'
import { databaseForTests, pack } from '../../testing/database.ts'
import { now, serviceOn } from '../../testing/service.ts'
import type { Under } from '../access/under.ts'
import type { Db } from '../database/connect.ts'
import type { App } from '../http/app-types.ts'
import type { Opportunity } from './contract.ts'
import { sitesFile, sitesTable } from './files.ts'
import { type OpportunityFields, storeOpportunities } from './store.ts'

const db = databaseForTests()
let app: App

beforeEach(async () => {
  app = await serviceOn(db())
})

/** A site of so many degrees a side, so far east. */
function square(side: number, east = 46.7) {
  const [west, south] = [east, 24.7]
  return {
    type: 'Polygon' as const,
    coordinates: [
      [
        [west, south],
        [west + side, south],
        [west + side, south + side],
        [west, south + side],
        [west, south],
      ],
    ] as [number, number][][],
  }
}

async function addBoundary(connection: Db, region: string, boundary: ReturnType<typeof square>): Promise<void> {
  const { organisation_id: organisation } = await connection('municipality')
    .where({ is_root: true })
    .first('organisation_id')
  await connection.raw(
    `insert into municipality (id, organisation_id, region_id, code, name_ar, name_en, boundary)
     values (gen_random_uuid(), :organisation, :region, :region, :region, :region,
             ST_Multi(ST_SetSRID(ST_GeomFromGeoJSON(:boundary), 4326)))`,
    { organisation, region, boundary: JSON.stringify(boundary) },
  )
}

describe('GET /api/opportunities', () => {
  const site = (n: number, more: Partial<OpportunityFields> = {}): OpportunityFields => ({
    id: `0192b9f0-0000-7000-8000-00000000000${n}`,
    title: { ar: `موقع ${n}`, en: `Site ${n}` },
    activity: 'retail',
    boundary: square(0.001 * n, 46.7 + n / 10),
    termYears: 10,
    stage: 'open',
    model: 'income_share',
    minimumRiyals: null,
    landUse: null,
    questionsUntil: null,
    bidsUntil: null,
    ...more,
  })
  const sites = [site(1), site(2, { activity: 'health' }), site(3, { stage: 'awarded' }), site(4)]

  it('lists for everybody, the newest first, by box, activity, area and stage, page by page', async () => {
    const stored = await storeOpportunities(db(), sites, { pack, now })
    expect(new Map(stored.map(({ id, number }) => [id, number])).get(sites[3]?.id ?? '')).toBe('KSA-O-2026-0000004')
    const found = async (query: string) => {
      const answer = await app.inject({ method: 'GET', url: `/api/opportunities${query}` })
      expect(answer.statusCode, answer.body).toBe(200)
      return answer.json<{ items: Opportunity[]; nextCursor: string | null; total?: number }>()
    }
    const numbers = async (query: string) => (await found(query)).items.map(({ number }) => Number(number.slice(-7)))
    expect(await numbers('')).toEqual([4, 3, 2, 1])
    expect(await numbers('?activity=health,food')).toEqual([2])
    expect(await numbers('?stage=awarded')).toEqual([3])
    expect(await numbers('?minArea=20000&maxArea=150000')).toEqual([3, 2])
    expect(await numbers('?bbox=46.75,24.6,46.85,24.8')).toEqual([1])
    expect(await numbers('?bbox=-180,-90,180,90')).toEqual([4, 3, 2, 1])
    const first = await found('?limit=3')
    expect(first.total).toBe(4)
    expect(await numbers(`?limit=3&cursor=${first.nextCursor}`)).toEqual([1])
  })

  it('lists the newest first whatever their regions and years, and pages on from the last one seen', async () => {
    await addBoundary(db(), 'RUH', square(0.05, 46.95))
    const at = (n: number) => ({ pack, now: new Date(now.getTime() + n * 60_000) })
    // the third lies in a region whose name sorts after the root's
    await storeOpportunities(db(), [site(1)], at(1))
    await storeOpportunities(db(), [site(3)], at(2))
    await storeOpportunities(db(), [site(2), site(4)], at(3))
    const page = async (cursor: string): Promise<{ items: Opportunity[]; nextCursor: string | null }> =>
      (await app.inject({ url: `/api/opportunities?limit=1${cursor}` })).json()
    const seen: string[] = []
    for (let cursor: string | null = ''; cursor !== null; ) {
      const { items, nextCursor } = await page(cursor)
      seen.push(...items.map(({ title, number }) => `${title.en} ${number.slice(0, 3)}`))
      cursor = nextCursor && `&cursor=${nextCursor}`
    }
    expect(seen).toEqual(['Site 4 KSA', 'Site 2 KSA', 'Site 3 RUH', 'Site 1 KSA'])
  })

  it('writes all of a filter into a file, with their boundaries or as a table', async () => {
    await storeOpportunities(db(), sites, { pack, now })
    const file = async (path: string) => {
      const answer = await app.inject({ url: path })
      expect(answer.statusCode, answer.body).toBe(200)
      return answer
    }
    const features = (await file('/api/opportunities.geojson?stage=open')).json().features
    expect(features.map(({ properties }: { properties: { number: string } }) => properties.number.slice(-1))).toEqual(['4', '2', '1']) // biome-ignore format: one line
    expect(features[1]).toMatchObject({ id: sites[1]?.id, geometry: { type: 'Polygon' } })
    const table = (await file('/api/opportunities.csv?activity=health&lang=en')).body.replace('\uFEFF', '').trim()
    const [head, line, ...more] = table.split('\r\n')
    expect(head).toMatch(/^Site,Name,Municipality,Activity,Stage,Model,Area in square metres,/)
    expect(line).toMatch(
      /^KSA-O-2026-0000002,Site 2,[^,]+,Health,Open for bids,Share of income,[\d.]+,10,,,,,46\.9[\d.]*,24\.7[\d.]*$/,
    )
    expect(more).toEqual([])
    expect((await file('/api/opportunities.csv')).body).toContain('صحة')
    for (const kind of ['csv', 'geojson'])
      expect((await app.inject({ url: `/api/opportunities.${kind}?minArea=5&maxArea=4` })).statusCode).toBe(400)
  })

  it('writes a file longer than a page whole', async () => {
    await storeOpportunities(db(), sites, { pack, now })
    const under: Under = async (_actor, work) => work(db())
    expect((await text(await sitesTable(under, {}, null, 'en', 1))).trim().split('\r\n')).toHaveLength(5)
    expect(JSON.parse(await text(await sitesFile(under, {}, null, 1))).features).toHaveLength(4)
  })

  it.each([
    'bbox=1',
    'activity=mining',
    'stage=sold',
    'minArea=-1',
    'minArea=5&maxArea=4',
    'limit=501',
    'cursor=x',
    `cursor=${Buffer.from('["a\\u0000"]').toString('base64url')}`,
    `cursor=${Buffer.from('["x","y"]').toString('base64url')}`,
    `cursor=${Buffer.from('["KSA-O-2026-0000001"]').toString('base64url')}`,
    'from=2026-01-01',
  ])('refuses %s', async (query) => {
    const answer = await app.inject({ method: 'GET', url: `/api/opportunities?${query}` })
    expect(answer.statusCode, answer.body).toBe(400)
    expect(answer.json().errors).toHaveLength(1)
  })

  it('answers 404 for a number that nobody has and 400 for what is none', async () => {
    expect((await app.inject({ method: 'GET', url: '/api/opportunities/KSA-O-2026-0000009' })).statusCode).toBe(404)
    expect((await app.inject({ method: 'GET', url: '/api/opportunities/x' })).statusCode).toBe(400)
  })
})
