import { beforeEach, describe, expect, it } from 'vitest'
import { databaseForTests, pack } from '../../testing/database.ts'
import { addReinstatement } from '../../testing/handover.ts'
import { asking } from '../../testing/procedure.ts'
import {
  addMunicipality,
  addOrganisation,
  now,
  refusals,
  rootOffice,
  type SignedIn,
  serviceOn,
  signedIn,
} from '../../testing/service.ts'
import { permissions } from '../access/permissions.ts'
import { verifyAudit } from '../audit/verify.ts'
import { keeper } from '../coordination/register.ts'
import type { Violations } from '../inspections/violations/contract.ts'
import { fineLateFiling } from '../inspections/violations/with-time.ts'
import type { Works } from '../works/contract.ts'
import { verifyHistories } from '../works/verify.ts'
import type { ConsultationInbox, Procedure, PublicPermit } from './contract.ts'
import type { ReviewQueue } from './queue/contract.ts'
import { verifyConsultations } from './verify.ts'
import { deemSilence, expirePermits } from './with-time.ts'

const db = databaseForTests()
let ask: ReturnType<typeof asking>
let [water, power, traffic, office] = [] as unknown as [SignedIn, SignedIn, SignedIn, SignedIn]
let time = now

/** The service reads the hour where the test has set it; who is signed in stays so. */
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
  const trafficId = await addOrganisation(db(), 'TRAFFIC', 'authority')
  await db()('organisation').where({ id: trafficId }).update({ asked_on_traffic: true })
  traffic = await signedIn(app, db(), 'traffic', trafficId)
  office = await signedIn(app, db(), 'planner', await rootOffice(db()))
})

const route = { type: 'LineString', coordinates: [[46.7, 24.7], [46.702, 24.7]] } // biome-ignore format: one line
const period = { start: '2027-01-10', end: '2027-01-29' }
const given = {
  title: 'Main renewal',
  category: 'planned',
  utility: 'water',
  trafficImpact: 'major',
  status: 'planned',
  route,
  period,
}
const record = (by: SignedIn, more: object = {}) => ask.ok<Works>(by, 'POST', '/api/works', { ...given, ...more })
const doing = () => ({ pack, keeper, now: time })
const codes = (answer: { json: () => { reasons?: { code: string }[] } }) =>
  answer.json().reasons?.map(({ code }) => code)

/** Water's works beside one of power that is long after it: nothing blocks, and power is asked. */
async function beside() {
  const theirs = await record(power, { period: { start: '2027-06-01', end: '2027-06-20' }, title: 'Cable' })
  return { ours: await record(water), theirs }
}

/** Water's works over one of power on the same days: a clash. */
async function clashing() {
  const theirs = await record(power, { title: 'Cable' })
  return { ours: await record(water), theirs }
}

describe('the routes', () => {
  const id = '018f0000-0000-7000-8000-000000000001'
  const works = `/api/works/${id}`
  const asked = `${works}/consultations/${id}`
  it.each([
    ['POST', `${works}/events`, { event: 'plan', version: 1 }, 'works.events'],
    ['GET', `${works}/procedure`, {}, 'works.read'],
    ['POST', `${works}/waivers`, {}, 'works.decide'],
    ['POST', `${asked}/answer`, { answer: 'approve', round: 1 }, 'consultations.answer'],
    ['POST', `${asked}/extension`, { reason: 'Away.', round: 1 }, 'consultations.answer'],
    ['POST', `${asked}/overruling`, { reason: 'Deeper.', version: 1 }, 'works.decide'],
    ['GET', '/api/consultations', {}, 'consultations.answer'],
    ['POST', '/api/consultations/answers', { ids: [id], answer: 'approve' }, 'consultations.answer'],
    ['GET', '/api/reviews', {}, 'works.decide'],
  ] as const)('%s %s answers 401 and 403', async (method, url, payload, permission) => {
    const allowed = permissions[permission]
    const answered = await refusals(ask.app, db(), { method, url, payload, allowed })
    expect(answered.visitor).toBe(401)
    expect(answered.others.length).toBeGreaterThan(0)
    expect(new Set(answered.others)).toEqual(new Set([403]))
  })
})

