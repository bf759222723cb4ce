import { beforeEach, describe, expect, it } from 'vitest'
import { databaseForTests, pack } from '../../testing/database.ts'
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
import type { Actor } from '../access/actor.ts'
import { permissions } from '../access/permissions.ts'
import { verifyRegister } from '../coordination/verify.ts'
import { amendWorks } from '../works/amendments/amend.ts'
import type { Amendments } from '../works/amendments/contract.ts'
import type { Change } from '../works/amendments/rules.ts'
import type { Works, WorksSummary } from '../works/contract.ts'
import { findWorks } from '../works/read.ts'
import { verifyHistories } from '../works/verify.ts'
import { keeper } from './keeper.ts'

const db = databaseForTests()
let ask: ReturnType<typeof asking>
let [water, power, office] = [] as unknown as [SignedIn, SignedIn, SignedIn]
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
  office = await signedIn(app, db(), 'planner', await rootOffice(db()))
})

const route = { type: 'LineString', coordinates: [[46.7, 24.7], [46.702, 24.7]] } // biome-ignore format: one line
const elsewhere = { type: 'LineString', coordinates: [[46.75, 24.7], [46.752, 24.7]] } // biome-ignore format: one line
const period = { start: '2027-01-10', end: '2027-01-29' }
const later = { start: '2027-02-01', end: '2027-02-20' }
const given = { title: 'Main renewal', category: 'planned', utility: 'water', status: 'planned', route, period }
const record = (by: SignedIn, more: object = {}) => ask.ok<Works>(by, 'POST', '/api/works', { ...given, ...more })

const codes = (answer: { json: () => { reasons?: { code: string }[] } }) =>
  answer.json().reasons?.map(({ code }) => code)

/** Asks for an amendment of the version that stands. */
async function amend(by: SignedIn, id: string, more: object, path = 'amendments') {
  const { version } = await ask.ok<Works>(by, 'GET', `/api/works/${id}`)
  return ask.send(by, 'POST', `/api/works/${id}/${path}`, { version, reason: 'The pipes come late.', ...more })
}
const extend = (by: SignedIn, id: string, days: number) => amend(by, id, { days }, 'extensions')
async function decide(by: SignedIn, id: string, number: number, decision: string, more: object = {}) {
  if (by === office && decision === 'accept') await ask.allPaid(office, id)
  const { version } = await ask.ok<Works>(by, 'GET', `/api/works/${id}`)
  return ask.send(by, 'POST', `/api/works/${id}/amendments/${number}/decision`, { decision, version, ...more })
}

/** A works that nobody else is near, with its permit; dug where a day is named. */
async function permitted(more: object = {}, dug: string | null = null) {
  const { id } = await record(water, more)
  for (const [by, event] of [[water, 'submit'], [office, 'approve']] as const) // biome-ignore format: one line
    expect((await ask.event(by, id, event)).statusCode, event).toBe(200)
  await ask.paid(office, id)
  expect((await ask.event(office, id, 'grant')).statusCode).toBe(200)
  if (dug) {
    await at(dug)
    expect((await ask.event(water, id, 'start')).statusCode).toBe(200)
  }
  return id
}

describe('the routes', () => {
  const works = '/api/works/018f0000-0000-7000-8000-000000000001'
  it.each([
    ['GET', `${works}/amendments`, {}, 'works.read'],
    ['POST', `${works}/amendments`, { version: 1, reason: 'Late pipes.', period }, 'works.write'],
    ['POST', `${works}/extensions`, { version: 1, reason: 'Late pipes.', days: 3 }, 'works.write'],
    ['POST', `${works}/amendments/price`, { period }, 'works.write'],
    ['POST', `${works}/amendments/1/decision`, { version: 1, decision: 'accept' }, 'works.events'],
  ] as const)('%s %s answers 401 and 403', async (method, url, payload, permission) => {
    const allowed = permissions[permission]
    const answered = await refusals(ask.app, db(), { method, url, payload, allowed })
    expect(answered.visitor).toBe(401)
    expect(answered.others.length).toBeGreaterThan(0)
    expect(new Set(answered.others)).toEqual(new Set([403]))
  })
})

