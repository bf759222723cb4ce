import { uuidv7 } from 'uuidv7'
import { beforeEach, describe, expect, it } from 'vitest'
import { addConsultation, addPermit, addWorks } from '../../testing/applications.ts'
import { databaseForTests } from '../../testing/database.ts'
import { asking } from '../../testing/procedure.ts'
import {
  addOrganisation,
  now,
  refusals,
  rootOffice,
  type SignedIn,
  serviceOn,
  signedIn,
} from '../../testing/service.ts'
import { permissions } from '../access/permissions.ts'
import type { FigureKey, Figures } from './contract.ts'

const db = databaseForTests()
let ask: ReturnType<typeof asking>
let [water, power, office] = [] as unknown as [SignedIn, SignedIn, SignedIn]

beforeEach(async () => {
  const app = await serviceOn(db())
  ask = asking(app)
  water = await signedIn(app, db(), 'utility', await addOrganisation(db(), 'WATER'))
  power = await signedIn(app, db(), 'utility', await addOrganisation(db(), 'POWER'))
  office = await signedIn(app, db(), 'planner', await rootOffice(db()))
})

const line = (lat: number) => ({ type: 'LineString' as const, coordinates: [[46.7, lat], [46.71, lat]] as [number, number][] }) // biome-ignore format: one line
const figures = (by: FigureKey, year = 2026, who = office) =>
  ask.ok<Figures>(who, 'GET', `/api/figures?year=${year}&by=${by}`)
const hoursOn = (hours: number) => new Date(now.getTime() + hours * 3_600_000)

/** An answer so many hours after it was asked for; by silence where nobody gave it. */
async function answered(lat: number, hours: number, deemed = false) {
  const id = await addWorks(db(), water.agencyId as string, line(lat), 'in_coordination')
  const asked = await addConsultation(db(), id, power.agencyId as string)
  await db()('consultation')
    .where({ id: asked })
    .update({ answer: 'approve', answered_at: hoursOn(hours), deemed })
}

it('GET /api/figures answers 401 and 403', async () => {
  const url = '/api/figures?year=2026&by=month'
  const found = await refusals(ask.app, db(), { method: 'GET', url, allowed: permissions['works.read'] })
  expect(found.visitor).toBe(401)
  expect(new Set(found.others)).toEqual(new Set([403]))
})

