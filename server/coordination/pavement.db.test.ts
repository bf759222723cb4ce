import { uuidv7 } from 'uuidv7'
import { beforeEach, describe, expect, it } from 'vitest'
import { databaseForTests, pack } from '../../testing/database.ts'
import { addInspection } from '../../testing/handover.ts'
import { asking } from '../../testing/procedure.ts'
import { addOrganisation, now, type SignedIn, serviceOn, signedIn } from '../../testing/service.ts'
import { keeper } from '../cases/keeper.ts'
import { rows } from '../database/sql.ts'
import type { LineString } from '../geo/contract.ts'
import type { App } from '../http/app-types.ts'
import { type EntryOfBefore, storeBefore } from '../inspections/ledger/before.ts'
import { createProtectedSurface } from '../streets/protection.ts'
import type { Works } from '../works/contract.ts'
import { insertWorks } from '../works/store.ts'
import type { Assessment } from './contract.ts'

const db = databaseForTests()
let app: App
let power: SignedIn
let roads: string

const degree = 111_320 * Math.cos((24.7 * Math.PI) / 180)
/** A straight west–east line of so many metres, so many metres east of 46.7° E. */
const line = (metres: number, from = 0): LineString => ({
  type: 'LineString',
  coordinates: [
    [46.7 + from / degree, 24.7],
    [46.7 + (from + metres) / degree, 24.7],
  ],
})
const draft = { category: 'planned', route: line(100, 50), period: { start: '2027-01-10', end: '2027-01-29' } }

async function findings(more: object = {}): Promise<Assessment> {
  const answer = await app.inject({
    method: 'POST',
    url: '/api/assessments',
    headers: power.headers,
    payload: { ...draft, ...more },
  })
  expect(answer.statusCode, answer.body).toBe(200)
  return answer.json()
}
const kinds = ({ findings: found }: Assessment) => found.map(({ ruleId, severity }) => `${ruleId} ${severity}`).sort()

/** Road works that were done, and are closed by now; other works where it is said. */
async function resurfaced(end: string, more: Partial<Parameters<typeof insertWorks>[1][number]> = {}): Promise<string> {
  const id = uuidv7()
  const works = {
    id,
    agencyId: roads,
    externalReference: null,
    title: 'Resurfacing of Palm Street',
    description: null,
    contractorId: null,
    projectId: null,
    category: 'road_works' as const,
    utility: 'road' as const,
    method: 'surface' as const,
    trafficImpact: 'minor' as const,
    connections: null,
    trenchWidthMetres: 10,
    trenchDepthMetres: null,
    route: line(200),
    period: { start: '2025-01-01', end },
    actualPeriod: { start: '2025-01-02', end },
    status: 'closed' as const,
    ...more,
  }
  await insertWorks(db(), [works], { userId: null, at: now }, { pack, keeper, event: 'create' })
  return id
}

const before: EntryOfBefore = {
  id: uuidv7(),
  code: 'B-1',
  title: 'Water main of 2025',
  kind: 'cut',
  openedOn: '2025-05-01',
  closedOn: '2025-06-01',
  agencyId: null,
  utility: 'water',
  trenchWidthMetres: 1,
  trenchDepthMetres: 1.2,
  guaranteeUntil: '2027-05-31',
  guarantor: 'Dunes Contracting',
  layers: null,
  route: line(300),
}

beforeEach(async () => {
  app = await serviceOn(db())
  roads = await addOrganisation(db(), 'ROADS')
  power = await signedIn(app, db(), 'utility', await addOrganisation(db(), 'POWER'))
})

