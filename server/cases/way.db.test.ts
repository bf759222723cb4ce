import sharp from 'sharp'
import { beforeEach, describe, expect, it } from 'vitest'
import { addConsultation, addWorks } from '../../testing/applications.ts'
import { databaseForTests, pack } from '../../testing/database.ts'
import { formOf } from '../../testing/form.ts'
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
import { verifyAudit } from '../audit/verify.ts'
import { verifyRegister } from '../coordination/verify.ts'
import { rows } from '../database/sql.ts'
import type { WorksGroup } from '../dig-once/contract.ts'
import { keeper } from '../dig-once/keeper.ts'
import { linkWorks } from '../dig-once/link.ts'
import type { LineString } from '../geo/contract.ts'
import type { Works, WorksHistory } from '../works/contract.ts'
import { verifyHistories } from '../works/verify.ts'
import type { Case, CaseList, CaseMessage } from './contract.ts'
import { escalateCases, reviewCases } from './with-time.ts'

const db = databaseForTests()
let ask: ReturnType<typeof asking>
let [water, power, telecom, office] = [] as unknown as [SignedIn, SignedIn, SignedIn, SignedIn]
let time = now
const png = await sharp({ create: { width: 8, height: 8, channels: 3, background: '#888' } })
  .png()
  .toBuffer()

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
  telecom = await signedIn(app, db(), 'utility', await addOrganisation(db(), 'TELECOM'))
  office = await signedIn(app, db(), 'planner', await rootOffice(db()))
})

const route = { type: 'LineString', coordinates: [[46.7, 24.7], [46.702, 24.7]] } // biome-ignore format: one line
const aside = { type: 'LineString', coordinates: [[46.7, 24.71], [46.702, 24.71]] } // biome-ignore format: one line
const period = { start: '2027-01-10', end: '2027-01-29' }
const later = { start: '2027-03-01', end: '2027-03-20' }
const given = { title: 'Main renewal', category: 'planned', utility: 'water', status: 'planned', route, period }
const record = (by: SignedIn, more: object = {}) => ask.ok<Works>(by, 'POST', '/api/works', { ...given, ...more })
const works = (id: string) => ask.ok<Works>(office, 'GET', `/api/works/${id}`)
const casesOf = (by: SignedIn, more = '') => ask.ok<CaseList>(by, 'GET', `/api/cases?${more}`)
const room = (by: SignedIn, id: string) => ask.ok<Case>(by, 'GET', `/api/cases/${id}`)
const codes = (answer: { json: () => { reasons?: { code: string }[] } }) =>
  answer.json().reasons?.map(({ code }) => code)
const timed = () => ({ pack, now: time })

/** So many rows of the register were read in this transaction. */
async function readOfRegister(): Promise<number> {
  const [read] = await rows<{ read: number }>(
    db(),
    `select (seq_tup_read + coalesce(idx_tup_fetch, 0))::int as read from pg_stat_xact_user_tables where relname = 'conflict'`,
  )
  return read?.read ?? 0
}

/** Water submits over what power plans on the same days: a clash, and with it a case that water has caused. */
async function clashing() {
  const theirs = await record(power, { title: 'Cable' })
  const ours = await record(water)
  expect((await casesOf(water)).items).toEqual([])
  await ask.event(water, ours.id, 'submit')
  const [opened] = (await casesOf(water)).items
  return { ours, theirs, id: opened?.id as string }
}
/** The last amendment of a works, and the last line of its history. */
async function amended(by: SignedIn, worksId: string): Promise<unknown[]> {
  const [amendments, history] = [await ask.ok<{ items: object[] }>(by, 'GET', `/api/works/${worksId}/amendments`), await ask.ok<{ items: object[] }>(by, 'GET', `/api/works/${worksId}/history`)] // biome-ignore format: one line
  return [amendments.items[0], history.items[0]]
}
const dates = (worksId: string, days: object) => ({ measure: { kind: 'dates', changes: [{ worksId, period: days }] } })
const propose = (by: SignedIn, id: string, body: object) => ask.send(by, 'POST', `/api/cases/${id}/proposals`, body)
const answer = async (by: SignedIn, id: string, body: object) => {
  const { proposals, works: all } = await room(by, id)
  const proposal = proposals.find(({ state }) => state === 'open')
  const seen =
    'answer' in body && body.answer === 'accept'
      ? { works: all.map((one) => ({ id: one.id, version: one.version })) }
      : {}
  return ask.send(by, 'POST', `/api/cases/${id}/proposals/${proposal?.id}/answers`, { ...seen, ...body })
}
const decide = async (id: string, body: object) => {
  const seen = (await room(office, id)).works.map((one) => ({ id: one.id, version: one.version }))
  return ask.send(office, 'POST', `/api/cases/${id}/decision`, { works: seen, reason: 'As it must be.', ...body })
}

