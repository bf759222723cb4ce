import { beforeEach, describe, expect, it } from 'vitest'
import { addPermit, addWorks } from '../../testing/applications.ts'
import { databaseForTests, pack } from '../../testing/database.ts'
import { addReinstatement } from '../../testing/handover.ts'
import { asking } from '../../testing/procedure.ts'
import { addOrganisation, now, rootOffice, type SignedIn, serviceOn, signedIn } from '../../testing/service.ts'
import type { Works, WorksHistory } from '../works/contract.ts'
import { verifyHistories } from '../works/verify.ts'
import type { PublicPermit } from './contract.ts'
import { keeper } from './keeper.ts'
import { countOne, countOverruns } from './overruns.ts'
import { tellResidents } from './resident-notices.ts'
import { expirePermits } from './with-time.ts'

const db = databaseForTests()
let ask: ReturnType<typeof asking>
let [water, office] = [] as unknown as [SignedIn, SignedIn]
let time = now

const at = async (instant: string) => {
  time = new Date(instant)
  await db()('session').update({ created_at: time, seen_at: time })
}

beforeEach(async () => {
  time = now
  const app = await serviceOn(db(), { clock: () => time })
  ask = asking(app)
  water = await signedIn(app, db(), 'utility', await addOrganisation(db(), 'WATER'))
  office = await signedIn(app, db(), 'planner', await rootOffice(db()))
})

const route = { type: 'LineString', coordinates: [[46.7, 24.7], [46.702, 24.7]] } // biome-ignore format: one line
const period = { start: '2027-01-10', end: '2027-01-29' }
const given = { title: 'Main renewal', category: 'planned', utility: 'water', status: 'planned', route, period }
const doing = () => ({ pack, keeper, now: time })

async function permitted() {
  const { id } = await ask.ok<Works>(water, 'POST', '/api/works', given)
  for (const [by, event] of [[water, 'submit'], [office, 'approve']] as const) // biome-ignore format: one line
    expect((await ask.event(by, id, event)).statusCode, event).toBe(200)
  await ask.paid(office, id)
  expect((await ask.event(office, id, 'grant')).statusCode).toBe(200)
  return id
}
async function dug() {
  const id = await permitted()
  await at('2027-01-10T05:00:00Z')
  await ask.event(water, id, 'start')
  return id
}
const overrunAt = async (id: string) => (await ask.procedure(water, id)).overrun
const { first, later } = pack.overrun.perDay.unknown
const riyals = (days: number) => Math.min(days, pack.overrun.firstDays) * first + Math.max(0, days - pack.overrun.firstDays) * later // biome-ignore format: one line

