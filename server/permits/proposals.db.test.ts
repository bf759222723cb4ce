import { beforeEach, describe, expect, it } from 'vitest'
import { databaseForTests, pack } from '../../testing/database.ts'
import { asking } from '../../testing/procedure.ts'
import { addOrganisation, now, rootOffice, type SignedIn, serviceOn, signedIn } from '../../testing/service.ts'
import type { Amendments } from '../works/amendments/contract.ts'
import type { Works, WorksHistory } from '../works/contract.ts'
import { verifyHistories } from '../works/verify.ts'
import type { ConsultationInbox, PublicPermit } from './contract.ts'
import { keeper } from './keeper.ts'
import type { ReviewQueue } from './queue/contract.ts'
import { tellResidents } from './resident-notices.ts'
import { verifyConsultations } from './verify.ts'
import { expirePermits } from './with-time.ts'

const db = databaseForTests()
let ask: ReturnType<typeof asking>
let [water, power, office] = [] as unknown as [SignedIn, SignedIn, SignedIn]
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
  power = await signedIn(app, db(), 'utility', await addOrganisation(db(), 'POWER'))
  office = await signedIn(app, db(), 'planner', await rootOffice(db()))
})

const route = { type: 'LineString', coordinates: [[46.7, 24.7], [46.702, 24.7]] } // biome-ignore format: one line
const elsewhere = { type: 'LineString', coordinates: [[46.75, 24.7], [46.752, 24.7]] } // biome-ignore format: one line
const period = { start: '2027-01-10', end: '2027-01-29' }
const longer = { start: '2027-01-10', end: '2027-02-05' }
const given = { title: 'Main renewal', category: 'planned', utility: 'water', status: 'planned', route, period }
const doing = () => ({ pack, keeper, now: time })
const record = (by: SignedIn, more: object = {}) => ask.ok<Works>(by, 'POST', '/api/works', { ...given, ...more })
const codes = (answer: { json: () => { reasons?: { code: string }[] } }) =>
  answer.json().reasons?.map(({ code }) => code)

async function amend(id: string, more: object) {
  const { version } = await ask.ok<Works>(water, 'GET', `/api/works/${id}`)
  return ask.send(water, 'POST', `/api/works/${id}/amendments`, { version, reason: 'Rock.', ...more })
}
async function decide(by: SignedIn, id: string, number: number, decision: string, more: object = {}) {
  const { version } = await ask.ok<Works>(by, 'GET', `/api/works/${id}`)
  return ask.send(by, 'POST', `/api/works/${id}/amendments/${number}/decision`, { decision, version, ...more })
}
async function accept(id: string, number: number, more: object = {}) {
  await ask.allPaid(office, id)
  return decide(office, id, number, 'accept', more)
}
const inbox = async () => (await ask.ok<ConsultationInbox>(power, 'GET', '/api/consultations')).open

async function permitted() {
  const { id } = await record(water)
  for (const [by, event] of [[water, 'submit'], [office, 'approve']] as const) // biome-ignore format: one line
    expect((await ask.event(by, id, event)).statusCode, event).toBe(200)
  await ask.paid(office, id)
  expect((await ask.event(office, id, 'grant')).statusCode).toBe(200)
  return id
}