describe('an amendment of an application', () => {
  it('takes effect at once: its before and after are kept, and whom other days concern is asked anew', async () => {
    await record(power, { period: { start: '2027-06-01', end: '2027-06-20' }, title: 'Cable' })
    const { id } = await record(water)
    await ask.event(water, id, 'submit')
    const amended = await amend(water, id, { period: later })
    expect(amended.statusCode, amended.body).toBe(201)
    expect(amended.json()).toMatchObject({ number: 1, state: 'in_effect', cause: 'applicant', versionBefore: 2, before: { period }, after: { period: later } }) // biome-ignore format: one line
    const procedure = await ask.procedure(office, id)
    expect(procedure.consultations.map(({ round }) => round)).toEqual([2, 1])
    expect(await ask.ok(water, 'GET', `/api/works/${id}`)).toMatchObject({ status: 'in_coordination', period: later })
    // the answer to the first round is none to the second
    expect(codes(await ask.answer(power, id, { answer: 'approve' }))).toEqual(['another_round'])
    expect(codes(await ask.event(office, id, 'approve'))).toEqual(['answers_open'])
    expect((await ask.answer(power, id, { answer: 'approve', round: 2 })).statusCode).toBe(200)
    expect((await ask.event(office, id, 'approve')).json()).toMatchObject({ status: 'approved' })
    expect((await verifyHistories(db())).illegal).toEqual([])
  })

  it('that moves neither ground nor days asks those alone whom it concerns for the first time', async () => {
    const trafficId = await addOrganisation(db(), 'TRAFFIC', 'authority')
    await db()('organisation').where({ id: trafficId }).update({ asked_on_traffic: true })
    await record(power, { period: { start: '2027-06-01', end: '2027-06-20' }, title: 'Cable' })
    const { id } = await record(water)
    await ask.event(water, id, 'submit')
    await ask.answer(power, id, { answer: 'approve' })
    await ask.event(office, id, 'approve')
    expect((await amend(water, id, { trafficImpact: 'major' })).statusCode).toBe(201)
    const { consultations } = await ask.procedure(office, id)
    const told = consultations.map(({ agencyId, round, answer }) => [agencyId, round, answer])
    expect(told).toHaveLength(2)
    expect(told).toEqual(expect.arrayContaining([[power.agencyId, 1, 'approve'], [trafficId, 1, null]])) // biome-ignore format: one line
    expect(await ask.ok(water, 'GET', `/api/works/${id}`)).toMatchObject({ status: 'in_coordination', rounds: 1 })
  })

  it('is refused unseen, without change, past, over a limit, and to others', async () => {
    const { id } = await record(water)
    expect(codes(await amend(water, id, { period: later }))).toBeUndefined()
    await ask.event(water, id, 'submit')
    const stale = { version: 1, reason: 'The pipes come late.', period: later }
    expect((await ask.send(water, 'POST', `/api/works/${id}/amendments`, stale)).json().type).toBe('/problems/version')
    expect(codes(await amend(water, id, { period }))).toEqual(['nothing_changed'])
    expect((await amend(power, id, { period: later })).statusCode).toBe(403)
    const long = await amend(water, id, { period: { start: '2027-01-10', end: '2027-06-29' } })
    expect(long.json().reasons).toMatchObject([{ code: 'limits_crossed', finding: { ruleId: 'limit-duration' } }])
    const backwards = await amend(water, id, { period: { start: '2027-02-10', end: '2027-02-01' } })
    expect(backwards.json().errors).toMatchObject([{ path: 'period' }])
    const scribble = await amend(water, id, { route: { type: 'LineString', coordinates: [[46.7, 24.7]] } })
    expect(scribble.statusCode).toBe(422)
    expect(await db()('amendment').select('id')).toEqual([])
  })
})