describe('days past a permit', () => {
  it('are counted once each, after a stop too, until the ground is closed', async () => {
    const id = await dug()
    await at('2027-01-29T20:00:00Z')
    expect(await countOverruns(db(), doing())).toBe(0)
    await at('2027-01-30T05:00:00Z')
    expect(await countOverruns(db(), doing())).toBe(1)
    expect(await countOverruns(db(), doing())).toBe(0)
    expect(await overrunAt(id)).toEqual({ since: '2027-01-30', days: 1, charge: riyals(1), currency: 'SAR', isRunning: true }) // biome-ignore format: one line
    await at('2027-02-03T05:00:00Z')
    expect(await countOverruns(db(), doing())).toBe(1)
    expect(await overrunAt(id)).toMatchObject({ days: 5, charge: riyals(5) })
    await addReinstatement(db(), id)
    expect((await ask.event(water, id, 'reinstate')).statusCode).toBe(200)
    await at('2027-02-10T05:00:00Z')
    expect(await countOverruns(db(), doing())).toBe(0)
    expect(await overrunAt(id)).toMatchObject({ days: 5, isRunning: false })
    const { items } = await ask.ok<WorksHistory>(water, 'GET', `/api/works/${id}/history`)
    expect(items.filter(({ event }) => event === 'overrun')).toMatchObject([{ by: null, after: { since: '2027-01-30' } }]) // biome-ignore format: one line
    expect((await verifyHistories(db())).illegal).toEqual([])
  })

  it('begin once in the history, whichever server found them first', async () => {
    const id = await dug()
    await at('2027-01-31T05:00:00Z')
    const found = { id, road_class: null, category: 'planned' as const, first_day: '2027-01-30', counted_to: '2027-01-31', days: 2 } // biome-ignore format: one line
    await countOne(db(), found, doing())
    // found by another before the first had counted it
    await countOne(db(), found, doing())
    const { items } = await ask.ok<WorksHistory>(water, 'GET', `/api/works/${id}/history`)
    expect(items.filter(({ event }) => event === 'overrun')).toHaveLength(1)
  })

  it('of an emergency that never had a permit are counted from the end of its own days', async () => {
    const spot = { type: 'LineString', coordinates: [[46.7, 24.7], [46.70008, 24.7]] } // biome-ignore format: one line
    const burst = { ...given, category: 'emergency', route: spot, period: { start: '2026-11-24', end: '2026-11-26' } }
    const { id } = await ask.ok<Works>(water, 'POST', '/api/works', burst)
    expect((await ask.event(water, id, 'notify', { ground: 'burst_main' })).statusCode).toBe(200)
    await at('2026-11-26T20:00:00Z')
    expect(await countOverruns(db(), doing())).toBe(0)
    await at('2026-11-29T05:00:00Z')
    expect(await countOverruns(db(), doing())).toBe(1)
    const charge = riyals(3) * pack.overrun.factor.emergency
    expect(await overrunAt(id)).toMatchObject({ since: '2026-11-27', days: 3, charge, isRunning: true })
  })

  it('of ground that was opened once all its days were over are counted from the day it was opened', async () => {
    const id = await dug()
    const [days, dugFrom] = ['[2027-01-10,2027-01-12)', '[2027-01-20,)']
    await db()('permit').where({ works_id: id }).update({ valid: days })
    await db()('works').where({ id }).update({ period: days, actual_period: dugFrom })
    await at('2027-01-21T05:00:00Z')
    await countOverruns(db(), doing())
    expect(await overrunAt(id)).toMatchObject({ since: '2027-01-20', days: 2, charge: riyals(2) })
  })

  it('do not count while the office has stopped the works, nor up to the day of a reinstatement that came between', async () => {
    const id = await dug()
    await at('2027-01-31T05:00:00Z')
    await ask.event(office, id, 'suspend', { reason: 'No barriers.' })
    await at('2027-02-03T05:00:00Z')
    await ask.event(office, id, 'resume')
    await at('2027-02-04T05:00:00Z')
    await addReinstatement(db(), id)
    await ask.event(water, id, 'reinstate')
    await at('2027-02-20T05:00:00Z')
    expect(await countOverruns(db(), doing())).toBe(1)
    // 30 January, and 3 and 4 February
    expect(await overrunAt(id)).toMatchObject({ days: 3, charge: riyals(3) })
  })

  it('are told once they begin, also where the office had stopped the works until then', async () => {
    const id = await dug()
    await at('2027-01-28T05:00:00Z')
    await ask.event(office, id, 'suspend', { reason: 'No barriers.' })
    await at('2027-02-01T05:00:00Z')
    expect(await countOverruns(db(), doing())).toBe(1)
    expect(await overrunAt(id)).toBeNull()
    await at('2027-02-02T05:00:00Z')
    expect((await ask.event(office, id, 'resume')).statusCode).toBe(200)
    for (const day of ['2027-02-03', '2027-02-04']) {
      await at(`${day}T05:00:00Z`)
      await countOverruns(db(), doing())
    }
    expect(await overrunAt(id)).toMatchObject({ days: 3 })
    const { items } = await ask.ok<WorksHistory>(water, 'GET', `/api/works/${id}/history`)
    expect(items.filter(({ event }) => event === 'overrun')).toHaveLength(1)
  })

  it('are counted from the end of an extension that the office accepts once that end has passed too', async () => {
    const id = await dug()
    await at('2027-01-29T05:00:00Z')
    const { version } = await ask.ok<Works>(water, 'GET', `/api/works/${id}`)
    await ask.ok(water, 'POST', `/api/works/${id}/extensions`, { version, reason: 'Rock.', days: 3 })
    await ask.allPaid(office, id)
    await at('2027-02-03T05:00:00Z')
    await countOverruns(db(), doing())
    expect(await overrunAt(id)).toMatchObject({ since: '2027-01-30', days: 5 })
    const seen = await ask.ok<Works>(office, 'GET', `/api/works/${id}`)
    const decision = { decision: 'accept', version: seen.version }
    await ask.ok(office, 'POST', `/api/works/${id}/amendments/1/decision`, decision)
    expect((await ask.procedure(water, id)).permit).toMatchObject({ valid: { end: '2027-02-01' }, extensions: 1 })
    await countOverruns(db(), doing())
    expect(await overrunAt(id)).toMatchObject({ since: '2027-02-02', days: 2, charge: riyals(2) })
    expect((await verifyHistories(db())).illegal).toEqual([])
  })

  it('fall away where an extension that was asked for in time covers them', async () => {
    const id = await dug()
    const { version } = await ask.ok<Works>(water, 'GET', `/api/works/${id}`)
    await ask.ok(water, 'POST', `/api/works/${id}/extensions`, { version, reason: 'Rock.', days: 7 })
    await at('2027-01-31T05:00:00Z')
    await countOverruns(db(), doing())
    expect(await overrunAt(id)).toMatchObject({ days: 2 })
    await ask.allPaid(office, id)
    const seen = await ask.ok<Works>(office, 'GET', `/api/works/${id}`)
    const decision = { decision: 'accept', version: seen.version }
    await ask.ok(office, 'POST', `/api/works/${id}/amendments/1/decision`, decision)
    expect(await overrunAt(id)).toBeNull()
    expect(await countOverruns(db(), doing())).toBe(0)
  })
})