describe('the routes', () => {
  const id = '018f0000-0000-7000-8000-000000000001'
  const one = `/api/cases/${id}`
  it.each([
    ['GET', '/api/cases', {}, 'cases.read'],
    ['GET', one, {}, 'cases.read'],
    ['POST', '/api/cases', {}, 'cases.write'],
    ['POST', `${one}/messages`, {}, 'cases.write'],
    ['GET', `${one}/photos/${id}/small`, {}, 'cases.read'],
    ['POST', `${one}/proposals`, {}, 'cases.write'],
    ['POST', `${one}/proposals/${id}/answers`, {}, 'cases.write'],
    ['POST', `${one}/decision`, {}, 'works.decide'],
  ] as const)('%s %s answers 401 and 403', async (method, url, payload, permission) => {
    const allowed = permissions[permission]
    const answered = await refusals(ask.app, db(), { method, url, payload, allowed })
    expect(answered.visitor).toBe(401)
    expect(answered.others.length).toBeGreaterThan(0)
    expect(new Set(answered.others)).toEqual(new Set([403]))
  })
})

/** What a case let pass is told with the case: in no pack, no history and no procedure of whoever may not see it. */
async function wordsStayInside(worksId: string): Promise<void> {
  const pack = '/api/meeting-pack?quarter=2027-Q1&area=46.69,24.69;46.71,24.69;46.71,24.71;46.69,24.71'
  const addresses = [pack, `/api/works/${worksId}/history`, `/api/works/${worksId}/procedure`]
  const asked = await signedIn(ask.app, db(), 'utility', await addOrganisation(db(), 'ASKED'))
  await addConsultation(db(), worksId, asked.agencyId as string)
  for (const by of [telecom, asked])
    for (const address of addresses) {
      const answer = await ask.send(by, 'GET', address)
      expect([answer.statusCode, answer.body.includes('KSA-C-')], address).toEqual([200, false])
    }
  for (const address of addresses) expect((await ask.send(water, 'GET', address)).body).toContain('KSA-C-')
}