describe('the ledger of the pavement, against a draft', () => {
  it('holds it to a new surface: stopped at first, with care for some years, then free', async () => {
    const id = await resurfaced('2026-02-01')
    const held = await findings()
    expect(kinds(held)).toEqual(['resurfaced-hold blocking'])
    expect(held.findings[0]).toMatchObject({
      kind: 'protected_surface',
      other: { type: 'pavement', id, title: 'Resurfacing of Palm Street', agencyId: roads, version: 1 },
      clears: { laterDays: 203 },
    })
    expect(held.findings[0]?.overlapMetres).toBeCloseTo(100, 0)
    expect(held.findings[0]?.explanation).toContain('no digging until 2027-08-01')
    expect(held.clears.blocking.laterDays).toBe(203)
    const later = await findings({ period: { start: '2027-08-01', end: '2027-08-20' } })
    expect(kinds(later)).toEqual(['resurfaced warning'])
    expect(later.findings[0]?.explanation).toContain('until 2031-02-01')
    expect(kinds(await findings({ period: { start: '2031-02-02', end: '2031-02-20' } }))).toEqual([])
    expect(kinds(await findings({ route: line(100, 400) }))).toEqual([])
  })

  describe('where the office protects some of it by itself', () => {
    /** So much of the street, from so many metres east, so many metres to each side; until when it is held, and protected. */
    async function protect(metres: number, from: number, more: { beside?: number; until?: string } = {}) {
      const { coordinates } = line(metres, from)
      const [[west], [east]] = coordinates as [[number, number], [number, number]]
      const up = (more.beside ?? 11) / 111_000
      const [south, north] = [24.7 - up, 24.7 + up]
      const ring = [[west, south], [east, south], [east, north], [west, north], [west, south]] // biome-ignore format: one line
      const given = {
        area: { type: 'Polygon', coordinates: [ring] },
        name: { ar: 'شارع النخيل', en: 'Palm Street' },
        resurfacedOn: '2026-02-01',
        holdUntil: '2026-03-01',
        protectedUntil: more.until ?? '2026-12-31',
      }
      const made = await createProtectedSurface(db(), given, { pack })
      expect(made.problem).toBeUndefined()
    }
    beforeEach(() => resurfaced('2026-02-01'))

    it('says what the office says of all its ground', async () => {
      await protect(200, 0)
      expect(kinds(await findings())).toEqual([])
    })

    it('holds what is left of it, and tells only of that', async () => {
      await protect(30, 50)
      const held = await findings()
      expect(kinds(held)).toEqual(['resurfaced-hold blocking'])
      expect(held.findings[0]?.overlapMetres).toBeCloseTo(70, 0)
      expect(held.findings[0]?.overlapSquareMetres).toBeLessThan(4 * 75)
      expect(held.clears.blocking.laterDays).toBe(203)
    })

    it('is not let go by a protection that only borders on it, nor by one that has ended', async () => {
      await protect(100, 150)
      await protect(200, 0, { until: '2026-11-01' })
      const held = await findings()
      expect(kinds(held)).toEqual(['resurfaced-hold blocking'])
      expect(held.findings[0]?.overlapMetres).toBeCloseTo(100, 0)
    })

    it('holds no fringe that is only the space that road works took beside the surface', async () => {
      await protect(210, -5, { beside: 5 })
      expect(kinds(await findings({ trenchWidthMetres: 10 }))).toEqual([])
      const beyond = await findings({ trenchWidthMetres: 10, route: line(200, 50) })
      expect(kinds(beyond)).toEqual([])
    })

    it('holds a strip of any width between two that are protected', async () => {
      await protect(20, 40)
      await protect(20, 140)
      const narrow = { type: 'Polygon', coordinates: [[[46.7 + 45 / degree, 24.7], [46.7 + 155 / degree, 24.7], [46.7 + 155 / degree, 24.700005], [46.7 + 45 / degree, 24.700005], [46.7 + 45 / degree, 24.7]]] } // biome-ignore format: one line
      const held = await findings({ route: narrow })
      expect(kinds(held)).toEqual(['resurfaced-hold blocking'])
      expect(held.findings[0]?.overlapSquareMetres).toBeGreaterThan(35)
    })
  })

  it('holds it to ground that was dug before the register, and names the guarantor', async () => {
    await storeBefore(db(), [before], { pack, now })
    const found = await findings()
    expect(kinds(found)).toEqual(['guarantee-before warning'])
    expect(found.findings[0]).toMatchObject({
      kind: 'guarantee',
      other: { type: 'pavement', id: before.id, number: 'B-1', title: 'Water main of 2025' },
    })
    expect(found.findings[0]?.explanation).toContain('in the guarantee of Dunes Contracting until 2027-05-31')
    expect(kinds(await findings({ period: { start: '2027-06-01', end: '2027-06-20' } }))).toEqual([])
    const young = { ...before, id: uuidv7(), code: 'B-2', openedOn: '2026-11-01', closedOn: '2026-11-22' }
    await storeBefore(db(), [{ ...young, guaranteeUntil: null }], { pack, now })
    expect(kinds(await findings({ period: { start: '2026-11-28', end: '2026-12-20' } }))).toEqual([
      'guarantee-before warning',
      'moratorium-before blocking',
    ])
  })

  it('lets ground of road works that were cleared early rest as long as any other, also where the office protects it otherwise', async () => {
    await resurfaced('2026-11-22')
    const within = { period: { start: '2027-02-19', end: '2027-02-26' } }
    const held = await findings(within)
    expect(kinds(held)).toEqual(['moratorium-cleared blocking', 'resurfaced-hold blocking'])
    const rest = held.findings.find(({ kind }) => kind === 'moratorium')
    expect(rest?.explanation).toContain('is cleared. Rule: no digging there before 2027-02-20')
    expect(kinds(await findings({ period: { start: '2027-02-20', end: '2027-02-26' } }))).toEqual(['resurfaced-hold blocking']) // biome-ignore format: one line
  })

  it.each([
    ['a cut', { method: 'open_cut', trenchWidthMetres: 2 }],
    ['what was bored beneath the surface', { method: 'trenchless', trenchWidthMetres: 2 }],
  ] as const)(
    'lets ground of %s that was cleared within the days of its rest go on resting, and no longer',
    async (_what, how) => {
      const cleared = { ...how, category: 'planned', utility: 'water', title: 'Water main' } as const
      const id = await resurfaced('2026-11-22', cleared)
      const within = { period: { start: '2026-11-28', end: '2026-12-10' } }
      const held = await findings(within)
      expect(kinds(held)).toEqual(['moratorium-cleared blocking'])
      expect(held.findings[0]).toMatchObject({
        other: { type: 'pavement', id, agencyId: roads },
        clears: { laterDays: 1 },
      })
      expect(held.findings[0]?.explanation).toContain('“Water main”, which was closed on 2026-11-22 and is cleared')
      expect(held.clears.blocking.laterDays).toBe(1)
      expect(kinds(await findings({ period: { start: '2026-11-29', end: '2026-12-10' } }))).toEqual([])
      expect(kinds(await findings({ ...within, route: line(100, 400) }))).toEqual([])
      // what was not opened does not rest: its records tell of the first half
      await rows(
        db(),
        `update works set reinstated = ST_Multi(ST_Intersection(footprint, ST_MakeEnvelope(46, 24, cast(:half as float8), 25, 4326)))
       where id = :id`,
        { id, half: 46.7 + 100 / degree },
      )
      expect(kinds(await findings({ ...within, route: line(80, 110) }))).toEqual([])
      expect(kinds(await findings({ ...within, route: line(80, 10) }))).toEqual(['moratorium-cleared blocking'])
    },
  )

  it('is waived like any other finding, and judged again once the surface is another', async () => {
    const id = await resurfaced('2026-02-01')
    const office = await signedIn(app, db(), 'planner')
    const ask = asking(app)
    const applied = {
      ...{ title: 'Cable', utility: 'electricity', status: 'planned', category: 'planned' },
      ...{ route: line(100, 50), period: { start: '2027-01-10', end: '2027-01-29' } },
    }
    const works = await ask.ok<Works>(power, 'POST', '/api/works', applied)
    const standing = async () => {
      const { findings: found } = await ask.procedure(office, works.id)
      return found?.find(({ ruleId }) => ruleId === 'resurfaced-hold')
    }
    const held = await standing()
    expect(held).toMatchObject({ severity: 'blocking', standing: 'open', other: { type: 'pavement', id } })
    const other = { type: 'pavement', id, version: held?.other.version }
    const waiver = { version: 1, kind: 'protected_surface', ruleId: 'resurfaced-hold', other, reason: 'A burst main.' }
    await ask.ok(office, 'POST', `/api/works/${works.id}/waivers`, waiver)
    expect(await standing()).toMatchObject({ standing: 'waived' })
    await db()('works')
      .where({ id })
      .update({ actual_period: db().raw("daterange('2025-01-02', '2026-02-02')") })
    await keeper.keep(db(), [id], pack)
    expect(await standing()).toMatchObject({ standing: 'waived' })
    await db()('works')
      .where({ id })
      .update({ reinstated: db().raw('ST_Multi(ST_Buffer(footprint, -0.00001))') })
    await keeper.keep(db(), [id], pack)
    expect(await standing()).toMatchObject({ standing: 'judge_again' })
  })

  it.each([
    ['as it was', {}, 'waived'],
    ['not where the plan is another since', { period: { start: '2027-01-05', end: '2027-01-29' } }, 'judge_again'],
  ])('goes on being let pass once the works that it rests from is cleared: %s', async (_how, more, standing) => {
    const id = await resurfaced('2026-11-22', { status: 'in_guarantee' })
    const office = await signedIn(app, db(), 'planner')
    const ask = asking(app)
    const works = await ask.ok<Works>(power, 'POST', '/api/works', {
      ...{ title: 'Cable', utility: 'electricity', status: 'planned', category: 'planned' },
      ...{ route: line(100, 50), period: { start: '2027-01-10', end: '2027-01-29' } },
    })
    const resting = async () => {
      const { findings: found } = await ask.procedure(office, works.id)
      return found?.filter(({ kind }) => kind === 'moratorium').map(({ ruleId, standing, waiver }) => ({ ruleId, standing, reason: waiver?.reason })) // biome-ignore format: one line
    }
    const { version } = (await ask.procedure(office, works.id)).findings?.find(({ ruleId }) => ruleId === 'moratorium')?.other ?? {} // biome-ignore format: one line
    const other = { type: 'works', id, version }
    const waiver = { version: 1, kind: 'moratorium', ruleId: 'moratorium', other, reason: 'A burst main.' }
    await ask.ok(office, 'POST', `/api/works/${works.id}/waivers`, waiver)
    expect(await resting()).toEqual([{ ruleId: 'moratorium', standing: 'waived', reason: 'A burst main.' }])
    await ask.ok(power, 'PATCH', `/api/works/${works.id}`, { version: 2, ...more })
    await addInspection(db(), id, 'guarantee', 'passed', { userId: office.userId, agencyId: roads })
    await db()('clearance').insert({ works_id: id, number: 'C-1', issued_at: now, signed_as: 'Office', office_id: roads, seen_version: 1, ground_square_metres: 1, final_inspection: 'I-1', guarantee_inspection: 'I-2' }) // biome-ignore format: one line
    await db()('works').where({ id }).update({ status: 'closed' })
    await keeper.keep(db(), [id], pack)
    expect(await resting()).toEqual([{ ruleId: 'moratorium-cleared', standing, reason: 'A burst main.' }])
    expect(await db()('waiver').orderBy('carried').select('carried', 'rule_id')).toEqual([
      { carried: false, rule_id: 'moratorium' },
      { carried: true, rule_id: 'moratorium-cleared' },
    ])
  })
})