describe('an amendment of what has its permit', () => {
  it('is proposed, dug by the old permit meanwhile, and in effect once the office accepts it', async () => {
    const id = await permitted({}, '2027-01-10T05:00:00Z')
    const longer = { start: period.start, end: '2027-02-05' }
    expect((await amend(water, id, { period: longer })).json()).toMatchObject({ number: 1, state: 'proposed' })
    expect(await ask.ok(water, 'GET', `/api/works/${id}`)).toMatchObject({ status: 'in_progress', period })
    expect((await ask.procedure(office, id)).permit).toMatchObject({ valid: period })
    expect(codes(await amend(water, id, { trafficImpact: 'major' }))).toEqual(['amendment_open'])
    expect((await decide(water, id, 1, 'accept')).statusCode).toBe(403)
    const conditions = [{ code: 'night_only' }]
    const accepted = await decide(office, id, 1, 'accept', { conditions })
    expect(accepted.json()).toMatchObject({ state: 'in_effect', decidedBy: { en: 'planner' } })
    const { permit, proposal } = await ask.procedure(office, id)
    expect(permit).toMatchObject({ valid: longer, conditions, extensions: 1, extensionDays: 7 })
    expect(proposal).toBeNull()
    expect(codes(await decide(office, id, 1, 'decline', { reason: 'Too late.' }))).toEqual(['no_amendment'])
    expect((await verifyHistories(db())).illegal).toEqual([])
    const { items } = await ask.ok<Amendments>(power, 'GET', `/api/works/${id}/amendments?limit=1`)
    expect(items).toMatchObject([{ number: 1, before: { period }, after: { period: longer } }])
  })

  it('is not accepted over a blocking finding, nor unseen; declined with a reason, withdrawn by who asked', async () => {
    const id = await permitted()
    expect((await amend(water, id, { period: later })).statusCode).toBe(201)
    await record(power, { period: later, title: 'Cable' })
    await ask.allPaid(office, id)
    const { proposal, amending } = await ask.procedure(office, id)
    expect(proposal?.findings).toMatchObject([{ kind: 'clash', severity: 'blocking', standing: 'open' }])
    expect(amending.find(({ event }) => event === 'amend')?.reasons).toMatchObject([{ code: 'blocking_findings' }])
    const refusal = await decide(office, id, 1, 'accept')
    expect(refusal.json().reasons).toMatchObject([{ code: 'blocking_findings', finding: { kind: 'clash' } }])
    expect(codes(await decide(office, id, 1, 'decline'))).toEqual(['reason_missing'])
    const unseen = await ask.send(office, 'POST', `/api/works/${id}/amendments/1/decision`, {
      decision: 'accept',
      version: 1,
    })
    expect(unseen.json().type).toBe('/problems/version')
    expect((await decide(office, id, 1, 'decline', { reason: 'Theirs goes first.' })).json().state).toBe('declined')
    expect((await amend(water, id, { trafficImpact: 'major' })).json()).toMatchObject({ number: 2 })
    // the office declines what an agency asked for, and is offered no more
    const offered = async (by: SignedIn) => (await ask.procedure(by, id)).amending.map(({ event }) => event)
    expect(await offered(office)).toEqual(expect.arrayContaining(['amend', 'decline']))
    expect(await offered(office)).not.toContain('withdraw')
    expect(await offered(water)).toContain('withdraw')
    for (const by of [power, office]) expect((await decide(by, id, 2, 'withdraw')).statusCode).toBe(403)
    expect((await decide(water, id, 2, 'withdraw')).json().state).toBe('withdrawn')
    expect(await ask.ok(water, 'GET', `/api/works/${id}`)).toMatchObject({ status: 'permitted', period })
    expect((await verifyHistories(db())).illegal).toEqual([])
  })

  it('the database itself refuses other days over an open blocking finding', async () => {
    const id = await permitted()
    await record(power, { title: 'Cable' })
    const change = db().transaction((trx) =>
      trx('permit').where({ works_id: id }).update({ valid: '[2027-01-10,2027-02-20)' }),
    )
    await expect(change).rejects.toMatchObject({ constraint: 'permit_unblocked' })
  })
})