describe('an amendment to a later end than the permit has', () => {
  it('is an extension: counted for each, and no more of them than may be', async () => {
    const id = await permitted()
    expect((await amend(id, { period: longer })).json()).toMatchObject({ cause: 'extension', extensionDays: 7 })
    expect((await accept(id, 1)).statusCode).toBe(200)
    expect((await ask.procedure(water, id)).permit).toMatchObject({ valid: longer, extensions: 1, extensionDays: 7 })
    await amend(id, { period: { ...longer, end: '2027-02-06' } })
    await accept(id, 2)
    expect(codes(await amend(id, { period: { ...longer, end: '2027-02-07' } }))).toEqual(['extended_often'])
    // an earlier end makes nothing longer
    expect((await amend(id, { period })).json()).toMatchObject({ cause: 'applicant', extensionDays: null })
    expect((await accept(id, 3)).statusCode).toBe(200)
    expect((await ask.procedure(water, id)).permit).toMatchObject({ valid: period, extensions: 2, extensionDays: 8 })
    expect((await verifyHistories(db())).illegal).toEqual([])
  })

  it('is asked for before the permit runs out; what was asked in time is not let run out meanwhile', async () => {
    const id = await permitted()
    await amend(id, { period: longer })
    await at('2027-01-31T05:00:00Z')
    expect(await expirePermits(db(), doing())).toBe(0)
    expect((await decide(water, id, 1, 'withdraw')).statusCode).toBe(200)
    expect(codes(await amend(id, { period: longer }))).toEqual(['permit_over'])
    expect(await expirePermits(db(), doing())).toBe(1)
  })

  it('is judged by the day on which it was asked for', async () => {
    const id = await permitted()
    await at('2027-01-29T05:00:00Z')
    expect((await amend(id, { period: { start: '2027-02-20', end: '2027-02-25' } })).statusCode).toBe(201)
    const { findings } = (await ask.procedure(office, id)).proposal as { findings: unknown[] }
    expect(findings).toEqual([])
    await at('2027-02-19T05:00:00Z')
    expect((await ask.procedure(office, id)).proposal?.findings).toEqual([])
    expect((await accept(id, 1)).statusCode).toBe(200)
  })

  it('is told to residents in the place of what they were told before', async () => {
    const id = await permitted()
    await at('2027-01-08T05:00:00Z')
    expect(await tellResidents(db(), doing())).toBe(1)
    await amend(id, { period: longer })
    await at('2027-01-09T05:00:00Z')
    await accept(id, 1)
    const { permit } = await ask.procedure(water, id)
    const { notice } = await ask.ok<PublicPermit>(null, 'GET', `/api/permits/${permit?.number}`)
    expect(notice).toMatchObject({ startsOn: '2027-01-10', writtenAt: '2027-01-09T05:00:00.000Z' })
    expect(notice?.text.en).toContain('2027-02-05')
    expect(await db()('resident_notice').where({ works_id: id })).toHaveLength(1)
    // of a start that is still far away time tells
    await amend(id, { period: { start: '2027-01-25', end: '2027-01-29' } })
    expect((await accept(id, 2)).statusCode).toBe(200)
    expect(await db()('resident_notice').where({ works_id: id })).toHaveLength(0)
  })
})

describe('what is proposed of a permit', () => {
  const waiting = async () =>
    (await ask.ok<ReviewQueue>(office, 'GET', '/api/reviews')).items.map(({ works, kind, receivedAt, dueAt }) => [
      works.id,
      kind,
      receivedAt,
      dueAt,
    ])

  it('waits in the queue of the office by the clock of an application, until it is decided on', async () => {
    const id = await permitted()
    expect(await waiting()).toEqual([])
    await amend(id, { period: longer })
    const review = { receivedAt: now.toISOString(), dueAt: '2026-11-29T13:30:00.000Z' }
    const [received, due] = Object.values(review)
    expect(await waiting()).toEqual([[id, 'extension', received, due]])
    expect((await ask.procedure(office, id)).review).toEqual(review)
    // also while its works is stopped
    for (const event of ['suspend', 'resume']) {
      expect((await ask.event(office, id, event, { reason: 'No barriers.' })).statusCode).toBe(200)
      expect(await waiting()).toEqual([[id, 'extension', received, due]])
    }
    await decide(water, id, 1, 'withdraw')
    expect(await waiting()).toEqual([])
    await amend(id, { period: { ...period, end: '2027-01-28' } })
    expect(await waiting()).toEqual([[id, 'amendment', received, due]])
    expect((await accept(id, 2)).statusCode).toBe(200)
    expect(await waiting()).toEqual([])
    expect((await ask.procedure(office, id)).review).toBeNull()
    await amend(id, { period })
    await decide(office, id, 3, 'decline', { reason: 'Shorter is enough.' })
    expect(await waiting()).toEqual([])
  })

  it('waits for nobody once its works is given up', async () => {
    const id = await permitted()
    await amend(id, { period: longer })
    expect((await ask.event(water, id, 'cancel')).statusCode).toBe(200)
    expect(await waiting()).toEqual([])
  })
})

