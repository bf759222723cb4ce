import { beforeEach, describe, expect, it } from 'vitest'
import { databaseForTests } from '../../testing/database.ts'
import { addOrganisation, now, refusals, type SignedIn, serviceOn, signedIn } from '../../testing/service.ts'
import type { App } from '../http/app-types.ts'
import type { Opportunity } from './contract.ts'

const db = databaseForTests()
let app: App
let office: SignedIn

beforeEach(async () => {
  app = await serviceOn(db())
  office = await signedIn(app, db(), 'planner')
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

const kiosk = {
  title: { ar: 'كُشك الواحة', en: 'Oasis kiosk' },
  activity: 'food',
  boundary: square(0.001),
  termYears: 5,
  model: 'annual_rent',
}

function write(method: 'POST' | 'PATCH', url: string, payload: object, headers = office.headers) {
  return app.inject({ method, url, headers, payload })
}

async function created(more: object = {}): Promise<Opportunity> {
  const answer = await write('POST', '/api/opportunities', { ...kiosk, ...more })
  expect(answer.statusCode, answer.body).toBe(201)
  return answer.json()
}

async function addBoundary(region: string, code: string, boundary: ReturnType<typeof square>): Promise<void> {
  const { organisation_id: organisation } = await db()('municipality').where({ is_root: true }).first('organisation_id')
  await db().raw(
    `insert into municipality (id, organisation_id, region_id, code, name_ar, name_en, boundary)
     values (gen_random_uuid(), :organisation, :region, :code, :code, :code,
             ST_Multi(ST_SetSRID(ST_GeomFromGeoJSON(:boundary), 4326)))`,
    { organisation, region, code, boundary: JSON.stringify(boundary) },
  )
}

const allowed = ['planner', 'admin'] as const

describe('POST /api/opportunities', () => {
  it('answers 401 to visitors and 403 to all but the office', async () => {
    const { visitor, others } = await refusals(app, db(), { method: 'POST', url: '/api/opportunities', allowed })
    expect(visitor).toBe(401)
    expect(new Set(others)).toEqual(new Set([403]))
  })

  it('records a site with its number, geodesic area and municipality', async () => {
    const site = await created({
      minimumRiyals: 60_000,
      landUse: 'commercial',
      questionsUntil: '2026-12-10',
      bidsUntil: '2026-12-20',
    })
    const root = await db()('municipality').where({ is_root: true }).first('id')
    expect(site).toMatchObject({
      number: 'KSA-O-2026-0000001',
      title: kiosk.title,
      stage: 'planned',
      municipalityId: root.id,
      minimumRiyals: 60_000,
      landUse: 'commercial',
      questionsUntil: '2026-12-10',
      bidsUntil: '2026-12-20',
      boundary: kiosk.boundary,
      version: 1,
      createdAt: now.toISOString(),
    })
    // a thousandth of a degree: 101.2 m by 110.8 m there
    expect(site.areaSquareMetres).toBeGreaterThan(11_150)
    expect(site.areaSquareMetres).toBeLessThan(11_250)
    expect((await created()).number).toBe('KSA-O-2026-0000002')
    const read = await app.inject({ method: 'GET', url: `/api/opportunities/${site.number}` })
    expect(read.json()).toEqual({ ...site, mayChange: false })
  })

  it('belongs to the municipality that holds most of it', async () => {
    await addBoundary('RUH', 'WEST', square(0.1, 46.6006))
    await addBoundary('RUH', 'EAST', square(0.1, 46.7006))
    const site = await created()
    const west = await db()('municipality').where({ code: 'WEST' }).first('id')
    expect([site.number, site.municipalityId]).toEqual(['RUH-O-2026-0000001', west.id])
  })

  it("counts in the year of the city's day", async () => {
    // 22:00 in UTC is the next day, and the next year, in Riyadh
    app = await serviceOn(db(), { clock: () => new Date('2026-12-31T22:00:00Z') })
    office = await signedIn(app, db(), 'planner')
    expect((await created()).number).toBe('KSA-O-2027-0000001')
  })
})

describe('POST /api/opportunities refuses', () => {
  it.each([
    [
      'a line',
      {
        boundary: {
          type: 'LineString',
          coordinates: [
            [46.7, 24.7],
            [46.71, 24.7],
          ],
        },
      },
      422,
      'boundary/type',
    ],
    ['a site outside the kingdom', { boundary: square(0.001, 2.3) }, 422, 'boundary/coordinates/0/0'],
    [
      'a site that crosses itself',
      {
        boundary: {
          type: 'Polygon',
          coordinates: [
            [
              [46.7, 24.7],
              [46.71, 24.71],
              [46.71, 24.7],
              [46.7, 24.71],
              [46.7, 24.7],
            ],
          ],
        },
      },
      422,
      'boundary/coordinates',
    ],
    ['an activity that is none', { activity: 'mining' }, 400, 'activity'],
    ['a term without years', { termYears: 0 }, 400, 'termYears'],
    ['less than nothing', { minimumRiyals: -1 }, 400, 'minimumRiyals'],
    ['an unknown member', { price: 1 }, 400, 'price'],
    ['a title that no database holds', { title: { ar: 'a\u0000', en: 'a' } }, 400, 'title/ar'],
    ['half a letter', { title: { ar: 'a', en: 'a\ud800' } }, 400, 'title/en'],
    ['a day that is none', { bidsUntil: '2026-02-30' }, 400, 'bidsUntil'],
    ['a day before all time', { questionsUntil: '0000-01-01' }, 400, 'questionsUntil'],
    ['bids before questions', { questionsUntil: '2026-12-20', bidsUntil: '2026-12-10' }, 400, 'bidsUntil'],
  ])('%s in both languages, and stores nothing', async (_name, wrong, status, path) => {
    const english = await write('POST', '/api/opportunities', { ...kiosk, ...wrong })
    expect(english.statusCode, english.body).toBe(status)
    expect(english.json().errors[0].path).toBe(path)
    const arabic = await write(
      'POST',
      '/api/opportunities',
      { ...kiosk, ...wrong },
      { ...office.headers, 'accept-language': 'ar' },
    )
    expect(arabic.json().errors[0].message).toMatch(/[\u0600-\u06ff]/)
    expect(await db()('opportunity').first('id')).toBeUndefined()
  })

  it('an id that is in use', async () => {
    const { id } = await created()
    const again = await write('POST', '/api/opportunities', { ...kiosk, id })
    expect([again.statusCode, again.json().errors[0].path]).toEqual([409, 'id'])
  })
})

describe('PATCH /api/opportunities/:number', () => {
  const url = '/api/opportunities/KSA-O-2026-0000001'

  it('answers 401 to visitors and 403 to all but the office', async () => {
    const { visitor, others } = await refusals(app, db(), { method: 'PATCH', url, allowed })
    expect(visitor).toBe(401)
    expect(new Set(others)).toEqual(new Set([403]))
  })

  it('is offered to the office of its ground and to nobody else', async () => {
    const { number } = await created()
    const utility = await signedIn(app, db(), 'utility', await addOrganisation(db(), 'WATER'))
    for (const [headers, mayChange] of [
      [office.headers, true],
      [utility.headers, false],
      [{}, false],
    ] as const)
      expect((await app.inject({ url: `/api/opportunities/${number}`, headers })).json()).toMatchObject({ mayChange })
  })

  it('changes what is named, and measures a new boundary', async () => {
    const old = await created()
    const answer = await write('PATCH', url, {
      version: 1,
      stage: 'open',
      bidsUntil: '2027-01-10',
      boundary: square(0.002),
    })
    expect(answer.statusCode, answer.body).toBe(200)
    const changed: Opportunity = answer.json()
    expect(changed).toMatchObject({
      number: old.number,
      title: old.title,
      stage: 'open',
      bidsUntil: '2027-01-10',
      version: 2,
    })
    expect(changed.areaSquareMetres / old.areaSquareMetres).toBeCloseTo(4, 2)
    const cleared = await write('PATCH', url, { version: 2, bidsUntil: null })
    expect(cleared.json()).toMatchObject({ bidsUntil: null, version: 3, areaSquareMetres: changed.areaSquareMetres })
  })

  it('moves a site across the border of a region, and keeps its number', async () => {
    await addBoundary('RUH', 'WEST', square(0.05, 46.69))
    await addBoundary('MED', 'EAST', square(0.05, 46.79))
    const { number } = await created()
    expect(number).toBe('RUH-O-2026-0000001')
    const moved = await write('PATCH', `/api/opportunities/${number}`, { version: 1, boundary: square(0.001, 46.8) })
    const east = await db()('municipality').where({ code: 'EAST' }).first('id')
    expect(moved.json()).toMatchObject({ number, municipalityId: east.id })
    expect(await db()('opportunity').first('region_id')).toEqual({ region_id: 'MED' })
  })

  it('refuses an older version, naming the one that stands', async () => {
    await created()
    await write('PATCH', url, { version: 1, termYears: 6 })
    const late = await write('PATCH', url, { version: 1, termYears: 7 })
    expect([late.statusCode, late.json()]).toMatchObject([409, { type: '/problems/version', currentVersion: 2 }])
  })

  it('refuses a stage that does not follow, deadlines out of order, a bad boundary, no version, and a site that is not there', async () => {
    expect((await write('PATCH', url, { version: 1 })).statusCode).toBe(404)
    await created({ questionsUntil: '2026-12-20' })
    const leap = await write('PATCH', url, { version: 1, stage: 'operating' })
    expect([leap.statusCode, leap.json().reasons[0].code]).toEqual([409, 'stage_out_of_order'])
    expect((await write('PATCH', url, { version: 1, bidsUntil: '2026-12-10' })).statusCode).toBe(400)
    expect(
      (await write('PATCH', url, { version: 1, boundary: { type: 'Point', coordinates: [46.7, 24.7] } })).statusCode,
    ).toBe(422)
    expect((await write('PATCH', url, { termYears: 7 })).json().errors[0].path).toBe('version')
    expect((await write('PATCH', '/api/opportunities/7', { version: 1 })).statusCode).toBe(400)
    expect((await app.inject({ method: 'GET', url })).json().version).toBe(1)
  })
})