describe('the extension of a permit', () => {
  it('is asked for before it runs out, decided by the office, and counted on the permit', async () => {
    const id = await permitted({}, '2027-01-10T05:00:00Z')
    expect((await extend(water, id, 7)).json()).toMatchObject({
      cause: 'extension',
      extensionDays: 7,
      state: 'proposed',
    })
    expect((await decide(office, id, 1, 'accept')).statusCode).toBe(200)
    expect((await ask.procedure(water, id)).permit).toMatchObject({
      valid: { start: period.start, end: '2027-02-05' },
      extensions: 1,
      extensionDays: 7,
    })
    expect(await ask.ok(water, 'GET', `/api/works/${id}`)).toMatchObject({ period: { end: '2027-02-05' } })
    await extend(water, id, 3)
    await decide(office, id, 2, 'accept')
    expect(codes(await extend(water, id, 3))).toEqual(['extended_often'])
    expect((await ask.procedure(water, id)).permit).toMatchObject({ extensions: 2, extensionDays: 10 })
    expect((await verifyHistories(db())).illegal).toEqual([])
  })

  it('is refused late, over what is planned there by then, and beyond the longest excavation', async () => {
    const id = await permitted({}, '2027-01-10T05:00:00Z')
    await record(power, { title: 'Cable', period: { start: '2027-02-15', end: '2027-02-25' } })
    const clash = await extend(water, id, 20)
    expect(clash.json().reasons).toMatchObject([{ code: 'blocking_findings', finding: { kind: 'clash' } }])
    expect(codes(await extend(water, id, 2))).toBeUndefined()
    expect((await decide(water, id, 1, 'withdraw')).statusCode).toBe(200)
    expect(codes(await extend(water, id, 60))).toContain('limits_crossed')
    await at('2027-01-30T05:00:00Z')
    expect(codes(await extend(water, id, 1))).toEqual(['permit_over'])
  })
})

describe('what the office takes from others', () => {
  it('is cancelled with a reason; an own works needs none', async () => {
    const [ours, other] = [await record(water), await record(water, { title: 'Branch', period: later })]
    expect(codes(await ask.event(office, ours.id, 'cancel'))).toEqual(['reason_missing'])
    expect((await ask.event(office, ours.id, 'cancel', { reason: 'The street is closed to works.' })).json()).toMatchObject({ status: 'cancelled' }) // biome-ignore format: one line
    expect((await ask.event(water, other.id, 'cancel')).json()).toMatchObject({ status: 'cancelled' })
  })

  it('waits for nobody while work is stopped', async () => {
    const id = await permitted()
    await ask.event(office, id, 'suspend', { reason: 'No barriers.' })
    expect(await ask.ok(office, 'GET', `/api/works/${id}`)).toMatchObject({ reviewDueAt: null, status: 'suspended' })
    expect((await ask.procedure(office, id)).review).toBeNull()
    expect((await amend(water, id, { period: later })).json()).toMatchObject({ state: 'proposed' })
    expect((await ask.event(office, id, 'resume')).json()).toMatchObject({ status: 'permitted' })
    expect((await decide(office, id, 1, 'accept')).json()).toMatchObject({ state: 'in_effect' })
    expect((await ask.procedure(office, id)).permit).toMatchObject({ valid: later })
  })
})

const officer = (): Actor => ({
  userId: office.userId,
  keyId: null,
  role: 'planner',
  isAdmin: false,
  agencyId: office.agencyId,
  ground: 'everywhere',
  scopes: null,
})
const caseId = '018f0000-0000-7000-8000-00000000000c'

/** As a case that the office has decided amends a works. */
async function decided(id: string, change: Change) {
  const works = (await findWorks(db(), id, officer())) as Works
  const cause = { kind: 'case', caseId, reason: 'Theirs goes first.' } as const
  return amendWorks(db(), { works, change, cause }, { pack, keeper, actor: officer(), now: time })
}