describe('from plan to permit', () => {
  it('asks whom it touches, hears them, is approved, granted and dug', async () => {
    const { ours } = await beside()
    expect((await ask.event(water, ours.id, 'submit')).json()).toMatchObject({ status: 'in_coordination', rounds: 1 })
    let procedure = await ask.procedure(office, ours.id)
    expect(procedure.consultations.map(({ grounds, agencyId }) => [grounds, agencyId]).sort()).toEqual(
      [
        [['traffic'], traffic.agencyId],
        [['works_nearby'], power.agencyId],
      ].sort(),
    )
    // Tuesday 09:00 in Riyadh and 48 hours: Thursday at the cut-off
    expect(ask.consulted(procedure, power)).toMatchObject({ dueAt: '2026-11-26T13:30:00.000Z', answer: null })
    expect(procedure.review).toEqual({ receivedAt: now.toISOString(), dueAt: '2026-11-29T13:30:00.000Z' })
    expect(codes(await ask.event(office, ours.id, 'approve'))).toEqual(['answers_open'])

    const said = { answer: 'approve_with_conditions', conditions: 'Keep off our cable.' }
    expect((await ask.answer(power, ours.id, said)).json()).toMatchObject({ ...said, isDeemed: false })
    expect((await ask.answer(traffic, ours.id, { answer: 'approve' })).statusCode).toBe(200)
    procedure = await ask.procedure(office, ours.id)
    expect(procedure.events.find(({ event }) => event === 'approve')).toEqual({ event: 'approve', reasons: [] })
    expect((await ask.event(office, ours.id, 'approve')).json()).toMatchObject({ status: 'approved' })
    expect(codes(await ask.event(office, ours.id, 'grant'))).toEqual(['fee_open'])
    await ask.paid(office, ours.id)
    const conditions = [{ code: 'night_only' }, { text: 'Tell the school.' }]
    const granted = await ask.event(office, ours.id, 'grant', { conditions })
    expect(granted.json()).toMatchObject({ status: 'permitted', permitNumber: 'KSA-P-2026-0000001' })

    const open = await ask.ok<PublicPermit>(null, 'GET', '/api/permits/KSA-P-2026-0000001')
    expect(open).toMatchObject({ state: 'not_begun', permit: { valid: period, conditions }, works: { id: ours.id } })
    expect(codes(await ask.event(water, ours.id, 'start'))).toEqual(['permit_not_begun'])
    await at('2027-01-10T05:00:00Z')
    const place = [46.7, 24.7005]
    expect((await ask.event(water, ours.id, 'start', { place })).json()).toMatchObject({
      status: 'in_progress',
      actualPeriod: { start: '2027-01-10', end: null },
    })
    const { items } = await ask.ok<{ items: { event: string; after: object }[] }>(
      water,
      'GET',
      `/api/works/${ours.id}/history`,
    )
    expect(items.map(({ event }) => event)).toEqual([
      'start',
      'grant',
      'fee_paid',
      'approve',
      'answer',
      'answer',
      'submit',
      'create',
    ])
    expect(items[0]?.after).toMatchObject({ place, metresFromWorks: 53 })
    expect(await ask.ok(null, 'GET', '/api/permits/KSA-P-2026-0000001')).toMatchObject({ state: 'in_force' })
    await at('2027-01-20T05:00:00Z')
    expect(codes(await ask.event(water, ours.id, 'reinstate'))).toEqual(['record_missing'])
    await addReinstatement(db(), ours.id)
    expect((await ask.event(water, ours.id, 'reinstate')).json()).toMatchObject({
      status: 'reinstated',
      actualPeriod: { start: '2027-01-10', end: '2027-01-20' },
      guaranteeUntil: '2029-01-19',
    })
    expect(codes(await ask.event(office, ours.id, 'accept'))).toEqual(['not_inspected', 'not_passed'])
    expect(await verifyHistories(db())).toMatchObject({ illegal: [] })
    expect((await verifyAudit(db())).broken).toEqual([])
  })

  it('goes to the office at once where nobody is to be asked', async () => {
    const { id } = await record(water, { trafficImpact: 'minor' })
    expect((await ask.event(water, id, 'submit')).json()).toMatchObject({ status: 'submitted' })
    expect((await ask.event(office, id, 'approve')).json()).toMatchObject({ status: 'approved' })
  })

  it('comes back with a reason, and is heard anew when it is submitted again', async () => {
    const { ours } = await beside()
    await ask.event(water, ours.id, 'submit')
    await ask.answer(power, ours.id, { answer: 'object', reason: 'Too near.' })
    expect(codes(await ask.event(office, ours.id, 'return'))).toEqual(['reason_missing'])
    expect((await ask.event(office, ours.id, 'return', { reason: 'Move it.' })).json()).toMatchObject({
      status: 'returned',
    })
    const late = await ask.answer(traffic, ours.id, { answer: 'approve' })
    expect([late.statusCode, codes(late)]).toEqual([409, ['not_asked_any_more']])
    expect((await ask.event(water, ours.id, 'submit')).json()).toMatchObject({ status: 'in_coordination', rounds: 2 })
    const { consultations } = await ask.procedure(water, ours.id)
    expect(consultations.map(({ round, answer }) => [round, answer])).toEqual([[2, null], [2, null], [1, 'object'], [1, null]]) // biome-ignore format: one line
  })

  it('counts nothing of what was asked before, where the application that stands asks nobody', async () => {
    const { ours } = await beside()
    await ask.event(water, ours.id, 'submit')
    await ask.answer(power, ours.id, { answer: 'object', reason: 'Too near.' })
    await ask.event(office, ours.id, 'return', { reason: 'Move it.' })
    const { version } = await ask.ok<Works>(water, 'GET', `/api/works/${ours.id}`)
    const away = { type: 'LineString', coordinates: [[46.75, 24.75], [46.752, 24.75]] } // biome-ignore format: one line
    await ask.ok(water, 'PATCH', `/api/works/${ours.id}`, { route: away, trafficImpact: 'minor', version })
    await at('2026-11-24T07:00:00Z')
    expect((await ask.event(water, ours.id, 'submit')).json()).toMatchObject({ status: 'submitted', rounds: 2 })
    const { consultations, consulting } = await ask.procedure(office, ours.id)
    expect(consultations.map(({ round }) => round)).toEqual([1, 1])
    expect(consulting).toEqual({ round: 2, isRunning: true })
    expect((await ask.event(office, ours.id, 'approve')).json()).toMatchObject({ status: 'approved' })
    await ask.paid(office, ours.id)
    expect((await ask.event(office, ours.id, 'grant')).statusCode).toBe(200)
    expect((await verifyConsultations(db())).faults).toEqual([])
  })

  it('is refused too late, too long and as a future project', async () => {
    const soon = await record(water, { period: { start: '2026-11-25', end: '2026-12-01' } })
    expect(codes(await ask.event(water, soon.id, 'submit'))).toEqual(['limits_crossed'])
    const future = await record(water, { category: 'future_project' })
    expect(codes(await ask.event(water, future.id, 'submit'))).toEqual(['no_right_to_dig'])
    const { events } = await ask.procedure(water, future.id)
    expect(events).toMatchObject([
      { event: 'submit', reasons: [{ code: 'no_right_to_dig' }] },
      { event: 'cancel', reasons: [] },
    ])
  })

  it('is decided by nobody but the office, on the version that it saw', async () => {
    const { ours } = await beside()
    await ask.event(water, ours.id, 'submit')
    expect((await ask.event(water, ours.id, 'approve')).statusCode).toBe(403)
    expect((await ask.event(power, ours.id, 'cancel')).statusCode).toBe(403)
    const seen = (await ask.procedure(office, ours.id)).version
    await ask.answer(power, ours.id, { answer: 'object', reason: 'Not over our cable.' })
    const decision = { event: 'return', version: seen, reason: 'As agreed.' }
    const stale = await ask.send(office, 'POST', `/api/works/${ours.id}/events`, decision)
    expect(stale.json()).toMatchObject({ type: '/problems/version', currentVersion: seen + 1 })
  })
})

