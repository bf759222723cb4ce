import { beforeEach, describe, expect, it } from 'vitest'
import { databaseForTests, pack } from '../../testing/database.ts'
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
import type { Works } from '../works/contract.ts'
import type { Ban } from './contract.ts'
import { isContractorBanned } from './standing.ts'

const db = databaseForTests()
let ask: ReturnType<typeof asking>
let [water, builder, other, office, root] = [] as unknown as SignedIn[] as [
  SignedIn,
  SignedIn,
  SignedIn,
  SignedIn,
  SignedIn,
]
let time = now

const square = { type: 'Polygon' as const, coordinates: [[[46.6, 24.6], [46.8, 24.6], [46.8, 24.8], [46.6, 24.8], [46.6, 24.6]]] as [number, number][][] } // biome-ignore format: one line

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
  builder = await signedIn(app, db(), 'contractor', await addOrganisation(db(), 'BUILDER', 'contractor'))
  other = await signedIn(app, db(), 'contractor', await addOrganisation(db(), 'OTHER', 'contractor'))
  const officeId = await addOrganisation(db(), 'TOWN', 'municipality')
  await addMunicipality(db(), 'TOWN', officeId, square)
  office = await signedIn(app, db(), 'planner', officeId)
  root = await signedIn(app, db(), 'planner', await rootOffice(db()))
})

const url = '/api/contractor-bans'
const given = () => ({ contractorId: builder.agencyId, reason: 'safety_violations', from: '2026-11-24' })
const impose = (by: SignedIn, more: object = {}) => ask.send(by, 'POST', url, { ...given(), ...more })
const banned = async (by: SignedIn, more: object = {}) => (await impose(by, more)).json<Ban>()
const lift = (by: SignedIn, id: string, reason = 'Barriers are in place.') =>
  ask.send(by, 'POST', `${url}/${id}/lifting`, { reason })
const listed = async (by: SignedIn, query = '') =>
  (await ask.ok<{ items: Ban[] }>(by, 'GET', `${url}${query}`)).items.map(({ id }) => id)
const codes = (answer: { json: () => { reasons?: { code: string }[] } }) =>
  answer.json().reasons?.map(({ code }) => code)

/** Water's works, which the builder is to dig. */
const works = () =>
  ask.ok<Works>(water, 'POST', '/api/works', {
    title: 'Main renewal',
    category: 'planned',
    utility: 'water',
    status: 'planned',
    contractorId: builder.agencyId,
    route: { type: 'LineString', coordinates: [[46.7, 24.7], [46.702, 24.7]] }, // biome-ignore format: one line
    period: { start: '2027-01-10', end: '2027-01-29' },
  })

describe('the routes', () => {
  const id = '018f0000-0000-7000-8000-000000000001'
  it.each([
    ['GET', url, {}, 'bans.read'],
    ['POST', url, { contractorId: id, reason: 'other', from: '2026-11-24' }, 'bans.write'],
    ['POST', `${url}/${id}/lifting`, { reason: 'Mended.' }, 'bans.write'],
  ] as const)('%s %s answers 401 and 403', async (method, path, payload, permission) => {
    const allowed = permissions[permission]
    const answered = await refusals(ask.app, db(), { method, url: path, payload, allowed })
    expect(answered.visitor).toBe(401)
    expect(answered.others.length).toBeGreaterThan(0)
    expect(new Set(answered.others)).toEqual(new Set([403]))
  })
})