describe('an amendment that a case has decided', () => {
  it('changes a plan in a new version, with its before and after', async () => {
    const ours = await record(water)
    expect(await decided(ours.id, { period: later })).toMatchObject({
      value: { status: 'planned', period: later, version: 2, rounds: 0 },
    })
    expect(await db()('amendment').first()).toMatchObject({
      works_id: ours.id,
      number: 1,
      state: 'in_effect',
      cause: 'case',
      case_id: caseId,
      before: { period },
      after: { period: later },
      version_before: 1,
      version_after: 2,
    })
    expect((await verifyHistories(db())).illegal).toEqual([])
  })

  it('asks everybody anew where days move, and the clock of the office begins anew', async () => {
    await record(power, { period: { start: '2027-06-01', end: '2027-06-20' }, title: 'Cable' })
    const ours = await record(water)
    await ask.event(water, ours.id, 'submit')
    expect((await ask.answer(power, ours.id, { answer: 'approve' })).statusCode).toBe(200)
    expect((await ask.event(office, ours.id, 'approve')).json()).toMatchObject({ status: 'approved' })
    await at('2026-12-01T06:00:00Z')
    expect((await decided(ours.id, { period: later })).value).toMatchObject({
      status: 'in_coordination',
      rounds: 2,
      submittedAt: '2026-12-01T06:00:00.000Z',
      reviewDueAt: '2026-12-06T13:30:00.000Z',
    })
    const { consultations } = await ask.procedure(office, ours.id)
    expect(consultations.map(({ round, answer }) => [round, answer])).toEqual([
      [2, null],
      [1, 'approve'],
    ])
    expect((await verifyHistories(db())).illegal).toEqual([])
  })

  it('makes the register right, and what was waived there is to be judged again', async () => {
    const theirs = await record(power, { title: 'Cable' })
    const ours = await record(water)
    const { findings } = await ask.procedure(office, ours.id)
    const [clash] = findings as NonNullable<typeof findings>
    const { kind, ruleId, other } = clash as NonNullable<typeof clash>
    const named = { type: other.type, id: other.id, version: other.version }
    const waiver = { version: 1, kind, ruleId, other: named, reason: 'They share the trench.' }
    const counted = async () => {
      const { items } = await ask.ok<{ items: WorksSummary[] }>(office, 'GET', '/api/works')
      const { weeks } = await ask.ok<{ weeks: { conflicts: number }[] }>(
        office,
        'GET',
        '/api/works/histogram?from=2026-11-01&to=2027-03-01',
      )
      const blocking = items.map(({ conflicts }) => conflicts.blocking)
      return { blocking, weeks: Math.max(...weeks.map(({ conflicts }) => conflicts)) }
    }
    expect(await counted()).toEqual({ blocking: [1, 1], weeks: 1 })
    await ask.ok(office, 'POST', `/api/works/${ours.id}/waivers`, waiver)
    expect(await db()('conflict').first('state')).toEqual({ state: 'waived' })
    expect(await counted()).toEqual({ blocking: [0, 0], weeks: 0 })
    await decided(ours.id, { period: { start: '2027-01-20', end: '2027-02-10' } })
    expect(await db()('conflict').first('state')).toEqual({ state: 'judge_again' })
    await decided(theirs.id, { period: { start: '2027-01-01', end: '2027-01-12' } })
    expect(await db()('conflict').select('kind')).toEqual([{ kind: 'repeat_dig' }])
  })

  it('is refused where it changes nothing, and to whoever does not decide there', async () => {
    const ours = await record(water)
    expect(await decided(ours.id, { period })).toMatchObject({
      problem: { name: 'refused', reasons: [{ code: 'nothing_changed' }] },
    })
    const actor: Actor = { ...officer(), role: 'utility', agencyId: water.agencyId, ground: [] }
    const cause = { kind: 'case', caseId, reason: 'Ours goes first.' } as const
    expect(
      await amendWorks(db(), { works: ours, change: { period: later }, cause }, { pack, keeper, actor, now: time }),
    ).toMatchObject({ problem: { name: 'forbidden' } })
  })
})

