import { beforeEach, describe, expect, it } from 'vitest'
import { databaseForTests, pack } from '../../testing/database.ts'
import { asking } from '../../testing/procedure.ts'
import { addOrganisation, now, rootOffice, type SignedIn, serviceOn, signedIn } from '../../testing/service.ts'
import { verifyAudit } from '../audit/verify.ts'
import { verifyRegister } from '../coordination/verify.ts'
import type { Works } from '../works/contract.ts'
import { verifyHistories } from '../works/verify.ts'
import type { Case, CaseList } from './contract.ts'

/** What an agreement binds: whose it is to carry out, what it was given on, and what becomes of permits. */
const db = databaseForTests()
let ask: ReturnType<typeof asking>
let [water, power, telecom, office] = [] as unknown as [SignedIn, SignedIn, SignedIn, SignedIn]

beforeEach(async () => {
  const app = await serviceOn(db(), { clock: () => now })
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
const room = (by: SignedIn, id: string) => ask.ok<Case>(by, 'GET', `/api/cases/${id}`)
const codes = (answered: { json: () => { reasons?: { code: string }[] } }) =>
  answered.json().reasons?.map(({ code }) => code)
const dates = (worksId: string, days: object) => ({ measure: { kind: 'dates', changes: [{ worksId, period: days }] } })
const propose = (by: SignedIn, id: string, body: object) => ask.ok<Case>(by, 'POST', `/api/cases/${id}/proposals`, body)
const seenIn = ({ works: all }: Case) => all.map((one) => ({ id: one.id, version: one.version }))

async function accept(by: SignedIn, id: string, seen?: Case) {
  const shown = seen ?? (await room(by, id))
  const proposal = shown.proposals.find(({ state }) => state === 'open')
  const body = { answer: 'accept', works: seenIn(shown) }
  return ask.send(by, 'POST', `/api/cases/${id}/proposals/${proposal?.id}/answers`, body)
}
async function decide(id: string, body: object) {
  const seen = seenIn(await room(office, id))
  return ask.send(office, 'POST', `/api/cases/${id}/decision`, { works: seen, reason: 'As it must be.', ...body })
}
const caseOf = async (id: string) =>
  (await ask.ok<CaseList>(office, 'GET', `/api/cases?works=${id}`)).items[0]?.id as string

async function grant(id: string): Promise<void> {
  await ask.paid(office, id)
  expect((await ask.event(office, id, 'grant')).json()).toMatchObject({ status: 'permitted' })
}

/** Power has its permit where water then applies for the same days: their case, which water has caused. */
async function overPermit() {
  const theirs = await record(power, { title: 'Cable' })
  await ask.event(power, theirs.id, 'submit')
  await ask.event(office, theirs.id, 'approve')
  await grant(theirs.id)
  const ours = await record(water)
  await ask.event(water, ours.id, 'submit')
  return { ours, theirs, id: await caseOf(ours.id) }
}
async function clashing() {
  const theirs = await record(power, { title: 'Cable' })
  const ours = await record(water)
  await ask.event(water, ours.id, 'submit')
  return { ours, theirs, id: await caseOf(ours.id) }
}
const permitOf = async (id: string) => (await ask.procedure(office, id)).permit

describe('a permit', () => {
  it.each(['permitted', 'suspended'])(
    'of a works that is %s is changed by no parties, but by the office',
    async (status) => {
      const { theirs, id } = await overPermit()
      if (status === 'suspended') await ask.event(office, theirs.id, 'suspend', { reason: 'Until they agree.' })
      await propose(water, id, dates(theirs.id, later))
      const agreed = await accept(power, id)
      expect(agreed.json<Case>(), agreed.body).toMatchObject({ state: 'agreed', dueAt: '2026-11-29T13:30:00.000Z' })
      expect(await works(theirs.id)).toMatchObject({ period, status })
      expect(await permitOf(theirs.id)).toMatchObject({ valid: period, extensions: 0 })

      const proposalId = (await room(office, id)).proposals[0]?.id
      const decided = await decide(id, { proposalId })
      expect(decided.json<Case>(), decided.body).toMatchObject({ state: 'settled', endedBy: 'decided' })
      // a later end is an extension like any other
      expect(await permitOf(theirs.id)).toMatchObject({ valid: later, extensions: 1, extensionDays: 50 })
      expect((await verifyAudit(db())).broken).toEqual([])
      expect(await verifyHistories(db())).toMatchObject({ illegal: [] })
    },
  )

  it('runs no longer by a case than by its extensions', async () => {
    const { theirs, id } = await overPermit()
    await db()('permit').where({ works_id: theirs.id }).update({ extensions: pack.extension.most })
    const proposed = await propose(water, id, dates(theirs.id, later))
    expect(proposed.proposals[0]?.trial.refusal?.en).toMatch(/extended/i)
    expect(codes(await accept(power, id))).toEqual(['not_feasible'])
    expect(codes(await decide(id, { proposalId: proposed.proposals[0]?.id }))).toEqual(['extended_often'])
    expect(await permitOf(theirs.id)).toMatchObject({ valid: period })
  })

  it('waits for what its owner has proposed to the office already', async () => {
    const { theirs, id } = await overPermit()
    const { version } = await works(theirs.id)
    const change = { version, reason: 'A smaller trench.', trenchWidthMetres: 0.4 }
    await ask.ok(power, 'POST', `/api/works/${theirs.id}/amendments`, change)
    const { proposals } = await propose(water, id, { measure: { kind: 'reroute', worksId: theirs.id, route: aside } })
    expect(codes(await decide(id, { proposalId: proposals[0]?.id }))).toEqual(['amendment_open'])
  })

  it('that is given already carries the conditions on which the works are left as they are', async () => {
    const { theirs, ours, id } = await overPermit()
    const conditions = [{ code: 'locate_services' }, { text: 'One crew at a time.' }]
    await propose(water, id, { measure: { kind: 'as_is', conditions } })
    await accept(power, id)
    const decided = await decide(id, { proposalId: (await room(office, id)).proposals[0]?.id })
    expect(decided.json<Case>(), decided.body).toMatchObject({ state: 'settled' })
    expect((await permitOf(theirs.id))?.conditions).toEqual(conditions)
    expect(await permitOf(ours.id)).toBeNull()
  })
})

describe('two works that change places', () => {
  const swap = (one: Works, other: Works) => ({
    measure: {
      kind: 'dates',
      changes: [
        { worksId: one.id, period: other.period },
        { worksId: other.id, period: one.period },
      ],
    },
  })
  const opened = async (one: Works, other: Works) => {
    const asked = { works: [one.id, other.id] }
    return (await ask.ok<Case>(power, 'POST', '/api/cases', asked)).id
  }

  it('are assessed together, where nobody has a permit', async () => {
    const theirs = await record(power, { title: 'Cable' })
    const ours = await record(water, { period: later })
    for (const [by, { id }] of [[power, theirs], [water, ours]] as const) await ask.event(by, id, 'submit') // biome-ignore format: one line
    const id = await opened(theirs, ours)
    const { proposals } = await propose(water, id, swap(theirs, ours))
    expect(proposals[0]?.trial).toMatchObject({ complete: true, blocking: [], refusal: null })
    expect((await accept(power, id)).json<Case>()).toMatchObject({ state: 'settled', endedBy: 'agreed' })
    expect([(await works(theirs.id)).period, (await works(ours.id)).period]).toEqual([later, period])
  })

  it.each(['a permit of one', 'permits of both'])('are assessed together, with %s', async (permits) => {
    const theirs = await record(power, { title: 'Cable' })
    const ours = await record(water, { period: later })
    for (const [by, { id }] of [
      [power, theirs],
      [water, ours],
    ] as const) {
      await ask.event(by, id, 'submit')
      for (const asked of [power, water]) if (asked !== by) await ask.answer(asked, id, { answer: 'approve' })
      if (by === water && permits === 'a permit of one') continue
      expect((await ask.event(office, id, 'approve')).statusCode).toBe(200)
      await grant(id)
    }
    const id = await opened(theirs, ours)
    const { proposals } = await propose(water, id, swap(theirs, ours))
    expect(proposals[0]?.trial).toMatchObject({ complete: true, blocking: [], refusal: null })
    expect((await accept(power, id)).json<Case>()).toMatchObject({ state: 'agreed' })
    const decided = await decide(id, { proposalId: proposals[0]?.id })
    expect(decided.json<Case>(), decided.body).toMatchObject({ state: 'settled', endedBy: 'decided' })
    expect([(await works(theirs.id)).period, (await works(ours.id)).period]).toEqual([later, period])
    expect(await permitOf(theirs.id)).toMatchObject({ valid: later, extensions: 1 })
    const own = await permitOf(ours.id)
    if (permits === 'permits of both') expect(own).toMatchObject({ valid: period, extensions: 0 })
    else expect(own).toBeNull()
    expect(await verifyHistories(db())).toMatchObject({ illegal: [] })
    expect((await verifyRegister(db(), pack)).extra).toBe(0)
  })

  it('move onto no third one together either', async () => {
    const theirs = await record(power, { title: 'Cable' })
    const ours = await record(water, { period: later })
    await record(telecom, { title: 'Duct', period: { start: '2027-02-01', end: '2027-02-20' } })
    for (const [by, { id }] of [[power, theirs], [water, ours]] as const) await ask.event(by, id, 'submit') // biome-ignore format: one line
    const id = await opened(theirs, ours)
    const onto = { start: '2027-02-10', end: '2027-03-05' }
    const { proposals } = await propose(water, id, swap(theirs, { ...ours, period: onto }))
    expect(proposals[0]?.trial.blocking.map(({ kind }) => kind)).toContain('clash')
  })
})

describe('an acceptance', () => {
  it('is of works in the versions that were seen', async () => {
    const { ours, id } = await clashing()
    await propose(water, id, dates(ours.id, later))
    const seen = await room(power, id)
    await ask.ok(power, 'POST', `/api/works/${ours.id}/consultations/${power.agencyId}/answer`, {
      round: 1,
      answer: 'approve',
    })
    const blind = await accept(power, id, seen)
    expect(blind.json()).toMatchObject({ status: 409, type: '/problems/version', worksId: ours.id })
    // what was answered moves nothing of what was agreed on
    expect((await accept(power, id)).json<Case>()).toMatchObject({ state: 'settled' })
  })

  it('lapses where a works is another than the one it was given on', async () => {
    const { ours, theirs, id } = await clashing()
    await propose(water, id, dates(ours.id, later))
    const { version } = await works(theirs.id)
    const change = { version, period: { start: '2027-01-12', end: '2027-01-31' } }
    await ask.ok(power, 'PATCH', `/api/works/${theirs.id}`, change)
    const accepted = await accept(power, id)
    expect(accepted.json<Case>(), accepted.body).toMatchObject({ state: 'open', waitsFor: [water.agencyId] })
    expect((await works(ours.id)).period).toEqual(period)
    expect((await accept(water, id)).json<Case>()).toMatchObject({ state: 'settled', endedBy: 'agreed' })
  })

  it('does not outlive its case: one that is open again begins anew', async () => {
    const { ours, theirs, id } = await clashing()
    await propose(water, id, dates(ours.id, later))
    const move = async (to: object) => {
      const { version } = await works(theirs.id)
      await ask.ok(power, 'PATCH', `/api/works/${theirs.id}`, { version, route: to })
    }
    await move(aside)
    expect(await room(power, id)).toMatchObject({ state: 'closed', proposals: [{ state: 'dropped' }] })
    await move(route)
    expect(await room(power, id)).toMatchObject({ state: 'open', proposals: [{ state: 'dropped' }] })
  })
})

describe('a waiver', () => {
  it('that is given anew takes the place of the conditions of the one before', async () => {
    const { ours, theirs, id } = await clashing()
    const asIs = (conditions: object[]) => decide(id, { measure: { kind: 'as_is', conditions } })
    await asIs([{ text: 'One crew at a time.' }])
    const { version } = await works(theirs.id)
    const days = { start: '2027-01-20', end: '2027-02-08' }
    await ask.ok(power, 'PATCH', `/api/works/${theirs.id}`, { version, period: days })
    expect((await asIs([{ code: 'locate_services' }])).statusCode).toBe(200)
    await ask.answer(power, ours.id, { answer: 'approve' })
    await ask.event(office, ours.id, 'approve')
    await grant(ours.id)
    expect((await permitOf(ours.id))?.conditions).toEqual([{ code: 'locate_services' }])
  })
})

describe('another way', () => {
  it('leaves no connection of a works behind', async () => {
    await record(power, { title: 'Cable' })
    const bare = await record(water, { category: 'multi_connection' })
    const drawn = { type: 'Point', coordinates: [46.701, 24.7001] }
    const items = [{ label: 'Villa 1', drawn }]
    await ask.ok(water, 'POST', `/api/works/${bare.id}/connections`, { version: bare.version, items })
    expect((await ask.event(water, bare.id, 'submit')).statusCode).toBe(200)
    const id = await caseOf(bare.id)
    const measure = { kind: 'reroute', worksId: bare.id, route: aside }
    const { proposals } = await propose(water, id, { measure })
    expect(proposals[0]?.trial.refusal?.en).toMatch(/Connections .*1.* do not start/)
    expect(codes(await decide(id, { measure }))).toEqual(['not_feasible'])
    expect((await works(bare.id)).route).toEqual(route)
  })
})

describe('a closure on the diversion of another', () => {
  it('is a case as a clash is, and is solved by other days', async () => {
    const line = { type: 'LineString', coordinates: [[46.701, 24.699], [46.701, 24.701]] } // biome-ignore format: one line
    await record(telecom, { route: aside, closure: 'full', diversions: [{ line }] })
    const ours = await record(water, { closure: 'full' })
    await ask.event(water, ours.id, 'submit')
    const id = await caseOf(ours.id)
    expect(await room(water, id)).toMatchObject({ conflicts: [{ kind: 'diversion' }], blocking: 1 })
    const onIt = { start: '2027-01-12', end: '2027-01-31' }
    expect((await propose(water, id, dates(ours.id, onIt))).proposals[0]?.trial.blocking).toMatchObject([
      { kind: 'diversion' },
    ])
    expect((await propose(water, id, dates(ours.id, later))).proposals[0]?.trial.blocking).toEqual([])
    expect((await accept(telecom, id)).json<Case>()).toMatchObject({ state: 'settled', blocking: 0 })
  })
})