describe('a blocking finding', () => {
  async function heard() {
    const { ours, theirs } = await clashing()
    await ask.event(water, ours.id, 'submit')
    await ask.answer(power, ours.id, { answer: 'approve' })
    await ask.answer(traffic, ours.id, { answer: 'approve' })
    return { ours, theirs }
  }
  const versionOf = ({ findings }: Procedure, other: string) =>
    findings?.find((one) => one.other.id === other)?.other.version ?? null
  const waiver = (procedure: Procedure, other: string) => ({
    version: procedure.version,
    kind: 'clash',
    ruleId: 'clash',
    other: { type: 'works', id: other, version: versionOf(procedure, other) },
    reason: 'They share the trench on site.',
  })

  it('stands against approval until the office waives it, and again when the works changes', async () => {
    const { ours, theirs } = await heard()
    expect(codes(await ask.event(office, ours.id, 'approve'))).toEqual(['blocking_findings'])
    const before = await ask.procedure(office, ours.id)
    expect(before.findings).toMatchObject([{ kind: 'clash', standing: 'open', waiver: null }])
    const given = waiver(before, theirs.id)
    expect((await ask.send(water, 'POST', `/api/works/${ours.id}/waivers`, given)).statusCode).toBe(403)
    const waived = await ask.ok<Procedure>(office, 'POST', `/api/works/${ours.id}/waivers`, given)
    expect(waived.findings).toMatchObject([{ standing: 'waived', waiver: { reason: given.reason } }])
    expect((await ask.ok<{ items: unknown[] }>(office, 'GET', `/api/conflicts?works=${ours.id}`)).items).toMatchObject([
      { state: 'waived' },
    ])
    // the other works sees it too, and its change brings it back
    expect((await ask.procedure(power, theirs.id)).findings).toMatchObject([{ standing: 'waived' }])
    const moved = { period: { start: '2027-01-12', end: '2027-01-29' }, version: theirs.version }
    await ask.ok(power, 'PATCH', `/api/works/${theirs.id}`, moved)
    expect((await ask.procedure(office, ours.id)).findings).toMatchObject([{ standing: 'judge_again' }])
    expect(codes(await ask.event(office, ours.id, 'approve'))).toEqual(['blocking_findings'])
    const again = await ask.procedure(office, ours.id)
    await ask.ok(office, 'POST', `/api/works/${ours.id}/waivers`, waiver(again, theirs.id))
    expect((await ask.event(office, ours.id, 'approve')).json()).toMatchObject({ status: 'approved' })
    await ask.paid(office, ours.id)
    expect((await ask.event(office, ours.id, 'grant')).json()).toMatchObject({ status: 'permitted' })
    expect(await verifyHistories(db())).toMatchObject({ illegal: [] })
  })

  it('cannot be waived where there is none, nor twice', async () => {
    const { ours, theirs } = await heard()
    const wrong = {
      ...waiver(await ask.procedure(office, ours.id), theirs.id),
      kind: 'moratorium',
      ruleId: 'moratorium',
    }
    expect(codes(await ask.send(office, 'POST', `/api/works/${ours.id}/waivers`, wrong))).toEqual(['no_such_finding'])
    await ask.ok(
      office,
      'POST',
      `/api/works/${ours.id}/waivers`,
      waiver(await ask.procedure(office, ours.id), theirs.id),
    )
    const twice = waiver(await ask.procedure(office, ours.id), theirs.id)
    expect(codes(await ask.send(office, 'POST', `/api/works/${ours.id}/waivers`, twice))).toEqual(['no_such_finding'])
  })

  it('is refused by the database itself, and so is a permit that does not exist', async () => {
    const { ours } = await heard()
    const force = (trx: ReturnType<typeof db>) => trx('works').where({ id: ours.id }).update({ status: 'permitted' })
    const waive = (trx: ReturnType<typeof db>) => trx('conflict').where({ kind: 'clash' }).update({ state: 'waived' })
    await expect(db().transaction(waive)).rejects.toMatchObject({ constraint: 'conflict_waiver' })
    await expect(db().transaction(force)).rejects.toMatchObject({ constraint: 'works_permit' })
    const permit = {
      works_id: ours.id,
      number: 'FORGED',
      valid: '[2027-01-10,2027-01-30)',
      conditions: '[]',
      issued_at: now,
      seen_version: 1,
      findings_complete: true,
      blocking_open: 0,
    }
    await expect(
      db().transaction(async (trx) => {
        await trx('permit').insert(permit)
        await force(trx)
      }),
    ).rejects.toMatchObject({ constraint: 'works_unblocked' })
    for (const lie of [{ findings_complete: false }, { blocking_open: 1 }])
      await expect(db().transaction((trx) => trx('permit').insert({ ...permit, ...lie }))).rejects.toMatchObject({
        code: '23514',
      })
  })

  it('that is no other works: a protected surface is waived for what was applied for, and for nothing else', async () => {
    const area = { type: 'Polygon', coordinates: [[[46.6999, 24.6999], [46.7021, 24.6999], [46.7021, 24.7001], [46.6999, 24.7001], [46.6999, 24.6999]]] } // biome-ignore format: one line
    const names = { ar: 'شارع', en: 'Street' }
    const surface = await ask.ok<{ id: string }>(office, 'POST', '/api/protected-surfaces', {
      name: names,
      area,
      resurfacedOn: '2026-06-01',
    })
    const { id } = await record(water, { trafficImpact: 'minor' })
    expect((await ask.event(water, id, 'submit')).json()).toMatchObject({ status: 'in_coordination' })
    const before = await ask.procedure(office, id)
    const [finding] = before.findings ?? []
    expect(finding).toMatchObject({ kind: 'protected_surface', standing: 'open', other: { id: surface.id } })
    const other = { type: 'protected_surface', id: surface.id, version: finding?.other.version }
    const given = {
      version: before.version,
      kind: 'protected_surface',
      ruleId: finding?.ruleId,
      other,
      reason: 'A burst main.',
    }
    const after = await ask.ok<Procedure>(office, 'POST', `/api/works/${id}/waivers`, given)
    expect(after.findings).toMatchObject([{ standing: 'waived' }])
    await ask.event(office, id, 'return', { reason: 'Two more days.' })
    const { version } = await ask.ok<Works>(water, 'GET', `/api/works/${id}`)
    await ask.ok(water, 'PATCH', `/api/works/${id}`, { version, period: { start: '2027-01-10', end: '2027-01-31' } })
    expect((await ask.procedure(office, id)).findings).toMatchObject([{ standing: 'judge_again' }])
  })
})