describe('the notice to residents', () => {
  it('is written once, two days before the start, for anybody to read in both languages', async () => {
    const id = await permitted()
    const { permit } = await ask.procedure(water, id)
    const read = () => ask.ok<PublicPermit>(null, 'GET', `/api/permits/${permit?.number}`)
    await at('2027-01-07T20:00:00Z')
    expect(await tellResidents(db(), doing())).toBe(0)
    expect((await read()).notice).toBeNull()
    await at('2027-01-07T21:00:00Z')
    expect(await tellResidents(db(), doing())).toBe(1)
    expect(await tellResidents(db(), doing())).toBe(0)
    const { notice } = await read()
    expect(notice).toMatchObject({ startsOn: '2027-01-10', writtenAt: '2027-01-07T21:00:00.000Z', area: { type: 'Polygon' } }) // biome-ignore format: one line
    expect(notice?.text.en).toContain('2027-01-10')
    expect(notice?.text.ar).toContain('WATER')
  })

  it('comes late after a stop, rather than never', async () => {
    await permitted()
    await at('2027-01-12T05:00:00Z')
    expect(await tellResidents(db(), doing())).toBe(1)
  })
})

describe('a works that nothing can be done to', () => {
  it('is told of and left out, and stops no other', async () => {
    const line = (west: number) => ({ type: 'LineString' as const, coordinates: [[west, 24.7], [west + 0.001, 24.7]] as [number, number][] }) // biome-ignore format: one line
    const ids: string[] = []
    for (const west of [46.5, 46.6, 46.8]) ids.push(await addWorks(db(), water.agencyId as string, line(west), 'permitted')) // biome-ignore format: one line
    for (const id of ids) await addPermit(db(), id)
    const [, poisoned] = ids
    await at('2027-03-01T05:00:00Z')
    const failures: string[] = []
    const failing = {
      keep: async (...given: Parameters<typeof keeper.keep>) => {
        if (given[1].includes(poisoned as string)) throw new Error('cannot be kept')
        return keeper.keep(...given)
      },
    }
    const onFailure = (_error: unknown, id: string) => void failures.push(id)
    expect(await expirePermits(db(), { pack, keeper: failing, now: time, onFailure })).toBe(2)
    expect(failures).toEqual([poisoned])
    const left = await db()('works').whereIn('id', ids).where({ status: 'permitted' }).select('id')
    expect(left).toEqual([{ id: poisoned }])
  })
})

describe('what the public sees of a works', () => {
  it('is not until when an office should have decided', async () => {
    const id = await permitted()
    expect(await ask.ok(null, 'GET', `/api/works/${id}`)).toMatchObject({ submittedAt: null, reviewDueAt: null })
    expect((await ask.ok<Works>(water, 'GET', `/api/works/${id}`)).submittedAt).toBe(now.toISOString())
  })
})
