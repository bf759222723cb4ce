import { beforeEach, describe, expect, it } from 'vitest'
import { addFee, addPermit, addWorks } from '../../testing/applications.ts'
import { databaseForTests, pack } from '../../testing/database.ts'
import { asking } from '../../testing/procedure.ts'
import { addOrganisation, now, rootOffice, type SignedIn, serviceOn, signedIn } from '../../testing/service.ts'
import { escalateCases } from '../cases/with-time.ts'
import type { Call } from '../dig-once/calls/contract.ts'
import { note } from '../permits/note.ts'
import { countOverruns } from '../permits/overruns.ts'
import type { Works } from '../works/contract.ts'
import type { Notices } from './contract.ts'
import { spread } from './spread.ts'
import { tellFilingsDue } from './with-time.ts'

const db = databaseForTests()
let ask: ReturnType<typeof asking>
let [water, colleague, power, gas, builder, office] = [] as unknown as [SignedIn, SignedIn, SignedIn, SignedIn, SignedIn, SignedIn] // biome-ignore format: one line
let time = now

beforeEach(async () => {
  time = now
  const app = await serviceOn(db(), { clock: () => time })
  ask = asking(app)
  water = await signedIn(app, db(), 'utility', await addOrganisation(db(), 'WATER'))
  colleague = await signedIn(app, db(), 'utility', water.agencyId)
  power = await signedIn(app, db(), 'utility', await addOrganisation(db(), 'POWER'))
  gas = await signedIn(app, db(), 'utility', await addOrganisation(db(), 'GAS'))
  builder = await signedIn(app, db(), 'contractor', await addOrganisation(db(), 'BUILDER', 'contractor'))
  office = await signedIn(app, db(), 'planner', await rootOffice(db()))
})

const route = { type: 'LineString', coordinates: [[46.7, 24.7], [46.702, 24.7]] } // biome-ignore format: one line
const far = { type: 'LineString', coordinates: [[46.6, 24.7], [46.601, 24.7]] } as never // biome-ignore format: one line
const period = { start: '2027-01-10', end: '2027-01-29' }
const given = { title: 'Main renewal', category: 'planned', utility: 'water', status: 'planned', route, period }
const record = (by: SignedIn, more: object = {}) => ask.ok<Works>(by, 'POST', '/api/works', { ...given, ...more })
const list = (by: SignedIn) => ask.ok<Notices>(by, 'GET', '/api/notices')

/** What each of them is told from now on. */
async function told(...of: SignedIn[]): Promise<string[][]> {
  await spread(db(), { pack, now: time, mails: false })
  const all: string[][] = []
  for (const by of of) all.push((await list(by)).items.map(({ kind }) => kind).sort())
  await db()('notice').delete()
  return all
}
const amend = async (id: string, more: object, path = 'amendments') => {
  const { version } = await ask.ok<Works>(water, 'GET', `/api/works/${id}`)
  await ask.ok(water, 'POST', `/api/works/${id}/${path}`, { version, reason: 'The pipes come late.', ...more })
}
const decide = async (id: string, number: number, decision: string) => {
  await ask.allPaid(office, id)
  const { version } = await ask.ok<Works>(office, 'GET', `/api/works/${id}`)
  const body = { decision, version, reason: 'So it is.' }
  await ask.ok(office, 'POST', `/api/works/${id}/amendments/${number}/decision`, body)
}

describe('an amendment', () => {
  it('that opens a new round tells who is asked anew, and the office', async () => {
    await record(power, { period: { start: '2028-06-01', end: '2028-06-20' }, title: 'Cable' })
    const ours = await record(water, { period: { start: '2027-09-01', end: '2027-09-20' } })
    await ask.event(water, ours.id, 'submit')
    expect(await told(power, office)).toEqual([expect.arrayContaining(['asked']), expect.arrayContaining(['applied'])])
    time = new Date(now.getTime() + 60_000)
    await amend(ours.id, { period: { start: '2027-10-01', end: '2027-10-20' } })
    expect(await told(power, office, water, colleague)).toEqual([['asked'], ['amended'], [], ['amended']])
  })

  it('of a permit is told to the office, and its decision to the owner', async () => {
    const { id } = await record(water, { contractorId: builder.agencyId })
    for (const [by, event] of [
      [water, 'submit'],
      [office, 'approve'],
      [office, 'grant'],
    ] as const) {
      // biome-ignore format: one line
      if (event === 'grant') await ask.paid(office, id)
      expect((await ask.event(by, id, event)).statusCode, event).toBe(200)
    }
    await told()
    await amend(id, { period: { start: '2027-01-12', end: '2027-01-29' } })
    expect(await told(office, colleague, power)).toEqual([['amendment_proposed'], [], []])
    await decide(id, 1, 'accept')
    expect(await told(colleague, builder, office, power)).toEqual([
      ['amendment_accepted'],
      ['amendment_accepted'],
      [],
      [],
    ])
    await amend(id, { period: { start: '2027-01-13', end: '2027-01-29' } })
    await told()
    await decide(id, 2, 'decline')
    expect(await told(water)).toEqual([['amendment_declined']])
    await amend(id, { days: 3 }, 'extensions')
    expect(await told(office)).toEqual([['extension_asked']])
    await decide(id, 3, 'decline')
    expect(await told(water)).toEqual([['extension_declined']])
    await amend(id, { days: 3 }, 'extensions')
    await told()
    await decide(id, 4, 'accept')
    expect(await told(water)).toEqual([['extension_accepted']])
  })
})