describe('who decides', () => {
  const square = (west: number) => ({ type: 'Polygon', coordinates: [[[west, 24.6], [west + 0.1, 24.6], [west + 0.1, 24.8], [west, 24.8], [west, 24.6]]] }) // biome-ignore format: one line

  it('is the municipality that holds most of it; the other is asked', async () => {
    const [west, east] = [
      await addOrganisation(db(), 'WEST', 'municipality'),
      await addOrganisation(db(), 'EAST', 'municipality'),
    ]
    await addMunicipality(db(), 'W', west, square(46.6) as never)
    await addMunicipality(db(), 'E', east, square(46.7) as never)
    const planners = [
      await signedIn(ask.app, db(), 'planner', west),
      await signedIn(ask.app, db(), 'planner', east),
    ] as const
    const across = { type: 'LineString', coordinates: [[46.69, 24.7], [46.701, 24.7]] } // biome-ignore format: one line
    const { id } = await record(water, { trafficImpact: 'minor', route: across })
    await ask.event(water, id, 'submit')
    const { consultations } = await ask.procedure(planners[0], id)
    expect(consultations).toMatchObject([{ agencyId: east, grounds: ['municipality'] }])
    expect((await ask.event(planners[1], id, 'return', { reason: 'Not ours.' })).statusCode).toBe(403)
    expect((await ask.ok<ReviewQueue>(planners[1], 'GET', '/api/reviews')).items).toEqual([])
    const neighbours = async () => (await ask.ok<ReviewQueue>(planners[0], 'GET', '/api/reviews')).items[0]?.neighbours
    expect(await neighbours()).toEqual([{ agencyId: east, answer: null, isDeemed: false }])
    expect((await ask.answer(planners[1], id, { answer: 'approve' })).statusCode).toBe(200)
    expect(await neighbours()).toEqual([{ agencyId: east, answer: 'approve', isDeemed: false }])
    expect((await ask.event(planners[0], id, 'approve')).json()).toMatchObject({ status: 'approved' })
    // it reads on, and does nothing in the owner's place
    expect((await ask.procedure(planners[1], id)).events).toEqual([])
    expect((await ask.procedure(planners[1], id)).fees).toHaveLength(1)
    expect((await ask.event(planners[1], id, 'cancel', { reason: 'Not here.' })).statusCode).toBe(403)
    expect((await ask.event(planners[0], id, 'cancel', { reason: 'Given up.' })).json()).toMatchObject({
      status: 'cancelled',
    })
  })

  it('has silence written down that the clock has not come to, and nothing of what nobody was asked', async () => {
    const { ours } = await beside()
    await ask.event(water, ours.id, 'submit')
    await at('2026-11-26T13:30:20Z')
    expect((await ask.event(office, ours.id, 'approve')).json()).toMatchObject({ status: 'approved' })
    expect((await ask.procedure(office, ours.id)).consultations).toMatchObject([{ isDeemed: true }, { isDeemed: true }])
    expect(await verifyHistories(db())).toMatchObject({ illegal: [] })
    await db()('works').where({ id: ours.id }).update({ rounds: 0 })
    expect(codes(await ask.event(office, ours.id, 'grant'))).toContain('unknown_consultation')
  })
})