describe('an amendment that moves the ground of a permit', () => {
  const near = () => record(power, { route: elsewhere, period: { start: '2027-06-01', end: '2027-06-20' } })

  it('is accepted once those whom the new ground concerns are heard', async () => {
    await near()
    const id = await permitted()
    expect(await inbox()).toBe(0)
    expect((await amend(id, { route: elsewhere })).json()).toMatchObject({ state: 'proposed', round: 2 })
    expect(await inbox()).toBe(1)
    const read = await ask.procedure(power, id)
    expect([read.may.answer, read.consulting]).toEqual([true, { round: 2, isRunning: true }])
    // whoever is asked reads what is proposed
    const { items } = await ask.ok<Amendments>(power, 'GET', `/api/works/${id}/amendments`)
    expect(items).toMatchObject([{ state: 'proposed', after: { route: elsewhere } }])
    expect(codes(await accept(id, 1))).toEqual(['answers_open'])
    const objection = { answer: 'object', reason: 'Our cables are there.', round: 2 }
    expect((await ask.answer(power, id, objection)).statusCode).toBe(200)
    expect(codes(await accept(id, 1))).toEqual(['objections_open'])
    const { version } = await ask.ok<Works>(office, 'GET', `/api/works/${id}`)
    const overruled = { reason: 'The cables lie deeper.', version }
    await ask.ok(office, 'POST', `/api/works/${id}/consultations/${power.agencyId}/overruling`, overruled)
    const code = async () => {
      const { permit } = await ask.procedure(water, id)
      return (await ask.ok<PublicPermit>(null, 'GET', `/api/permits/${permit?.number}`)).code
    }
    const before = await code()
    expect((await accept(id, 1)).json()).toMatchObject({ state: 'in_effect' })
    expect(await ask.ok(water, 'GET', `/api/works/${id}`)).toMatchObject({ route: elsewhere, status: 'permitted' })
    // its days are the same, and its print shows other ground
    expect(await code()).not.toBe(before)
    expect((await verifyHistories(db())).illegal).toEqual([])
  })

  it('is accepted over silence as over an approval: written down, whether or not the clock has come to it', async () => {
    await near()
    const id = await permitted()
    await at('2026-11-25T05:00:00Z')
    await amend(id, { route: elsewhere })
    await at('2027-01-05T05:00:00Z')
    expect((await accept(id, 1)).json()).toMatchObject({ state: 'in_effect' })
    const { consultations } = await ask.procedure(office, id)
    expect(consultations).toMatchObject([{ agencyId: power.agencyId, round: 2, answer: 'approve', isDeemed: true }])
    const { items } = await ask.ok<WorksHistory>(water, 'GET', `/api/works/${id}/history`)
    expect(items.map(({ event }) => event)).toContain('deem')
    expect((await verifyConsultations(db())).faults).toEqual([])
    expect((await verifyHistories(db())).illegal).toEqual([])
  })

  it('asks nobody any more once it is withdrawn, also where another proposal waits', async () => {
    await near()
    const id = await permitted()
    await amend(id, { route: elsewhere })
    await decide(water, id, 1, 'withdraw')
    expect(await inbox()).toBe(0)
    expect((await ask.procedure(power, id)).consulting).toEqual({ round: 2, isRunning: false })
    expect((await amend(id, { period: { ...period, end: '2027-01-28' } })).json()).toMatchObject({
      number: 2,
      round: null,
    })
    expect(await inbox()).toBe(0)
    expect(codes(await ask.answer(power, id, { answer: 'approve', round: 2 }))).toEqual(['not_asked_any_more'])
    expect((await accept(id, 2)).statusCode).toBe(200)
  })

  it('asks those who answer for traffic where it comes to hinder it much', async () => {
    const traffic = await addOrganisation(db(), 'TRAFFIC', 'authority')
    await db()('organisation').where({ id: traffic }).update({ asked_on_traffic: true })
    const id = await permitted()
    expect((await amend(id, { trafficImpact: 'major' })).json()).toMatchObject({ state: 'proposed', round: 2 })
    const { consultations } = await ask.procedure(office, id)
    expect(consultations).toMatchObject([{ agencyId: traffic, round: 2, grounds: ['traffic'], answer: null }])
    expect(codes(await accept(id, 1))).toEqual(['answers_open'])
  })

  it('of an emergency is refused where it is small no more', async () => {
    await at('2027-01-10T05:00:00Z')
    const spot = { type: 'LineString', coordinates: [[46.7, 24.7], [46.70005, 24.7]] } // biome-ignore format: one line
    const told = { description: 'A burst main.', trenchWidthMetres: 1, trenchDepthMetres: 2 }
    const { id } = await record(water, { category: 'emergency', route: spot, ...told })
    expect((await ask.event(water, id, 'notify', { ground: 'burst_main' })).statusCode).toBe(200)
    expect((await ask.event(water, id, 'file')).statusCode).toBe(200)
    await ask.paid(office, id)
    expect((await ask.event(office, id, 'grant')).statusCode).toBe(200)
    expect(codes(await amend(id, { route }))).toContain('not_small')
    expect((await amend(id, { trenchWidthMetres: 1.2 })).json()).toMatchObject({ state: 'proposed' })
    expect((await accept(id, 1)).statusCode).toBe(200)
  })
})