describe('a ban', () => {
  it('is imposed by an office, told to whom it concerns, and hidden from other contractors', async () => {
    await works()
    // what has become works of its own is over
    const project = await works()
    await db()('works').where({ id: project.id }).update({ category: 'future_project', status: 'progressed' })
    const ban = await banned(office, { note: 'Open trench without barriers.', until: '2027-05-31' })
    expect(ban).toMatchObject({
      ...given(),
      until: '2027-05-31',
      state: 'in_force',
      agencyId: office.agencyId,
      by: { en: 'planner' },
      lifted: null,
      works: 1,
      may: { lift: true },
    })
    for (const one of [office, root, water, builder]) expect(await listed(one)).toEqual([ban.id])
    expect(await listed(other)).toEqual([])
    // who may not know is not told that nobody is banned
    for (const role of ['consultant', 'traffic'] as const)
      expect((await ask.send(await signedIn(ask.app, db(), role), 'GET', url)).statusCode).toBe(403)
    expect(await listed(water, `?contractor=${other.agencyId}`)).toEqual([])
    const { items } = await ask.ok<{ items: Ban[] }>(water, 'GET', url)
    expect(items[0]?.may).toEqual({ lift: false })
  })

  it('is lifted once, with a reason, by the office that imposed it or the root authority', async () => {
    const ban = await banned(office)
    const foreignId = await addOrganisation(db(), 'VILLAGE', 'municipality')
    const far = { ...square, coordinates: square.coordinates.map((ring) => ring.map(([x, y]) => [x + 1, y] as [number, number])) } // biome-ignore format: one line
    await addMunicipality(db(), 'VILLAGE', foreignId, far)
    const foreign = await signedIn(ask.app, db(), 'planner', foreignId)
    expect((await lift(foreign, ban.id)).statusCode).toBe(403)
    const lifted = await lift(root, ban.id)
    expect(lifted.json()).toMatchObject({
      state: 'lifted',
      lifted: { at: now.toISOString(), by: { en: 'planner' }, reason: 'Barriers are in place.' },
    })
    const again = await lift(office, ban.id)
    expect([again.statusCode, codes(again)]).toEqual([409, ['lifted']])
    expect(await listed(office)).toEqual([])
    expect(await listed(office, '?list=all')).toEqual([ban.id])
    await expect(
      db()('contractor_ban').insert({ ...(await db()('contractor_ban').first()), lift_reason: null }),
    ).rejects.toMatchObject({ code: '23514' })
  })

  it('holds on both its days, and is over by itself', async () => {
    const ban = await banned(office, { from: '2026-11-25', until: '2026-11-26' })
    const check = () => isContractorBanned(db(), builder.agencyId, { pack, now: time, onFailure: () => undefined })
    const seen: [string, boolean | null][] = []
    for (const instant of [
      '2026-11-24T20:59:00Z',
      '2026-11-24T21:00:00Z',
      '2026-11-26T20:59:00Z',
      '2026-11-26T21:00:00Z',
    ]) {
      await at(instant)
      seen.push([
        (await ask.ok<{ items: Ban[] }>(office, 'GET', `${url}?list=all`)).items[0]?.state as string,
        await check(),
      ])
    }
    expect(seen).toEqual([['to_come', false], ['in_force', true], ['in_force', true], ['over', false]]) // biome-ignore format: one line
    expect(codes(await lift(office, ban.id))).toEqual(['over'])
  })

  it('names what is wrong with it', async () => {
    const path = async (more: object) =>
      (await impose(office, more)).json<{ errors: { path: string }[] }>().errors[0]?.path
    expect(await path({ contractorId: water.agencyId })).toBe('contractorId')
    expect(await path({ until: '2026-11-23' })).toBe('until')
    expect(await path({ from: '2026-02-30' })).toBe('from')
    // without a last day there is no other to name
    expect(await path({ from: '1970-01-01' })).toBe('from')
    expect(await path({ reason: 'other' })).toBe('note')
    expect((await impose(office, { reason: 'rude' })).statusCode).toBe(400)
    // who decides on no ground bans nobody, whatever their role
    const groundless = await signedIn(ask.app, db(), 'planner', water.agencyId)
    expect((await impose(groundless)).statusCode).toBe(403)
  })

  it('is in the audit of its office and of the contractor, and the chain stands', async () => {
    const ban = await banned(office)
    await lift(office, ban.id)
    const { items } = await ask.ok<{ items: { event: string; reason: string | null; about: object }[] }>(
      builder,
      'GET',
      `/api/audit?id=${ban.id}`,
    )
    expect(items.map(({ event, reason }) => [event, reason])).toEqual([['lift', 'Barriers are in place.'], ['create', null]]) // biome-ignore format: one line
    expect(items[0]?.about).toEqual({ number: null, name: { ar: 'BUILDER', en: 'BUILDER' } })
    expect((await verifyAudit(db())).broken).toEqual([])
  })
})