describe('answers', () => {
  it('are to what was read: another application is not answered unseen', async () => {
    const { ours } = await beside()
    await ask.event(water, ours.id, 'submit')
    const first = await ask.ok<ConsultationInbox>(power, 'GET', '/api/consultations')
    await ask.event(office, ours.id, 'return', { reason: 'Move it.' })
    await ask.event(water, ours.id, 'submit')
    expect(codes(await ask.answer(power, ours.id, { answer: 'approve', round: 1 }))).toEqual(['another_round'])
    const ids = first.items.map(({ consultation }) => consultation.id)
    const many = await ask.ok(power, 'POST', '/api/consultations/answers', { ids, answer: 'approve' })
    expect(many).toMatchObject({ taken: [], refused: [{ code: 'another_round' }] })
  })

  it('that never come where silence is none are gone on without by the office, with a reason', async () => {
    await db()('organisation').where({ id: power.agencyId }).update({ silence_approves: false })
    const { ours } = await beside()
    await ask.event(water, ours.id, 'submit')
    await ask.answer(traffic, ours.id, { answer: 'approve' })
    const url = `/api/works/${ours.id}/consultations/${power.agencyId}/overruling`
    const overruling = async () => ({ reason: 'Asked twice.', version: (await ask.procedure(office, ours.id)).version })
    expect(codes(await ask.send(office, 'POST', url, await overruling()))).toEqual(['no_objection'])
    await at('2026-12-01T06:00:00Z')
    expect(await ask.ok(power, 'GET', '/api/consultations')).toMatchObject({ open: 1 })
    await ask.ok(office, 'POST', url, await overruling())
    // nobody waits for it any more
    expect(await ask.ok(power, 'GET', '/api/consultations')).toMatchObject({ open: 0, items: [] })
    expect((await ask.procedure(power, ours.id)).may.answer).toBe(false)
    expect((await ask.event(office, ours.id, 'approve')).json()).toMatchObject({ status: 'approved' })
  })

  it('are given once, by whoever was asked, with what they need', async () => {
    const { ours } = await beside()
    await ask.event(water, ours.id, 'submit')
    const bare = await ask.answer(power, ours.id, { answer: 'object' })
    expect(bare.json()).toMatchObject({ status: 400, errors: [{ path: 'reason' }] })
    expect((await ask.answer(power, ours.id, { answer: 'approve_with_conditions' })).json()).toMatchObject({
      errors: [{ path: 'conditions' }],
    })
    expect((await ask.answer(water, ours.id, { answer: 'approve' })).statusCode).toBe(404)
    const foreign = `/api/works/${ours.id}/consultations/${traffic.agencyId}/answer`
    expect((await ask.send(power, 'POST', foreign, { answer: 'approve', round: 1 })).statusCode).toBe(403)
    await ask.answer(power, ours.id, { answer: 'object', reason: 'No.' })
    expect(codes(await ask.answer(power, ours.id, { answer: 'approve' }))).toEqual(['answered'])
  })

  it('may take longer once', async () => {
    const { ours } = await beside()
    await ask.event(water, ours.id, 'submit')
    const url = `/api/works/${ours.id}/consultations/${power.agencyId}/extension`
    const longer = await ask.ok(power, 'POST', url, { reason: 'Our engineer is on site.', round: 1 })
    expect(longer).toMatchObject({ isExtended: true, dueAt: '2026-11-29T13:30:00.000Z' })
    expect(codes(await ask.send(power, 'POST', url, { reason: 'Once more.', round: 1 }))).toEqual(['extended'])
  })

  it('may take longer only where that is asked for in time, also where silence is no approval', async () => {
    await db()('organisation').where({ id: power.agencyId }).update({ silence_approves: false })
    const { ours } = await beside()
    await ask.event(water, ours.id, 'submit')
    const url = `/api/works/${ours.id}/consultations/${power.agencyId}/extension`
    await at('2026-12-01T06:00:00Z')
    const late = await ask.send(power, 'POST', url, { reason: 'Our engineer is on site.', round: 1 })
    expect(codes(late)).toEqual(['deadline_past'])
    expect((await ask.answer(power, ours.id, { answer: 'approve' })).statusCode).toBe(200)
  })

  it('that object are overruled by the office, with a reason, before it approves', async () => {
    const { ours } = await beside()
    await ask.event(water, ours.id, 'submit')
    await ask.answer(traffic, ours.id, { answer: 'approve' })
    await ask.answer(power, ours.id, { answer: 'object', reason: 'Our cable.' })
    expect(codes(await ask.event(office, ours.id, 'approve'))).toEqual(['objections_open'])
    const url = `/api/works/${ours.id}/consultations/${power.agencyId}/overruling`
    const { version } = await ask.procedure(office, ours.id)
    expect((await ask.send(water, 'POST', url, { reason: 'Because.', version })).statusCode).toBe(403)
    const overruled = await ask.ok(office, 'POST', url, { reason: 'The cable lies deeper.', version })
    expect(overruled).toMatchObject({ answer: 'object', overruled: { reason: 'The cable lies deeper.' } })
    expect((await ask.event(office, ours.id, 'approve')).json()).toMatchObject({ status: 'approved' })
  })

  it('are asked for in one place, and several given at once', async () => {
    const [one, two] = [(await beside()).ours, await record(water, { title: 'Second' })]
    for (const { id } of [one, two]) await ask.event(water, id, 'submit')
    const inbox = await ask.ok<ConsultationInbox>(power, 'GET', '/api/consultations')
    expect(inbox).toMatchObject({ open: 2, nextCursor: null })
    expect(inbox.items.map(({ works }) => works.id).sort()).toEqual([one.id, two.id].sort())
    const page = await ask.ok<ConsultationInbox>(power, 'GET', '/api/consultations?limit=1')
    const rest = await ask.ok<ConsultationInbox>(power, 'GET', `/api/consultations?limit=1&cursor=${page.nextCursor}`)
    expect([...page.items, ...rest.items].map(({ works }) => works.id).sort()).toEqual([one.id, two.id].sort())
    const theirs = await ask.ok<ConsultationInbox>(traffic, 'GET', '/api/consultations')
    const ids = [...inbox.items, ...theirs.items.slice(0, 1)].map(({ consultation }) => consultation.id)
    const done = await ask.ok<{ taken: string[]; refused: { id: string }[] }>(
      power,
      'POST',
      '/api/consultations/answers',
      // as another system may write them
      { ids: ids.map((id) => id.toUpperCase()), answer: 'approve' },
    )
    expect(done.taken.sort()).toEqual(ids.slice(0, 2).sort())
    expect(done.refused).toMatchObject([{ id: ids[2] }])
    expect(await ask.ok(power, 'GET', '/api/consultations')).toMatchObject({ open: 0, items: [] })
    expect((await ask.ok<ConsultationInbox>(power, 'GET', '/api/consultations?state=answered')).items).toHaveLength(2)
  })
})