describe('the traffic of a works that was applied for', () => {
  const round = { type: 'LineString', coordinates: [[46.7, 24.702], [46.702, 24.702]] } // biome-ignore format: one line
  const closing = { closure: 'full', diversions: [{ line: round, period: { start: '2027-01-12', end: '2027-01-14' } }] }
  const led = async (id: string) => {
    const { closure, diversions } = await ask.ok<Works>(office, 'GET', `/api/works/${id}`)
    return { closure, diversions: diversions.map(({ line, period: days }) => ({ line, period: days })) }
  }

  it('is amended at once under review, and asks whom it concerns anew', async () => {
    const { id } = await record(water)
    await ask.event(water, id, 'submit')
    const amended = await amend(water, id, closing)
    expect(amended.json(), amended.body).toMatchObject({
      state: 'in_effect',
      before: { closure: 'none', diversions: [] },
      after: closing,
    })
    expect(await led(id)).toEqual(closing)
    expect(codes(await amend(water, id, closing))).toEqual(['nothing_changed'])
    const outside = [{ line: round, period: { start: '2027-01-01', end: '2027-01-14' } }]
    expect((await amend(water, id, { diversions: outside })).json()).toMatchObject({
      errors: [{ path: 'diversions/0/period' }],
    })
    expect(await verifyHistories(db())).toMatchObject({ illegal: [] })
  })

  it('is let pass by nobody who was asked about less: anew under review, first where there is a permit', async () => {
    const traffic = await signedIn(ask.app, db(), 'traffic', await addOrganisation(db(), 'TRAFFIC', 'municipality'))
    await db()('organisation').where({ id: traffic.agencyId }).update({ asked_on_traffic: true })
    const { id } = await record(water, { closure: 'lane' })
    await ask.event(water, id, 'submit')
    await ask.answer(traffic, id, { answer: 'approve' })
    await amend(water, id, { closure: 'full' })
    expect(codes(await ask.event(office, id, 'approve'))).toEqual(['answers_open'])
    expect(await ask.ok(water, 'GET', `/api/works/${id}`)).toMatchObject({ rounds: 2 })

    const other = await permitted({ route: elsewhere })
    expect((await amend(water, other, { closure: 'full' })).json()).toMatchObject({ state: 'proposed', round: 2 })
    const { consultations } = await ask.procedure(office, other)
    expect(consultations).toMatchObject([{ agencyId: traffic.agencyId, round: 2, grounds: ['traffic'] }])
    expect(codes(await decide(office, other, 1, 'accept'))).toEqual(['answers_open'])
  })

  it('is let pass anew where a lane that was let pass becomes the whole road', async () => {
    const line = { type: 'LineString', coordinates: [[46.701, 24.699], [46.701, 24.701]] } // biome-ignore format: one line
    const theirs = await record(power, { route: elsewhere, closure: 'full', diversions: [{ line }] })
    const { id } = await record(water, { closure: 'lane' })
    const finding = { kind: 'diversion', ruleId: 'diversion', reason: 'A lane stays open.' }
    const other = { type: 'works', id: theirs.id, version: 1 }
    await ask.ok(office, 'POST', `/api/works/${id}/waivers`, { version: 1, ...finding, other })
    await ask.event(water, id, 'submit')
    const standing = async () => (await ask.procedure(office, id)).findings?.map((one) => one.standing)
    expect(await standing()).toEqual(['waived'])
    await amend(water, id, { closure: 'lane', trafficImpact: 'major' })
    expect(await standing()).toEqual(['waived'])
    await amend(water, id, { closure: 'full' })
    expect(await standing()).toEqual(['judge_again'])
    expect(codes(await ask.event(office, id, 'approve'))).toEqual(['blocking_findings'])
  })

  it('leads on the days that were accepted, also where digging began on another day than was planned', async () => {
    const id = await permitted()
    await db()('works').where({ id }).update({ status: 'in_progress', actual_period: '[2026-11-20,)' })
    expect((await amend(water, id, closing)).json()).toMatchObject({ state: 'proposed' })
    expect((await decide(office, id, 1, 'accept')).json()).toMatchObject({ state: 'in_effect' })
    expect(await led(id)).toEqual(closing)
    expect(await verifyRegister(db(), pack)).toMatchObject({ missing: 0, extra: 0, differing: 0 })
  })

  it('is proposed of a permit, is as it was until the office accepts, and meets what others close', async () => {
    const id = await permitted()
    const { id: theirs } = await record(power, { title: 'Cable', route: round, closure: 'full' })
    const proposed = await amend(water, id, closing)
    expect(proposed.json(), proposed.body).toMatchObject({ state: 'proposed' })
    expect(await led(id)).toEqual({ closure: 'none', diversions: [] })
    const { proposal } = await ask.procedure(office, id)
    expect(proposal?.findings).toMatchObject([{ kind: 'diversion', other: { id: theirs } }])
    expect(codes(await decide(office, id, 1, 'accept'))).toEqual(['blocking_findings'])
    await ask.ok(power, 'POST', `/api/works/${theirs}/events`, { event: 'cancel', version: 1, reason: 'Not now.' })
    expect((await decide(office, id, 1, 'accept')).json()).toMatchObject({ state: 'in_effect' })
    expect(await led(id)).toEqual(closing)
    expect(await verifyRegister(db(), pack)).toMatchObject({ missing: 0, extra: 0, differing: 0 })
  })
})