describe('an emergency', () => {
  const spot = { type: 'LineString', coordinates: [[46.7, 24.7], [46.70008, 24.7]] } // biome-ignore format: one line
  const burst = { category: 'emergency', title: 'Burst main', route: spot, period: { start: '2026-11-24', end: '2026-11-26' } } // biome-ignore format: one line
  const described = { description: 'Pipe.', trenchWidthMetres: 1, trenchDepthMetres: 1 }
  const begun = async (more: object = {}) => {
    const { id } = await record(water, { ...burst, ...more })
    await told()
    expect((await ask.event(water, id, 'notify', { ground: 'burst_main' })).statusCode).toBe(200)
    return id
  }
  const titles = async (by: SignedIn) => (await list(by)).items.map(({ title }) => title)

  it('is near the works of others, and to the office one that has begun', async () => {
    await record(power, { route: spot, period: { start: '2026-11-24', end: '2026-12-20' }, title: 'Cable' })
    await begun()
    await spread(db(), { pack, now: time, mails: false })
    expect(await titles(office)).toEqual(['Emergency works begun: Burst main'])
    expect(await told(power, office, colleague)).toEqual([
      expect.arrayContaining(['emergency_nearby']),
      ['emergency_begun'],
      [],
    ])
  })

  it('that is filed is told to the office at once, with the hour by which it decides', async () => {
    const id = await begun(described)
    await told()
    expect((await ask.event(water, id, 'file')).statusCode).toBe(200)
    await spread(db(), { pack, now: time, mails: true })
    const { items } = await list(office)
    expect(items).toMatchObject([{ kind: 'applied_urgent', text: expect.stringContaining('decided by 2026-11-25 09:00') }]) // biome-ignore format: one line
    expect(await db()('mail').where({ user_id: office.userId }).pluck('kind')).toEqual(['applied_urgent'])
  })

  it('that is not filed is told to whose it is some hours before that is a violation, once', async () => {
    const never = await begun()
    const filed = await begun(described)
    await ask.event(water, filed, 'file')
    await told()
    const hours = (n: number) => ({ pack, now: new Date(now.getTime() + n * 3_600_000) })
    expect(await tellFilingsDue(db(), hours(17))).toBe(0)
    expect(await tellFilingsDue(db(), hours(18))).toBe(1)
    expect(await tellFilingsDue(db(), hours(19))).toBe(0)
    await spread(db(), { pack, now: time, mails: false })
    expect((await list(water)).items).toMatchObject([
      { kind: 'filing_due', subject: { id: never }, text: expect.stringContaining('due by 2026-11-25 09:00') },
    ])
    expect(await told(colleague, office)).toEqual([['filing_due'], []])
    // one that was stopped until then is told no more: by then it is late
    await db()('happening').delete()
    expect(await tellFilingsDue(db(), hours(24))).toBe(0)
  })
})

it('an application for a connection, decided within a day, is told at once', async () => {
  const { id } = await record(water, { category: 'connection' })
  await told()
  const sent = await ask.event(water, id, 'submit')
  expect(sent.statusCode, sent.body).toBe(200)
  expect(await told(office)).toEqual([['applied_urgent']])
})