describe('the queue of the office', () => {
  it('holds what waits for it, the most pressing first, with what stands against it', async () => {
    const { ours } = await clashing()
    const quick = await record(power, { category: 'connection', route: { type: 'LineString', coordinates: [[46.8, 24.7], [46.802, 24.7]] } }) // biome-ignore format: one line
    await ask.event(water, ours.id, 'submit')
    await ask.event(power, quick.id, 'submit')
    const queue = await ask.ok<ReviewQueue>(office, 'GET', '/api/reviews')
    expect(queue).toMatchObject({
      total: 2,
      hasMore: false,
      items: [
        { works: { id: quick.id }, dueAt: '2026-11-25T13:30:00.000Z', answersOpen: 1, blocking: 0 },
        { works: { id: ours.id }, dueAt: '2026-11-29T13:30:00.000Z', answersOpen: 2, blocking: 1 },
      ],
    })
    const byStart = await ask.ok<ReviewQueue>(office, 'GET', '/api/reviews?sort=start&limit=1')
    const rest = await ask.ok<ReviewQueue>(
      office,
      'GET',
      `/api/reviews?sort=start&limit=1&cursor=${byStart.nextCursor}`,
    )
    expect([...byStart.items, ...rest.items]).toHaveLength(2)
    expect((await ask.send(water, 'GET', '/api/reviews')).statusCode).toBe(403)
  })
})

describe('what time does', () => {
  it('takes silence past the deadline for an approval, once, and writes that nobody said it', async () => {
    const { ours } = await beside()
    await ask.event(water, ours.id, 'submit')
    await at('2026-11-26T13:29:59Z')
    expect(await deemSilence(db(), doing())).toBe(0)
    await at('2026-11-26T13:30:00Z')
    // a decision does not wait for the clock to write it down
    expect((await ask.procedure(office, ours.id)).events.find(({ event }) => event === 'approve')).toMatchObject({
      reasons: [],
    })
    expect(codes(await ask.answer(power, ours.id, { answer: 'object', reason: 'Late.' }))).toEqual(['deadline_past'])
    expect(await deemSilence(db(), doing())).toBe(1)
    expect(await deemSilence(db(), doing())).toBe(0)
    const procedure = await ask.procedure(office, ours.id)
    expect(procedure.consultations).toMatchObject([
      { answer: 'approve', isDeemed: true, answeredBy: null, answeredAt: '2026-11-26T13:30:00.000Z' },
      { answer: 'approve', isDeemed: true },
    ])
    expect(procedure.version).toBe(3)
    expect(await verifyHistories(db())).toMatchObject({ illegal: [] })
  })

  it('waits for whoever has said that silence is no approval', async () => {
    await db()('organisation').where({ id: power.agencyId }).update({ silence_approves: false })
    const { ours } = await beside()
    await ask.event(water, ours.id, 'submit')
    await at('2026-12-20T06:00:00Z')
    expect(await deemSilence(db(), doing())).toBe(1)
    expect(codes(await ask.event(office, ours.id, 'approve'))).toEqual(['answers_open'])
    expect((await ask.answer(power, ours.id, { answer: 'approve' })).statusCode).toBe(200)
  })

  it('leaves alone what was asked of an application that is decided', async () => {
    const { ours } = await beside()
    await ask.event(water, ours.id, 'submit')
    await ask.event(water, ours.id, 'cancel')
    await at('2026-12-20T06:00:00Z')
    await deemSilence(db(), doing())
    expect((await ask.procedure(office, ours.id)).consultations.map(({ answer }) => answer)).toEqual([null, null])
  })

  it('lets a permit run out that nobody has used', async () => {
    const { id } = await record(water, { trafficImpact: 'minor' })
    for (const [by, event] of [
      [water, 'submit'],
      [office, 'approve'],
    ] as const)
      expect((await ask.event(by, id, event)).statusCode).toBe(200)
    await ask.paid(office, id)
    expect((await ask.event(office, id, 'grant')).statusCode).toBe(200)
    await at('2027-01-29T20:59:59Z')
    expect(await expirePermits(db(), doing())).toBe(0)
    await at('2027-01-29T21:00:00Z')
    expect(await expirePermits(db(), doing())).toBe(1)
    expect(await expirePermits(db(), doing())).toBe(0)
    expect((await ask.ok<Works>(water, 'GET', `/api/works/${id}`)).status).toBe('expired')
    expect(await ask.ok(null, 'GET', '/api/permits/KSA-P-2026-0000001')).toMatchObject({ state: 'void', works: null })
    expect(await verifyHistories(db())).toMatchObject({ illegal: [] })
  })
})