describe('the works of a banned contractor', () => {
  it('are not applied for, granted or begun before the ban is lifted; those of another are', async () => {
    const { id } = await works()
    const ban = await banned(office)
    await banned(office, { contractorId: other.agencyId })
    expect(codes(await ask.event(water, id, 'submit'))).toEqual(['contractor_banned'])
    const procedure = await ask.procedure(water, id)
    expect(procedure.events.find(({ event }) => event === 'submit')?.reasons).toMatchObject([
      { code: 'contractor_banned', detail: /banned from works/ },
    ])
    await lift(office, ban.id)
    expect((await ask.event(water, id, 'submit')).statusCode).toBe(200)
    expect((await ask.event(office, id, 'approve')).statusCode).toBe(200)
    await ask.paid(office, id)
    const second = await banned(root)
    expect(codes(await ask.event(office, id, 'grant'))).toEqual(['contractor_banned'])
    await lift(root, second.id)
    expect((await ask.event(office, id, 'grant')).statusCode).toBe(200)
    await at('2027-01-10T06:00:00Z')
    const third = await banned(office)
    expect(codes(await ask.event(water, id, 'start'))).toEqual(['contractor_banned'])
    await lift(office, third.id)
    expect((await ask.event(water, id, 'start')).statusCode).toBe(200)
  })

  it('get no more days on a permit either, asked for before the ban or after it; the database itself refuses them', async () => {
    const { id } = await works()
    for (const [by, event] of [
      [water, 'submit'],
      [office, 'approve'],
      [office, 'grant'],
    ] as const) {
      // biome-ignore format: one line
      if (event === 'grant') await ask.paid(office, id)
      expect((await ask.event(by, id, event)).statusCode, event).toBe(200)
    }
    const versionOf = async () => (await ask.ok<{ version: number }>(water, 'GET', `/api/works/${id}`)).version
    const extend = async () =>
      ask.send(water, 'POST', `/api/works/${id}/extensions`, { version: await versionOf(), reason: 'Rock.', days: 5 })
    const decide = async (decision: string) =>
      ask.send(office, 'POST', `/api/works/${id}/amendments/1/decision`, { version: await versionOf(), reason: 'So it is.', decision }) // biome-ignore format: one line
    expect((await extend()).statusCode).toBe(201)
    await ask.allPaid(office, id)
    await banned(office)
    expect(codes(await decide('accept'))).toEqual(['contractor_banned'])
    expect((await decide('decline')).statusCode).toBe(200)
    expect(codes(await extend())).toEqual(['contractor_banned'])
    const lengthen = (changed_on: string) =>
      db().transaction((trx) => trx('permit').where({ works_id: id }).update({ valid: '[2027-01-10,2027-03-01)', changed_on })) // biome-ignore format: one line
    await expect(lengthen('2026-11-24')).rejects.toMatchObject({ constraint: 'permit_contractor' })
  })

  it('get no permit from the database itself, whatever the code believes', async () => {
    const { id } = await works()
    const issue = (issued_on?: string) =>
      db().transaction((trx) =>
        trx('permit').insert({
          works_id: id,
          number: `FORGED ${issued_on}`,
          valid: '[2027-01-10,2027-01-30)',
          conditions: '[]',
          issued_at: now,
          ...(issued_on && { issued_on }),
          seen_version: 1,
          findings_complete: true,
          blocking_open: 0,
        }),
      )
    const ban = await banned(office, { from: '2026-11-24', until: '2026-11-24' })
    await expect(issue()).rejects.toMatchObject({ constraint: 'permit_contractor' })
    await expect(issue('2026-11-24')).rejects.toMatchObject({ constraint: 'permit_contractor' })
    await expect(issue('2026-11-26')).rejects.toMatchObject({ constraint: 'permit_issued_on' })
    await lift(office, ban.id)
    await issue('2026-11-24')
  })

  it('are refused where it cannot be found out', async () => {
    const { id } = await works()
    await db().raw('alter function contractor_is_banned(uuid, date) rename to contractor_is_gone')
    expect(codes(await ask.event(water, id, 'submit'))).toEqual(['unknown_contractor'])
  })
})