describe('the figures of a year', () => {
  it('are permits and their length, in the year of the city’s clock', async () => {
    const one = await addWorks(db(), water.agencyId as string, line(24.7), 'planned')
    await addPermit(db(), one)
    const two = await addWorks(db(), power.agencyId as string, line(24.8), 'planned')
    await addPermit(db(), two)
    // 22:30 of the last day in Greenwich is the first day of the next year in Riyadh
    await db()('permit').where({ works_id: two }).update({ issued_at: '2026-12-31T22:30:00Z', issued_on: '2027-01-01' })
    const { total, items } = await figures('month')
    // a month without anything is told as that
    const quiet = Array.from({ length: 10 }, (_, at) => [`2026-${String(at + 1).padStart(2, '0')}`, 0])
    expect(items.map(({ key, permits }) => [key, permits])).toEqual([...quiet, ['2026-11', 1]])
    expect(total.permits).toBe(1)
    expect(total.metres).toBeGreaterThan(1000)
    const next = await figures('agency', 2027)
    expect(next.items.map(({ key, permits }) => [key, permits])).toEqual([[power.agencyId, 1]])
  })

  it('are of every month of a past year, and of this one until today', async () => {
    const [one, two] = [
      await addWorks(db(), water.agencyId as string, line(24.7), 'planned'),
      await addWorks(db(), power.agencyId as string, line(24.8), 'planned'),
    ]
    for (const [id, on] of [
      [one, '2025-03-02'],
      [two, '2026-02-03'],
    ] as const) {
      await addPermit(db(), id)
      await db()('permit')
        .where({ works_id: id })
        .update({ issued_at: `${on}T09:00:00Z`, issued_on: on })
    }
    const months = async (year: number) => (await figures('month', year)).items.map(({ key }) => key)
    const past = await months(2025)
    expect([past.length, past.at(-1)]).toEqual([12, '2025-12'])
    expect((await months(2026)).at(-1)).toBe('2026-11')
    expect(await months(2024)).toEqual([])
  })

  it('tell answers of those who were asked: median and nine in ten of what somebody gave, and the share of silence', async () => {
    for (const [at, hours] of [2, 4, 10].entries()) await answered(24.7 + at / 100, hours)
    await answered(24.8, 24, true)
    const told = { answers: 4, deemed: 1, medianHours: 4, p90Hours: 8.8 }
    expect((await figures('agency')).items.find(({ key }) => key === power.agencyId)).toMatchObject(told)
    expect((await figures('month')).total).toMatchObject(told)
  })

  it('tell what was settled with a reason, and what stands open each once', async () => {
    const [one, two] = [
      await addWorks(db(), water.agencyId as string, line(24.7), 'planned'),
      await addWorks(db(), power.agencyId as string, line(24.7), 'planned'),
    ]
    expect((await figures('agency')).total).toMatchObject({ open: 1, settled: 0 })
    await db()('waiver').insert({
      id: one,
      works_id: one,
      kind: 'clash',
      rule_id: 'clash',
      other_type: 'works',
      other_id: two,
      application: 'x',
      reason: 'As agreed.',
      at: now,
    })
    await db()('conflict').update({ state: 'waived' })
    const { total, items } = await figures('agency')
    expect(total).toMatchObject({ open: 0, settled: 1 })
    expect(items.find(({ key }) => key === water.agencyId)).toMatchObject({ settled: 1, permits: 0, medianHours: null })
    expect((await figures('month')).total).toMatchObject({ open: null, settled: 1 })
  })

  it('tell what sharing a trench saves, from the day on which the days are common', async () => {
    const lead = await addWorks(db(), water.agencyId as string, line(24.7), 'planned')
    const member = await addWorks(db(), power.agencyId as string, line(24.7), 'planned')
    const group = { id: lead, lead_id: lead, municipality_ids: [], currency: 'SAR', linked_at: now }
    await db()('works_group').insert(group)
    const common = { group_id: lead, cause_kind: 'case', cause_id: lead, linked_at: now }
    await db()('works_group_member').insert({ ...common, works_id: lead, agency_id: water.agencyId })
    await db()('works_group_member').insert({
      ...{
        ...common,
        works_id: member,
        agency_id: power.agencyId,
        along_id: lead,
        shared_metres: 120.4,
        street_days: 9,
      },
      ...{ metres_amount: 54_000, street_days_amount: 4500.5, mobilisation_amount: 15_000, counted_from: now },
    })
    const saved = { savedDays: 9, savedMetres: 120, savedMoney: 73_500.5 }
    const byMonth = await figures('month')
    expect(byMonth.items.at(-1)).toMatchObject({ key: '2026-11', ...saved })
    expect(byMonth.total).toMatchObject(saved)
    const byAgency = await figures('agency')
    expect(byAgency.items.find(({ key }) => key === power.agencyId)).toMatchObject(saved)
    expect((await figures('municipality')).total).toMatchObject(saved)
    const realised = { realisedDays: 9, realisedMetres: 120, realisedMoney: 73_500.5 }
    const nothing = {
      savedDays: 0,
      savedMetres: 0,
      savedMoney: 0,
      realisedDays: 0,
      realisedMetres: 0,
      realisedMoney: 0,
    }
    expect(byMonth.total).toMatchObject({ ...nothing, ...saved })
    // in another currency it is of other rules
    await db()('works_group').update({ currency: 'EUR' })
    expect((await figures('month')).total).toMatchObject(nothing)
    await db()('works_group').update({ currency: 'SAR' })
    const dug = { status: 'in_guarantee', actual_period: '[2026-09-01,2026-10-11)' }
    await db()('works').whereIn('id', [lead, member]).update(dug)
    const closed = await figures('month')
    expect(closed.items.find(({ key }) => key === '2026-10')).toMatchObject({ ...nothing, ...realised })
    expect(closed.total).toMatchObject({ ...nothing, ...realised })
    expect((await figures('agency')).items.find(({ key }) => key === power.agencyId)).toMatchObject(realised)
    expect((await figures('municipality', 2027)).total).toMatchObject(nothing)
    await db()('works').whereIn('id', [lead, member]).update({ status: 'planned', actual_period: null })
    await db()('works_group_member').where({ works_id: member }).update({ counted_from: null })
    expect((await figures('month')).total).toMatchObject(nothing)
  })

  it('tell cases that were opened, and those that ended by agreement or decision, once for each who has works in them', async () => {
    const works = [
      await addWorks(db(), water.agencyId as string, line(24.7), 'planned'),
      await addWorks(db(), power.agencyId as string, line(24.7), 'planned'),
    ]
    const common = { region_id: 'KSA', municipality_ids: [], cause_works_id: works[0], waits_for: [], last_due_at: now }
    const lastYear = '2025-06-01T09:00:00Z'
    for (const [at, more] of [
      { state: 'escalated', opened_at: now },
      { state: 'settled', opened_at: lastYear, ended_at: now, ended_by: 'agreed' },
      { state: 'settled', opened_at: now, ended_at: now, ended_by: 'decided' },
      // it was not settled: it went away
      { state: 'closed', opened_at: now, ended_at: now, ended_by: 'cleared' },
    ].entries()) {
      const id = uuidv7()
      await db()('coordination_case').insert({ id, number: `KSA-C-2026-000000${at + 1}`, ...common, ...more })
      await db()('case_works').insert(works.map((works_id) => ({ case_id: id, works_id })))
    }
    const told = { casesOpened: 3, casesSettled: 2 }
    const { total, items } = await figures('agency')
    expect(total).toMatchObject(told)
    for (const who of [water, power]) expect(items.find(({ key }) => key === who.agencyId)).toMatchObject(told)
    expect((await figures('month')).items.at(-1)).toMatchObject({ key: '2026-11', ...told })
    expect((await figures('municipality', 2025)).total).toMatchObject({ casesOpened: 1, casesSettled: 0 })
    // a case is shown to its parties; how many there were, to all
    const gas = await signedIn(ask.app, db(), 'utility', await addOrganisation(db(), 'GAS'))
    for (const by of ['month', 'agency', 'municipality'] as const)
      for (const who of [gas, water]) expect(await figures(by, 2026, who)).toEqual(await figures(by))
  })
})