describe('an emergency', () => {
  const burst = {
    category: 'emergency',
    title: 'Burst main',
    trafficImpact: 'minor',
    route: { type: 'LineString', coordinates: [[46.7, 24.7], [46.70008, 24.7]] }, // biome-ignore format: one line
    period: { start: '2026-11-24', end: '2026-11-26' },
  }
  const lastEvents = async (id: string) =>
    (await ask.ok<{ items: { event: string }[] }>(water, 'GET', `/api/works/${id}/history`)).items.map(
      ({ event }) => event,
    )

  it('is dug at once after its notice, described, filed and given its permit', async () => {
    const { id } = await record(water, burst)
    const hurry = await ask.event(water, id, 'notify')
    expect(codes(hurry)).toEqual(['ground_missing'])
    const notified = await ask.event(water, id, 'notify', { ground: 'burst_main', place: [46.70004, 24.7] })
    expect(notified.json()).toMatchObject({
      status: 'in_progress',
      actualPeriod: { start: '2026-11-24', end: null },
      emergencyGround: 'burst_main',
    })
    expect((await ask.procedure(office, id)).emergency).toEqual({
      ground: 'burst_main',
      notifiedAt: now.toISOString(),
      fileBy: '2026-11-25T06:00:00.000Z',
      filedAt: null,
    })
    expect(codes(await ask.event(water, id, 'file'))).toEqual(['not_described'])
    expect(codes(await ask.event(office, id, 'grant'))).toEqual(['not_filed'])
    const { version } = await ask.ok<Works>(water, 'GET', `/api/works/${id}`)
    for (const other of [{ route }, { period }, { category: 'planned' }])
      expect(codes(await ask.send(water, 'PATCH', `/api/works/${id}`, { version, ...other }))).toEqual([
        'not_changeable',
      ])
    const described = {
      version,
      category: 'emergency',
      period: burst.period,
      description: 'Pipe of 200 mm, cracked.',
      trenchWidthMetres: 1,
      trenchDepthMetres: 2,
    }
    const widened = { ...described, trenchWidthMetres: 50 }
    expect(codes(await ask.send(water, 'PATCH', `/api/works/${id}`, widened))).toEqual(['not_small'])
    await ask.ok(water, 'PATCH', `/api/works/${id}`, described)
    expect((await ask.event(water, id, 'file')).json()).toMatchObject({
      status: 'in_progress',
      reviewDueAt: '2026-11-25T06:00:00.000Z',
    })
    // what is filed is filed: it is not offered again
    expect((await ask.procedure(water, id)).events.map(({ event }) => event)).not.toContain('file')
    expect((await ask.send(water, 'PATCH', `/api/works/${id}`, { version: 4, title: 'Later' })).json()).toMatchObject({
      type: '/problems/refused',
    })
    expect((await ask.ok<ReviewQueue>(office, 'GET', '/api/reviews')).items).toMatchObject([{ works: { id } }])
    expect(codes(await ask.event(office, id, 'grant'))).toEqual(['fee_open'])
    await ask.paid(office, id)
    expect((await ask.event(office, id, 'grant')).json()).toMatchObject({
      status: 'in_progress',
      permitNumber: 'KSA-P-2026-0000001',
    })
    expect((await ask.ok<ReviewQueue>(office, 'GET', '/api/reviews')).items).toEqual([])
    expect(codes(await ask.event(office, id, 'grant'))).toEqual(['permit_there'])
    await at('2026-11-28T06:00:00Z')
    expect(await fineLateFiling(db(), doing())).toBe(0)
    expect(await lastEvents(id)).toEqual(['grant', 'fee_paid', 'file', 'change', 'notify', 'create'])
    expect(await verifyHistories(db())).toMatchObject({ illegal: [] })
  })

  it('that is filed late, or not at all, is a violation by itself, once', async () => {
    const never = await record(water, burst)
    const late = await record(water, { ...burst, description: 'Pipe.', trenchWidthMetres: 1, trenchDepthMetres: 2 })
    for (const { id } of [never, late])
      expect((await ask.event(water, id, 'notify', { ground: 'subsidence' })).statusCode).toBe(200)
    await at('2026-11-25T06:00:00Z')
    expect(await fineLateFiling(db(), doing())).toBe(0)
    await at('2026-11-25T06:00:01Z')
    expect((await ask.event(water, late.id, 'file')).statusCode).toBe(200)
    expect(await fineLateFiling(db(), doing())).toBe(2)
    expect(await fineLateFiling(db(), doing())).toBe(0)
    expect((await ask.ok<Violations>(office, 'GET', `/api/violations?works=${never.id}`)).items).toMatchObject([
      { article: { code: 'emergency_filed_late' }, at: '2026-11-25T06:00:01.000Z', state: 'issued', cause: 'clock' },
    ])
    expect(await lastEvents(late.id)).toEqual(['violate', 'file', 'notify', 'create'])
    expect(await verifyHistories(db())).toMatchObject({ illegal: [] })
  })

  it('leads its traffic at once, from the day that is dug, and by an amendment once it has its permit', async () => {
    const described = { description: 'Pipe.', trenchWidthMetres: 1, trenchDepthMetres: 1 }
    const { id } = await record(water, { ...burst, ...described, period: { start: '2026-11-23', end: '2026-11-26' } })
    await ask.event(water, id, 'notify', { ground: 'burst_main' })
    const days = { start: '2026-11-24', end: '2026-11-25' }
    const lead = async (by: SignedIn) => {
      const { version } = await ask.ok<Works>(by, 'GET', `/api/works/${id}`)
      const payload = { version, closure: 'full', diversions: [{ line: route, period: days }] }
      return ask.app.inject({ method: 'PUT', url: `/api/works/${id}/diversions`, headers: by.headers, payload })
    }
    expect((await lead(power)).statusCode).toBe(403)
    const led = await lead(water)
    expect(led.statusCode, led.body).toBe(200)
    expect(led.json()).toMatchObject({ closure: 'full', diversions: [{ period: days }] })
    await ask.event(water, id, 'file')
    await ask.paid(office, id)
    expect((await ask.event(office, id, 'grant')).statusCode).toBe(200)
    expect(codes(await lead(water))).toEqual(['not_changeable'])
    expect(await verifyHistories(db())).toMatchObject({ illegal: [] })
  })

  it('is no way around an application', async () => {
    const { id } = await record(water, burst)
    expect(codes(await ask.event(water, id, 'submit'))).toEqual(['by_notice_only', 'limits_crossed'].slice(0, 1))
  })

  it('mended before its application is filed still waits for its permit, with what it met written down', async () => {
    await record(power, { title: 'Cable', period: { start: '2026-11-24', end: '2026-12-20' } })
    const { id } = await record(water, { ...burst, description: 'Pipe.', trenchWidthMetres: 1, trenchDepthMetres: 1 })
    await ask.event(water, id, 'notify', { ground: 'burst_main' })
    await addReinstatement(db(), id)
    expect((await ask.event(water, id, 'reinstate')).json()).toMatchObject({ status: 'reinstated' })
    expect((await ask.event(water, id, 'file')).json()).toMatchObject({ status: 'reinstated' })
    expect((await ask.ok<ReviewQueue>(office, 'GET', '/api/reviews')).items).toMatchObject([{ works: { id } }])
    expect(codes(await ask.event(office, id, 'grant'))).toEqual(['fee_open'])
    await ask.paid(office, id)
    expect((await ask.event(office, id, 'grant')).json()).toMatchObject({
      status: 'reinstated',
      permitNumber: 'KSA-P-2026-0000001',
    })
    const [permit] = await db()('permit')
      .where({ works_id: id })
      .select('is_emergency', 'findings_complete', 'blocking_open')
    expect(permit).toMatchObject({ is_emergency: true, findings_complete: true })
  })

  it.each([
    ['to come', { start: '2026-12-08', end: '2026-12-10' }],
    ['over', { start: '2026-11-20', end: '2026-11-23' }],
  ])('whose days are %s is dug by no notice until they are those of the danger', async (_when, days) => {
    const { id } = await record(water, { ...burst, period: days })
    expect(codes(await ask.event(water, id, 'notify', { ground: 'burst_main' }))).toEqual(['not_today'])
    await ask.ok(water, 'PATCH', `/api/works/${id}`, { version: 1, period: burst.period })
    expect((await ask.event(water, id, 'notify', { ground: 'burst_main' })).statusCode).toBe(200)
  })

  it('is none of another category, nor of a large area', async () => {
    const ordinary = await record(water, { trafficImpact: 'minor' })
    expect(codes(await ask.event(water, ordinary.id, 'notify', { ground: 'gas_leak' }))).toEqual([
      'no_emergency',
      'not_today',
      'not_small',
    ])
    const large = await record(water, { ...burst, route })
    expect(codes(await ask.event(water, large.id, 'notify', { ground: 'gas_leak' }))).toEqual(['not_small'])
    const long = await record(water, { ...burst, period: { start: '2026-11-24', end: '2027-09-19' } })
    expect(codes(await ask.event(water, long.id, 'notify', { ground: 'gas_leak' }))).toEqual(['limits_crossed'])
    const misplaced = await ask.event(water, large.id, 'cancel', { ground: 'gas_leak' })
    expect(misplaced.json()).toMatchObject({ status: 400, errors: [{ path: 'ground' }] })
  })
})