describe('a case', () => {
  it('goes from a finding over a bad proposal and a counter-proposal to dates that all accept', async () => {
    const { ours, theirs, id } = await clashing()
    const opened = await room(power, id)
    expect(opened).toMatchObject({
      number: 'KSA-C-2026-00001',
      state: 'open',
      causeWorksId: ours.id,
      waitsFor: [water.agencyId],
      // Tuesday 09:00 in Riyadh and three working days: Sunday at the cut-off
      dueAt: '2026-11-29T13:30:00.000Z',
      blocking: 1,
      conflicts: [{ kind: 'clash' }],
    })
    expect(opened.may).toEqual(['write'])
    const linesOf = async (by: SignedIn) =>
      (await ask.send(by, 'GET', '/api/cases.csv?lang=en&state=open')).body.trim().split('\r\n')
    const lines = await linesOf(power)
    expect(lines).toHaveLength(2)
    expect(lines[1]).toContain('KSA-C-2026-00001,')
    expect(lines[1]).toContain('2026-11-29 16:30')
    expect(await linesOf(telecom)).toHaveLength(1)
    expect(codes(await propose(power, id, dates(theirs.id, later)))).toEqual(['cause_first'])

    const bad = await propose(water, id, dates(ours.id, { start: '2027-01-15', end: '2027-02-03' }))
    expect(bad.statusCode, bad.body).toBe(201)
    expect(bad.json<Case>().proposals[0]?.trial).toMatchObject({
      complete: true,
      blocking: [
        {
          kind: 'clash',
          worksId: theirs.id,
          other: { id: ours.id, number: (await works(ours.id)).number, agencyId: water.agencyId },
          explanation: { en: expect.any(String), ar: expect.any(String) },
        },
      ],
    })
    expect(codes(await answer(power, id, { answer: 'accept' }))).toEqual(['leaves_blocking'])
    expect((await works(ours.id)).period).toEqual(period)

    const countered = await answer(power, id, { answer: 'counter', reason: 'After us.', ...dates(ours.id, later) })
    expect(countered.json<Case>()).toMatchObject({
      waitsFor: [water.agencyId],
      proposals: [{ state: 'open', trial: { complete: true, blocking: [], warnings: 1 } }, { state: 'countered' }],
    })
    const accepted = await answer(water, id, { answer: 'accept' })
    expect(accepted.statusCode, accepted.body).toBe(200)
    expect(accepted.json<Case>()).toMatchObject({ state: 'settled', endedBy: 'agreed', dueAt: null, blocking: 0 })
    expect((await works(ours.id)).period).toEqual(later)
    // to whoever is in the case it is told with its words; to others, that a case moved it
    const [inside, outside] = [await amended(power, ours.id), await amended(telecom, ours.id)]
    expect(inside).toMatchObject([{ caseId: id, reason: expect.stringContaining('KSA-C-2026-00001') }, { event: 'amend', reason: expect.stringContaining('KSA-C-2026-00001') }]) // biome-ignore format: one line
    expect(outside).toMatchObject([{ cause: 'case', caseId: null, reason: null }, { event: 'amend', reason: null, after: { period: later } }]) // biome-ignore format: one line
    expect((await ask.procedure(office, ours.id)).findings).toEqual([])
    expect(codes(await propose(water, id, dates(ours.id, period)))).toEqual(['ended'])
    expect(await verifyRegister(db(), pack)).toMatchObject({ missing: 0, extra: 0, differing: 0 })
    expect(await verifyHistories(db())).toMatchObject({ illegal: [] })
    expect((await verifyAudit(db())).broken).toEqual([])
  })

  it('ends in a permit that the clash forbade', async () => {
    const { ours, id } = await clashing()
    const { consultations, events } = await ask.procedure(office, ours.id)
    expect(consultations.map(({ agencyId }) => agencyId)).toEqual([power.agencyId])
    expect(events.find(({ event }) => event === 'approve')?.reasons.map(({ code }) => code)).toContain(
      'blocking_findings',
    )
    await propose(water, id, dates(ours.id, later))
    expect((await answer(power, id, { answer: 'accept' })).json<Case>().state).toBe('settled')
    // its days are others: everybody is asked anew
    expect((await works(ours.id)).rounds).toBe(2)
    await ask.answer(power, ours.id, { answer: 'approve', round: 2 })
    expect((await ask.event(office, ours.id, 'approve')).json()).toMatchObject({ status: 'approved' })
    await ask.paid(office, ours.id)
    expect((await ask.event(office, ours.id, 'grant')).json()).toMatchObject({ status: 'permitted' })
  })

  it('is decided by the office, on the works as it saw them', async () => {
    const { ours, theirs, id } = await clashing()
    const order = { measure: { kind: 'sequence', order: [theirs.id, ours.id] } }
    const old = [ours, theirs].map((one) => ({ id: one.id, version: one.version }))
    const blind = await ask.send(office, 'POST', `/api/cases/${id}/decision`, { works: old, reason: 'Soon.', ...order })
    expect(blind.json()).toMatchObject({ status: 409, type: '/problems/version', worksId: ours.id })
    expect(
      (await ask.send(water, 'POST', `/api/cases/${id}/decision`, { works: old, reason: 'Mine.' })).statusCode,
    ).toBe(403)
    const empty = await decide(id, {})
    expect([empty.statusCode, empty.json().errors]).toMatchObject([400, [{ path: 'measure' }]])
    expect(codes(await decide(id, dates(ours.id, { start: '2027-01-12', end: '2027-01-31' })))).toEqual([
      'leaves_blocking',
    ])
    const decided = await decide(id, order)
    expect(decided.json<Case>()).toMatchObject({
      state: 'settled',
      endedBy: 'decided',
      reason: 'As it must be.',
      proposals: [{ state: 'decided', by: { isOffice: true }, measure: { kind: 'sequence' } }],
    })
    // the ground rests for seven days after the first has ended
    expect((await works(ours.id)).period).toEqual({ start: '2027-02-05', end: '2027-02-24' })
    expect((await works(theirs.id)).period).toEqual(period)
    const { items } = await ask.ok<{ items: { event: string; reason: string }[] }>(
      water,
      'GET',
      `/api/works/${ours.id}/history`,
    )
    expect(items[0]).toMatchObject({ event: 'amend', reason: 'Case KSA-C-2026-00001: As it must be.' })
  })

  it('is accepted as it is only by the office, whose conditions both permits carry; raw SQL cannot go round it', async () => {
    const { ours, theirs, id } = await clashing()
    const conditions = [{ code: 'locate_services' }, { text: 'One crew at a time.' }]
    await propose(water, id, { measure: { kind: 'as_is', conditions } })
    expect((await answer(power, id, { answer: 'accept' })).json<Case>()).toMatchObject({
      state: 'agreed',
      // the office has a time of its own
      dueAt: '2026-11-29T13:30:00.000Z',
    })
    expect(codes(await propose(water, id, dates(ours.id, later)))).toEqual(['waits_for_office'])
    await db().raw('savepoint grant_by_hand')
    await expect(db()('works').where({ id: ours.id }).update({ status: 'permitted' })).rejects.toThrow(/permit|meets/)
    await db().raw('rollback to savepoint grant_by_hand')
    const proposalId = (await room(office, id)).proposals[0]?.id
    expect((await decide(id, { proposalId })).json<Case>()).toMatchObject({ state: 'settled', blocking: 0 })
    expect(await db()('conflict').select('kind', 'state')).toEqual([{ kind: 'clash', state: 'waived' }])
    await ask.answer(power, ours.id, { answer: 'approve' })
    await ask.event(office, ours.id, 'approve')
    await ask.paid(office, ours.id)
    const granted = await ask.event(office, ours.id, 'grant', { conditions: [{ code: 'locate_services' }] })
    expect(granted.json()).toMatchObject({ status: 'permitted' })
    expect((await ask.procedure(water, ours.id)).permit?.conditions).toEqual(conditions)
    await wordsStayInside(ours.id)

    // a change of either works brings the waiver before the office again, and with it the case
    const seen = await works(theirs.id)
    const days = { start: '2027-01-20', end: '2027-02-08' }
    await ask.ok(power, 'PATCH', `/api/works/${theirs.id}`, { version: seen.version, period: days })
    expect(await room(power, id)).toMatchObject({
      state: 'open',
      endedAt: null,
      blocking: 1,
      waitsFor: [water.agencyId],
    })
  })

  it('shares a trench under a lead, and the works meet no more', async () => {
    const { ours, theirs, id } = await clashing()
    await propose(water, id, { measure: { kind: 'shared_trench', leadId: theirs.id, memberIds: [ours.id] } })
    // a link takes a blocking finding away: what the parties agreed on waits for the office
    expect((await answer(power, id, { answer: 'accept' })).json<Case>()).toMatchObject({ state: 'agreed', blocking: 1 })
    const shared = await decide(id, { proposalId: (await room(office, id)).proposals[0]?.id })
    expect(shared.json<Case>(), shared.body).toMatchObject({ state: 'settled', blocking: 0, warning: 0 })
    expect(await db()('works_group_member').select('works_id', 'cause_kind', 'cause_id').orderBy('works_id')).toEqual(
      [theirs.id, ours.id].sort().map((works_id) => ({ works_id, cause_kind: 'case', cause_id: id })),
    )
    const causes = async (by: SignedIn) =>
      (await ask.ok<{ group: WorksGroup }>(by, 'GET', `/api/works/${ours.id}/group`)).group.members.map(({ cause }) => cause) // biome-ignore format: one line
    expect(await causes(water)).toEqual(Array(2).fill({ kind: 'case', id }))
    expect(await causes(telecom)).toEqual(Array(2).fill({ kind: 'case', id: null }))

    // both histories tell it, whoever may write on which of them
    const told = async (by: SignedIn, worksId: string) =>
      (await ask.ok<WorksHistory>(by, 'GET', `/api/works/${worksId}/history`)).items.filter(({ trench }) => trench)
    const shares = (id: string) => ({ event: 'share_trench', reason: null, by: { id: office.userId }, trench: { leadId: theirs.id, others: [{ id }] } }) // biome-ignore format: one line
    expect(await told(water, ours.id)).toMatchObject([shares(theirs.id)])
    expect(await told(telecom, theirs.id)).toMatchObject([shares(ours.id)])
    const group = (await ask.ok<{ group: WorksGroup }>(office, 'GET', `/api/works/${ours.id}/group`)).group
    await db().raw("update works_group_member set linked_at = linked_at - interval '1 hour'")
    const ending = { version: group.version, reason: 'Other dates.' }
    await ask.ok(office, 'POST', `/api/works-groups/${group.id}/dissolving`, ending)
    expect(await told(power, ours.id)).toMatchObject([
      { event: 'leave_trench', reason: null },
      { event: 'share_trench' },
    ])
    expect(await told(water, ours.id)).toMatchObject([{ reason: 'Other dates.' }, { event: 'share_trench' }])
  })

  it('shares a trench that another works joins later: its own history and the others’ tell whom, and who linked it', async () => {
    const { ours, theirs, id } = await clashing()
    const third = await record(telecom, { title: 'Duct' })
    const another = await signedIn(ask.app, db(), 'planner', office.agencyId as string)
    const link = async (by: SignedIn, memberId: string, instant: string) => {
      const actor: Actor = { userId: by.userId, keyId: null, role: 'planner', isAdmin: false, agencyId: by.agencyId, ground: 'everywhere', scopes: null } // biome-ignore format: one line
      const asked = { leadId: theirs.id, memberIds: [memberId], cause: { kind: 'case', id } } as const
      const linked = await linkWorks(db(), asked, { pack, keeper, actor, now: new Date(instant) })
      expect(linked.problem).toBeUndefined()
    }
    await link(office, ours.id, '2026-11-25T08:00:00Z')
    await link(another, third.id, '2026-11-26T08:00:00Z')
    const told = async (by: SignedIn, worksId: string) =>
      (await ask.ok<WorksHistory>(by, 'GET', `/api/works/${worksId}/history`)).items.filter(({ trench }) => trench)
    const { number } = third
    const joined = { event: 'join_trench', by: { id: another.userId }, trench: { leadId: theirs.id, others: [{ id: third.id, number, agencyId: telecom.agencyId }] } } // biome-ignore format: one line
    const shared = { event: 'share_trench', by: { id: office.userId } }
    expect(await told(water, ours.id)).toMatchObject([joined, { ...shared, trench: { others: [{ id: theirs.id }] } }])
    expect(await told(power, theirs.id)).toMatchObject([joined, { ...shared, trench: { others: [{ id: ours.id }] } }])
    const others = [theirs.id, ours.id].sort().map((each) => ({ id: each }))
    expect(await told(telecom, third.id)).toMatchObject([{ ...shared, by: { id: another.userId }, trench: { others } }])
  })

  it('takes another way, where that meets nobody', async () => {
    const { ours, id } = await clashing()
    const crooked = { type: 'LineString', coordinates: [[46.7, 24.7]] }
    const bad = await propose(water, id, { measure: { kind: 'reroute', worksId: ours.id, route: crooked } })
    expect([bad.statusCode, bad.json().errors[0].path]).toEqual([422, 'route/coordinates'])
    await propose(water, id, { measure: { kind: 'reroute', worksId: ours.id, route: aside } })
    expect((await answer(power, id, { answer: 'accept' })).json<Case>()).toMatchObject({
      state: 'settled',
      conflicts: [],
    })
    expect((await works(ours.id)).route).toEqual(aside)
  })

  it('escalates once where a turn is missed, and then waits for the office', async () => {
    const { ours, id } = await clashing()
    await propose(water, id, dates(ours.id, { start: '2027-01-15', end: '2027-02-03' }))
    expect((await answer(power, id, { answer: 'reject', reason: 'Not while we dig.' })).json<Case>()).toMatchObject({
      state: 'open',
      waitsFor: [water.agencyId, power.agencyId].sort(),
    })
    await at('2026-11-29T13:29:00Z')
    expect(await escalateCases(db(), timed())).toBe(0)
    await at('2026-11-29T13:31:00Z')
    expect(await escalateCases(db(), timed())).toBe(1)
    expect(await escalateCases(db(), timed())).toBe(0)
    expect(await room(water, id)).toMatchObject({
      state: 'escalated',
      escalatedAt: '2026-11-29T13:30:00.000Z',
      dueAt: null,
    })
    expect((await casesOf(water, 'mine=true')).items).toEqual([])
    expect((await casesOf(office, 'mine=true')).items).toMatchObject([{ id }])
    expect(await db()('audit').where({ subject: 'case', event: 'escalate' })).toHaveLength(1)
    // agreement is still welcome
    await propose(power, id, dates(ours.id, later))
    expect((await answer(water, id, { answer: 'accept' })).json<Case>().state).toBe('settled')
  })

  it('is open to everybody again where the office lets its own time pass', async () => {
    const { ours, id } = await clashing()
    await propose(water, id, { measure: { kind: 'as_is', conditions: [] } })
    expect((await answer(power, id, { answer: 'accept' })).json<Case>().state).toBe('agreed')
    await at('2026-11-29T13:31:00Z')
    expect(await escalateCases(db(), timed())).toBe(1)
    expect(await room(water, id)).toMatchObject({ state: 'escalated', dueAt: null })
    await propose(water, id, dates(ours.id, later))
    expect((await answer(power, id, { answer: 'accept' })).json<Case>().state).toBe('settled')
  })

  it('is never put off beyond its last day by proposals and counter-proposals', async () => {
    const { ours, id } = await clashing()
    // ten working days after Tuesday
    for (const [instant, due] of [
      ['2026-12-02T06:00:00Z', '2026-12-07T13:30:00.000Z'],
      ['2026-12-07T06:00:00Z', '2026-12-08T13:30:00.000Z'],
    ] as const) {
      await at(instant)
      const proposed = await propose(water, id, dates(ours.id, later))
      expect(proposed.json<Case>().dueAt, proposed.body).toBe(due)
    }
  })

  it('ends by itself where a works is withdrawn or moved, and says why', async () => {
    const { ours, id } = await clashing()
    await ask.event(water, ours.id, 'cancel')
    expect(await room(power, id)).toMatchObject({ state: 'closed', endedBy: 'withdrawn', waitsFor: [] })
    const again = await record(water)
    await ask.event(water, again.id, 'submit')
    const [opened] = (await casesOf(power, 'state=open')).items
    expect(opened).toMatchObject({ causeWorksId: again.id })
    const moving = (await casesOf(power, 'state=open')).items[0]?.works.find(
      ({ agencyId }) => agencyId === power.agencyId,
    )
    const change = { version: moving?.version, route: aside }
    await ask.ok(power, 'PATCH', `/api/works/${moving?.id}`, change)
    expect(await room(power, opened?.id as string)).toMatchObject({ state: 'closed', endedBy: 'cleared' })
  })

  it('ends where the office has waived all of it elsewhere', async () => {
    const { ours, theirs, id } = await clashing()
    const { version, findings } = await ask.procedure(office, ours.id)
    const { kind, ruleId, other } = (findings as NonNullable<typeof findings>)[0] as NonNullable<
      typeof findings
    >[number]
    const named = { type: other.type, id: theirs.id, version: other.version }
    await ask.ok(office, 'POST', `/api/works/${ours.id}/waivers`, {
      version,
      kind,
      ruleId,
      other: named,
      reason: 'Deeper.',
    })
    expect(await reviewCases(db(), timed())).toBe(1)
    expect(await room(office, id)).toMatchObject({ state: 'closed', endedBy: 'waived' })
  })

  it('is filed by the hour for what a writer left, without a reading of the whole register', async () => {
    const agencies = [water, power, telecom].map(({ agencyId }) => agencyId as string)
    for (let place = 0; place < 24; place++)
      await addWorks(db(), agencies[place % 2] as string, aside as LineString, 'planned')
    const [ours] = [await addWorks(db(), agencies[0] as string, route as LineString, 'submitted')]
    await addWorks(db(), agencies[2] as string, route as LineString, 'planned')
    await db()('case_pair').delete()
    expect((await db()('conflict').select('works_a')).length).toBeGreaterThan(200)
    const before = await readOfRegister()
    const [found] = await rows<{ works_a: string; works_b: string }>(db(), 'select * from unfiled_pairs(null, 200)')
    expect([found?.works_a, found?.works_b]).toContain(ours)
    // besides the pair, only what finding it looked at
    expect((await readOfRegister()) - before).toBeLessThan(20)
  })

  it('stands again by the hour where something blocks after it has ended', async () => {
    const { id } = await clashing()
    const ended = { state: 'closed', ended_at: now, ended_by: 'cleared', due_at: null }
    await db()('coordination_case').where({ id }).update(ended)
    expect(await reviewCases(db(), timed())).toBe(1)
    expect(await room(water, id)).toMatchObject({ state: 'open' })
  })

  it('is joined by whoever comes to the same ground, who has to hear what stands proposed', async () => {
    const { ours, id } = await clashing()
    await propose(water, id, dates(ours.id, later))
    const third = await record(telecom, { title: 'Ducts' })
    await ask.event(telecom, third.id, 'submit')
    const joined = await room(telecom, id)
    expect(joined).toMatchObject({ state: 'open', causeWorksId: ours.id, waitsFor: [power.agencyId, telecom.agencyId] })
    expect(joined.parties).toHaveLength(3)
    expect((await casesOf(office)).items).toHaveLength(1)
    // what moved water away leaves telecom over power
    expect(codes(await answer(power, id, { answer: 'accept' }))).toEqual(['leaves_blocking'])
  })

  it('is opened on purpose while all is only planned, by a party or the office, and then found again', async () => {
    const [theirs, ours] = [await record(power, { title: 'Cable' }), await record(water)]
    const pair = { works: [ours.id, theirs.id] }
    expect((await ask.send(telecom, 'POST', '/api/cases', pair)).statusCode).toBe(403)
    const opened = await ask.send(power, 'POST', '/api/cases', pair)
    expect([opened.statusCode, opened.json<Case>().state], opened.body).toEqual([201, 'open'])
    const again = await ask.ok<Case>(office, 'POST', '/api/cases', pair)
    expect(again).toMatchObject({ id: opened.json<Case>().id, version: 1 })
    const own = await record(water, { title: 'Second main' })
    expect(codes(await ask.send(water, 'POST', '/api/cases', { works: [own.id, ours.id] }))).toEqual(['same_owner'])
    const far = await record(power, { route: aside })
    expect(codes(await ask.send(water, 'POST', '/api/cases', { works: [far.id, ours.id] }))).toEqual([
      'nothing_between',
    ])
  })

  it('is listed in pages from which none is left out where another ends meanwhile', async () => {
    for (const by of [0, 0.01, 0.02]) {
      const ground = {
        route: { ...route, coordinates: route.coordinates.map(([lng = 0, lat = 0]) => [lng, lat + by]) },
      }
      await record(power, { ...ground, title: 'Cable' })
      await ask.event(water, (await record(water, ground)).id, 'submit')
    }
    const all = (await casesOf(office)).items.map(({ id }) => id)
    const first = await casesOf(office, 'limit=1')
    await db()('coordination_case').where({ id: all[0] }).update({ state: 'closed', ended_at: now, ended_by: 'cleared', due_at: null }) // biome-ignore format: one line
    const second = await casesOf(office, `limit=1&cursor=${first.nextCursor}`)
    const third = await casesOf(office, `limit=1&cursor=${second.nextCursor}`)
    expect([first, second, third].map(({ items }) => items[0]?.id)).toEqual(all)
    // what has ended meanwhile comes again, at the end
    const last = await casesOf(office, `limit=1&cursor=${third.nextCursor}`)
    expect([last.items[0]?.id, last.nextCursor]).toEqual([all[0], null])
  })

  it('is there for its parties and its office only, with all that is said in it', async () => {
    const { id } = await clashing()
    expect((await ask.send(telecom, 'GET', `/api/cases/${id}`)).statusCode).toBe(404)
    expect((await casesOf(telecom)).items).toEqual([])
    const said = { text: 'Our cable lies here.', sketch: JSON.stringify(aside), photo: { name: 'a.png', bytes: png } }
    const send = (by: SignedIn, fields: Parameters<typeof formOf>[0]) => {
      const { payload, headers } = formOf(fields)
      return ask.app.inject({
        method: 'POST',
        url: `/api/cases/${id}/messages`,
        payload,
        headers: { ...by.headers, ...headers },
      })
    }
    expect((await send(telecom, said)).statusCode).toBe(404)
    expect((await send(power, { ...said, sketch: '{' })).statusCode).toBe(400)
    const sent = await send(power, said)
    expect(sent.json(), sent.body).toMatchObject({ text: said.text, sketch: aside, by: { agencyId: power.agencyId } })
    expect((await send(office, { text: 'We read this.' })).json()).toMatchObject({
      by: { isOffice: true, agencyId: null },
    })
    expect((await room(water, id)).messages).toHaveLength(2)
    const url = `/api/cases/${id}/photos/${sent.json<CaseMessage>().photoId}/small`
    expect((await ask.send(water, 'GET', url)).statusCode).toBe(200)
    expect((await ask.send(telecom, 'GET', url)).statusCode).toBe(404)
    expect((await ask.send(null, 'GET', `/api/media/${sent.json<CaseMessage>().photoId}/small`)).statusCode).toBe(404)
  })

  it('is found by its state, its ground, its parties and by when it is due', async () => {
    const { ours, id } = await clashing()
    const found = async (more: string) => (await casesOf(office, more)).items.map((one) => one.id)
    expect(await found('bbox=46.69,24.69,46.71,24.705')).toEqual([id])
    expect(await found('bbox=46.5,24.5,46.6,24.6')).toEqual([])
    expect(await found('due=2026-11-28')).toEqual([])
    expect(await found('due=2026-11-29')).toEqual([id])
    expect(await found(`agency=${power.agencyId}&works=${ours.id}&state=open,escalated`)).toEqual([id])
    expect(await found(`agency=${telecom.agencyId}`)).toEqual([])
    expect((await casesOf(water, 'mine=true')).items).toHaveLength(1)
    expect((await casesOf(power, 'mine=true')).items).toEqual([])
  })
})