it('an overrun is told once, to owner, contractor and office', async () => {
  const id = await addWorks(db(), water.agencyId as string, far, 'in_progress')
  await db()('works').where({ id }).update({ contractor_id: builder.agencyId, actual_period: '[2027-01-01,)' })
  await addPermit(db(), id)
  await told()
  const after = { pack, now: new Date('2027-02-05T06:00:00Z') }
  await countOverruns(db(), after as never)
  expect(await told(water, builder, office, power)).toEqual([['overrun'], ['overrun'], ['overrun'], []])
  await countOverruns(db(), { ...after, now: new Date('2027-02-06T06:00:00Z') } as never)
  expect(await told(water)).toEqual([[]])
})

it('what the office decides about a works is told to whose it is and who digs it', async () => {
  const decided = async (event: string) => {
    const id = await addWorks(db(), water.agencyId as string, far, 'in_progress')
    await db()('works').where({ id }).update({ contractor_id: builder.agencyId })
    await told()
    await note(db(), [id], event as never, { reason: 'So it is.', told: {} }, { userId: office.userId, now: time })
    return told(water, builder, office, power)
  }
  for (const [event, kind] of [['cancel', 'cancelled'], ['accept', 'accepted'], ['clear', 'cleared']] as const) // biome-ignore format: one line
    expect(await decided(event)).toEqual([[kind], [kind], [], []])
})

it('an objection that the office overrules is told to the applicant and to who objected', async () => {
  await record(power, { period: { start: '2028-06-01', end: '2028-06-20' }, title: 'Cable' })
  const { id } = await record(water, { period: { start: '2027-09-01', end: '2027-09-20' } })
  await ask.event(water, id, 'submit')
  await ask.ok(power, 'POST', `/api/works/${id}/consultations/${power.agencyId}/answer`, { round: 1, answer: 'object', reason: 'Too near.' }) // biome-ignore format: one line
  await told()
  const { version } = await ask.procedure(office, id)
  const overruling = { reason: 'It is deep enough.', version }
  await ask.ok(office, 'POST', `/api/works/${id}/consultations/${power.agencyId}/overruling`, overruling)
  expect(await told(water, power, office)).toEqual([['overruled'], ['overruled'], []])
})

it('a works that is cancelled by the office is cancelled for its owner too', async () => {
  const { id } = await record(water, { contractorId: builder.agencyId })
  await told()
  expect((await ask.event(office, id, 'cancel', { reason: 'The street is closed.' })).statusCode).toBe(200)
  expect(await told(water, builder, office)).toEqual([['cancelled'], ['cancelled'], []])
})

it('a fee is told to whose works it is: that it is due, not paid, paid back; no amount, and not to who digs', async () => {
  const worksId = await addWorks(db(), water.agencyId as string, far, 'approved')
  await db()('works').where({ id: worksId }).update({ contractor_id: builder.agencyId })
  await told()
  const id = await addFee(db(), worksId)
  await spread(db(), { pack, now: time, mails: false })
  expect(JSON.stringify(await db()('notice').select('about'))).not.toMatch(/50.?000|amount/)
  expect(await told(water, builder, power)).toEqual([['fee_due'], [], []])
  await db()('fee').where({ id }).update({ state: 'failed' })
  expect(await told(water)).toEqual([['fee_failed']])
  await db()('fee').where({ id }).update({ state: 'paid', settled_at: now })
  expect(await told(water)).toEqual([[]])
  await db()('fee').where({ id }).update({ state: 'refunding', refund_amount: 50_000 })
  await db()('fee').where({ id }).update({ state: 'refunded' })
  expect(await told(water, office)).toEqual([['fee_refunded'], []])
})