describe('what the office lets pass with an acceptance', () => {
  it('is named with its reason, and waived of the plan that is accepted', async () => {
    const id = await permitted()
    await amend(id, { period: longer })
    await record(power, { period: { start: '2027-02-01', end: '2027-02-20' }, title: 'Cable' })
    expect(codes(await accept(id, 1))).toEqual(['blocking_findings'])
    const [finding] = (await ask.procedure(office, id)).proposal?.findings ?? []
    const { kind, ruleId, other } = finding as NonNullable<typeof finding>
    const waiver = {
      kind,
      ruleId,
      other: { type: other.type, id: other.id, version: other.version },
      reason: 'They share the trench.',
    }
    const unseen = { ...waiver, other: { ...waiver.other, version: 9 } }
    expect(codes(await accept(id, 1, { waivers: [unseen] }))).toEqual(['other_moved_on'])
    expect(codes(await accept(id, 1, { waivers: [{ ...waiver, kind: 'proximity' }] }))).toEqual(['no_such_finding'])
    const declined = await decide(office, id, 1, 'decline', { reason: 'No.', waivers: [waiver] })
    expect(declined.json().errors).toMatchObject([{ path: 'waivers' }])
    expect((await accept(id, 1, { waivers: [waiver] })).json()).toMatchObject({ state: 'in_effect' })
    expect(await db()('conflict').select('state')).toEqual([{ state: 'waived' }])
    // what was waived once forbids no further request, and is judged again with it
    expect((await amend(id, { period: { ...longer, end: '2027-02-06' } })).statusCode).toBe(201)
    expect((await ask.procedure(office, id)).proposal?.findings).toMatchObject([{ standing: 'judge_again' }])
    expect(codes(await accept(id, 2))).toEqual(['blocking_findings'])
    expect((await accept(id, 2, { waivers: [waiver] })).statusCode).toBe(200)
    expect((await verifyHistories(db())).illegal).toEqual([])
  })
})