describe('a case', () => {
  const ofCases = (all: string[][]) => all.map((kinds) => kinds.filter((kind) => kind.startsWith('case')))
  async function opened() {
    await record(power, { title: 'Cable' })
    const ours = await record(water)
    await ask.event(water, ours.id, 'submit')
    const { items } = await ask.ok<{ items: { id: string }[] }>(water, 'GET', '/api/cases?')
    return { id: items[0]?.id as string, ours }
  }
  const propose = (id: string, worksId: string) => {
    const changes = [{ worksId, period: { start: '2027-03-01', end: '2027-03-20' } }]
    return ask.ok(water, 'POST', `/api/cases/${id}/proposals`, { measure: { kind: 'dates', changes } })
  }
  const answer = async (id: string, body: object) => {
    const { proposals } = await ask.ok<{ proposals: { id: string; state: string; works?: unknown }[] }>(power, 'GET', `/api/cases/${id}`) // biome-ignore format: one line
    const open = proposals.find(({ state }) => state === 'open')
    await ask.ok(power, 'POST', `/api/cases/${id}/proposals/${open?.id}/answers`, body)
  }

  it('is told to its parties and the office, step by step, and to nobody else', async () => {
    const { id, ours } = await opened()
    expect(ofCases(await told(colleague, power, office, gas))).toEqual([['case_opened'], ['case_opened'], ['case_opened'], []]) // biome-ignore format: one line
    await propose(id, ours.id)
    expect(ofCases(await told(colleague, power, office))).toEqual([[], ['case_proposed'], ['case_proposed']])
    await answer(id, { answer: 'reject', reason: 'Too late for us.' })
    expect(ofCases(await told(water, power, office))).toEqual([['case_turn'], [], []])
    time = new Date(now.getTime() + 60 * 86_400_000)
    await db()('session').update({ created_at: time, seen_at: time })
    await escalateCases(db(), { pack, now: time } as never)
    expect(ofCases(await told(water, power, office, gas))).toEqual([['case_escalated'], ['case_escalated'], ['case_escalated'], []]) // biome-ignore format: one line
  })

  it('tells whose acceptance lapsed that it has to answer again', async () => {
    const { id, ours } = await opened()
    await propose(id, ours.id)
    const { works } = await ask.ok<{ works: { id: string; version: number }[] }>(power, 'GET', `/api/cases/${id}`)
    const theirs = works.find((one) => one.id !== ours.id)
    const change = { version: theirs?.version, period: { start: '2027-01-12', end: '2027-01-31' } }
    await ask.ok(power, 'PATCH', `/api/works/${theirs?.id}`, change)
    await told()
    const seen = await ask.ok<{ works: { id: string; version: number }[] }>(power, 'GET', `/api/cases/${id}`)
    const read = seen.works.map((one) => ({ id: one.id, version: one.version }))
    await answer(id, { answer: 'accept', works: read })
    expect(ofCases(await told(water, colleague, power, office))).toEqual([['case_lapsed'], ['case_lapsed'], [], []])
  })

  it('that ends is told, and its notice leads to it; nobody else can read one that was slipped in', async () => {
    const { ours } = await opened()
    await told()
    await ask.event(water, ours.id, 'cancel', { reason: 'Not needed.' })
    await spread(db(), { pack, now: time, mails: false })
    const ended = (await list(power)).items.find(({ kind }) => kind === 'case_settled')
    expect(ended?.path).toBe(`/cases?sel=${ended?.subject.id}`)
    expect(ended?.title).toMatch(/^Case KSA-C-\d+-\d+ has ended$/)
    await db()('notice')
      .where({ kind: 'case_settled' })
      .where({ user_id: power.userId })
      .update({ user_id: gas.userId })
    expect((await list(gas)).items).toEqual([])
  })
})

it('a call is told to whom it asks, its answers to who called, its end to all', async () => {
  await record(power, { title: 'Cable', period: { start: '2027-06-01', end: '2027-06-20' } })
  const theirs = await record(power, { title: 'Second', period: { start: '2027-08-01', end: '2027-08-20' } })
  await told()
  const call = await ask.ok<Call>(water, 'POST', '/api/interest-calls', { title: 'Share our trench', route, period })
  expect(await told(power, office, colleague, gas, builder)).toEqual([['call_opened'], ['call_opened'], [], [], []])
  const answered = { isInterested: true, worksIds: [theirs.id] }
  const { version } = await ask.ok<Call>(power, 'POST', `/api/interest-calls/${call.id}/answer`, answered)
  expect(await told(water, colleague, power)).toEqual([['call_answered'], ['call_answered'], []])
  await ask.ok(water, 'POST', `/api/interest-calls/${call.id}/closing`, { version, reason: 'Other dates.' })
  expect(await told(power, colleague, water, gas)).toEqual([['call_closed'], ['call_closed'], [], []])
})

it('a ban is told to the contractor and those it works for, and so is its end', async () => {
  const id = await addWorks(db(), water.agencyId as string, far, 'planned')
  await db()('works').where({ id }).update({ contractor_id: builder.agencyId })
  await told()
  const body = { contractorId: builder.agencyId, reason: 'safety_violations', from: '2026-11-24' }
  const ban = await ask.ok<{ id: string }>(office, 'POST', '/api/contractor-bans', body)
  expect(await told(builder, water, power, office)).toEqual([['contractor_banned'], ['contractor_banned'], [], []])
  await ask.ok(office, 'POST', `/api/contractor-bans/${ban.id}/lifting`, { reason: 'Barriers are in place.' })
  expect(await told(builder, water, power)).toEqual([['ban_lifted'], ['ban_lifted'], []])
})
