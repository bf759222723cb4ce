import { beforeEach, describe, expect, it } from 'vitest'
import { addPermit, addWorks } from '../../../testing/applications.ts'
import { databaseForTests, pack } from '../../../testing/database.ts'
import { asking } from '../../../testing/procedure.ts'
import {
  addMunicipality,
  addOrganisation,
  now,
  rootOffice,
  type SignedIn,
  serviceOn,
  signedIn,
} from '../../../testing/service.ts'
import type { Actor } from '../../access/actor.ts'
import { doorsTo } from '../../access/under.ts'
import { placeOf } from '../../agencies/store.ts'
import { keepCases } from '../../cases/file.ts'
import { insertConstraint } from '../../coordination/restrictions.ts'
import type { Polygon } from '../../geo/contract.ts'
import type { AgendaPoint, MeetingItem, MeetingPack } from '../contract.ts'
import type { Meeting } from './contract.ts'
import { itemsOf as allOf, revisionsOf } from './rules.ts'

const db = databaseForTests()
let ask: ReturnType<typeof asking>
let [water, power, telecom, outsider, town, touched] = [] as unknown as [SignedIn, SignedIn, SignedIn, SignedIn, SignedIn, SignedIn] // biome-ignore format: one line
let municipality: string
let late: string

const border = 24.69
const line = (lat: number) => ({ type: 'LineString' as const, coordinates: [[46.7, lat], [46.702, lat]] as [number, number][] }) // biome-ignore format: one line
const square = (west: number, south: number, size: number): Polygon => ({
  type: 'Polygon',
  coordinates: [[[west, south], [west + size, south], [west + size, south + size], [west, south + size], [west, south]]],
}) // biome-ignore format: one line
const corners = (south: number, north: number) =>
  `46.69,${south};46.72,${south};46.72,${north};46.69,${north};46.69,${south}`

/** Two works of the same ground, in a case. */
async function meet(one: SignedIn, other: SignedIn, lat: number): Promise<void> {
  const ids: string[] = []
  for (const by of [one, other]) ids.push(await addWorks(db(), by.agencyId as string, line(lat), 'submitted'))
  await keepCases(db(), ids, pack, now)
}

/** Two municipalities share a border; in each some agencies are in a case, and water's permit has run out in the northern. */
beforeEach(async () => {
  const app = await serviceOn(db())
  ask = asking(app)
  const utility = async (code: string) => signedIn(app, db(), 'utility', await addOrganisation(db(), code))
  water = await utility('WATER')
  power = await utility('POWER')
  telecom = await utility('TELECOM')
  outsider = await utility('OUTSIDER')
  const [townId, otherId] = [await addOrganisation(db(), 'TOWN', 'municipality'), await addOrganisation(db(), 'OTHER', 'municipality')] // biome-ignore format: one line
  municipality = await addMunicipality(db(), 'NORTH', townId, square(46.69, border, 0.05))
  await addMunicipality(db(), 'SOUTH', otherId, square(46.69, border - 0.05, 0.05))
  town = await signedIn(app, db(), 'planner', townId)
  touched = await signedIn(app, db(), 'planner', otherId)
  await meet(water, power, 24.7)
  await meet(telecom, power, 24.685)
  late = await addWorks(db(), water.agencyId as string, line(24.71), 'in_progress')
  await addPermit(db(), late)
  await db()('permit').where({ works_id: late }).update({ valid: '[2026-11-01,2026-11-11)' })
  await db()('overrun').insert({ works_id: late, first_day: '2026-11-11', counted_to: '2026-11-24', days: 13, charge: 900, currency: 'SAR' }) // biome-ignore format: one line
})

const url = '/api/meetings'
const called = (more: object = {}, by = town) =>
  ask.ok<Meeting>(by, 'POST', url, { quarter: '2027-Q1', municipality, heldOn: '2026-11-24', ...more })
const read = (by: SignedIn, id: string) => ask.ok<Meeting>(by, 'GET', `${url}/${id}?lang=en`)
const itemsOf = ({ points }: MeetingPack, wanted: AgendaPoint): MeetingItem[] =>
  points.filter(({ point }) => point === wanted).flatMap(({ groups }) => groups.flatMap(({ items }) => items))
const settled = (id: string, item: number, settlerId: string | null) =>
  ask.ok(town, 'PATCH', `${url}/${id}/items/${item}`, { revision: 0, outcome: 'to_settle', words: 'Other dates.', settlerId, settleBy: '2026-12-10' }) // biome-ignore format: one line
const ended = async (id: string) => {
  const meeting = await read(town, id)
  return ask.ok<Meeting>(town, 'POST', `${url}/${id}/ending`, { version: meeting.version, revisions: revisionsOf(meeting), how: 'close' }) // biome-ignore format: one line
}
const looked = async (by: SignedIn, quarter: string, ground = `municipality=${municipality}`) =>
  itemsOf(await ask.ok<MeetingPack>(by, 'GET', `/api/meeting-pack?quarter=${quarter}&${ground}&lang=en`), 'decisions')

/** What the database itself shows of a meeting. */
async function shown(by: SignedIn, role: Actor['role'], id: string): Promise<number[]> {
  const { ground } = await placeOf(db(), by.agencyId as string)
  const actor: Actor = { userId: by.userId, keyId: null, role, isAdmin: false, agencyId: by.agencyId, ground, scopes: null } // biome-ignore format: one line
  return doorsTo({ db: db(), tiles: null }).under(
    actor,
    async (trx) =>
    ((await trx('meeting_item').where({ meeting_id: id }).orderBy('number').select('number')) as { number: number }[]).map(({ number }) => number), // biome-ignore format: one line
  )
}
const told = (meeting: Meeting) =>
  allOf(meeting.pack).flatMap(({ number }) => (meeting.heldBack.includes(number) ? [] : number))

describe('what is between some of a meeting', () => {
  it('is kept from an office that is merely touched, but where it lies on its ground', async () => {
    const root = await signedIn(ask.app, db(), 'planner', await rootOffice(db()))
    const area = corners(24.68, 24.72)
    const { id, municipalityIds, pack: agenda } = await called({ municipality: undefined, area }, root)
    expect(municipalityIds).toEqual([municipality, expect.anything()])
    const cases = itemsOf(agenda, 'cases')
    expect(cases).toHaveLength(2)
    const south = cases.filter(({ works }) => works.some(({ agency }) => agency === 'TELECOM'))
    const theirs = await read(touched, id)
    expect(itemsOf(theirs.pack, 'cases').filter(({ works }) => works.length > 0).map(({ number }) => number)).toEqual(south.map(({ number }) => number)) // biome-ignore format: one line
    const [northern] = cases.filter((one) => !south.includes(one)) as [MeetingItem]
    expect((await ask.send(touched, 'GET', `/api/cases/${northern.about.id}`)).statusCode).toBe(404)
    const [charge] = itemsOf(agenda, 'overdue') as [MeetingItem]
    expect(charge.money).toBe(900)
    expect(theirs.heldBack).toEqual([charge.number, northern.number])
    expect((await read(town, id)).heldBack).toEqual([])
    expect(await shown(touched, 'planner', id)).toEqual(told(theirs))
    expect(await shown(town, 'planner', id)).toEqual(allOf(agenda).map(({ number }) => number))
    await settled(id, northern.number, water.agencyId)
    await ended(id)
    expect(await looked(touched, '2027-Q2', `area=${area}`)).toEqual([])
    expect(await looked(town, '2027-Q2', `area=${area}`)).toHaveLength(1)
  })

  it('does not concern an office with which its area has a border alone in common', async () => {
    const { id, municipalityIds } = await called({ municipality: undefined, area: corners(border, 24.72) })
    expect(municipalityIds).toEqual([municipality])
    expect((await ask.send(touched, 'GET', `${url}/${id}`)).statusCode).toBe(404)
  })

  it('is read within an agency by those, and by that software, to which it is told elsewhere', async () => {
    const { id, pack: agenda } = await called()
    const [[charge], [coordinated]] = [itemsOf(agenda, 'overdue'), itemsOf(agenda, 'cases')] as [[MeetingItem], [MeetingItem]] // biome-ignore format: one line
    expect((await read(water, id)).heldBack).toEqual([])
    for (const role of ['contractor', 'consultant'] as const) {
      const theirs = await read(await signedIn(ask.app, db(), role, water.agencyId), id)
      expect(theirs.heldBack).toEqual([charge.number])
      expect(await shown(water, role, id)).toEqual(told(theirs))
    }
    const admin = await signedIn(ask.app, db(), 'admin', water.agencyId)
    const key = { name: 'Desk software', agencyId: water.agencyId, scopes: ['conflicts.read'] }
    const { token } = await ask.ok<{ token: string }>(admin, 'POST', '/api/keys', key)
    const software = await ask.app.inject({ url: `${url}/${id}`, headers: { authorization: `Bearer ${token}` } })
    expect(software.json<Meeting>().heldBack).toEqual([charge.number, coordinated.number])
  })

  it('is kept from the inspectors of the office that called it, who read the rest', async () => {
    const { id, pack: agenda } = await called()
    const theirs = await read(await signedIn(ask.app, db(), 'inspector', town.agencyId), id)
    const between = [...itemsOf(agenda, 'overdue'), ...itemsOf(agenda, 'cases')].map(({ number }) => number)
    expect(theirs.heldBack).toEqual(between)
    expect(await shown(town, 'inspector', id)).toEqual(told(theirs))
  })
})

describe('what a meeting leaves', () => {
  it('is looked back on in the pack of the quarter after its own, and read in the next meeting by whom it was left to', async () => {
    const { id, number, pack: agenda } = await called({ agencyIds: [outsider.agencyId] })
    const [coordinated] = itemsOf(agenda, 'cases') as [MeetingItem]
    await settled(id, coordinated.number, outsider.agencyId)
    await ended(id)
    expect(await looked(town, '2027-Q2')).toMatchObject([{ reference: number, title: 'Left by a meeting to OUTSIDER' }])
    expect(await looked(town, '2027-Q3')).toEqual([])
    const next = await called({ quarter: '2027-Q2' })
    expect(next.attendance.map(({ agencyId }) => agencyId)).toContain(outsider.agencyId)
    const theirs = await read(outsider, next.id)
    expect(itemsOf(theirs.pack, 'decisions')).toMatchObject([{ reference: number, facts: ['«Other dates.»'] }])
    expect(await shown(outsider, 'utility', next.id)).toEqual(told(theirs))
  })

  it('may be about a place, and comes before the rest', async () => {
    await insertConstraint(
      db(),
      { kind: 'event', name: { ar: 'سباق', en: 'Race' }, severity: 'blocking', area: null, period: { start: '2027-02-01', end: '2027-02-03' } },
      square(46.73, 24.73, 0.002),
      pack,
    ) // biome-ignore format: one line
    const waiver = { kind: 'event', rule_id: 'constraint', other_type: 'constraint_area', other_id: 'x', application: 'x' } // biome-ignore format: one line
    await db()('waiver').insert({ id: late, works_id: late, ...waiver, reason: 'As was agreed.', at: '2026-11-02T06:00:00Z' }) // biome-ignore format: one line
    const { id, pack: agenda } = await called()
    const [race] = itemsOf(agenda, 'restrictions') as [MeetingItem]
    expect(race.about).toEqual({ type: 'place', id: null })
    await settled(id, race.number, water.agencyId)
    await ended(id)
    const found = await looked(town, '2027-Q1')
    expect(found).toMatchObject([{ facts: ['Race', '«Other dates.»'], due: '2026-12-10' }, { title: 'Waived: Event' }])
    expect(found[0]?.at).not.toBeNull()
    expect(await looked(town, '2027-Q1', `area=${corners(24.7, 24.705)}`)).toEqual([])
    // and once more, from what that meeting has left
    const next = await called({ quarter: '2027-Q2' })
    const [again] = itemsOf(next.pack, 'decisions') as [MeetingItem]
    expect((await read(water, next.id)).heldBack).not.toContain(again.number)
    await settled(next.id, again.number, power.agencyId)
    await ended(next.id)
    expect(await looked(town, '2027-Q3')).toMatchObject([{ facts: ['Race', '«Other dates.»'] }])
  })

  it('is not closed over an outcome that whoever closes it has not seen', async () => {
    const meeting = await called()
    const [coordinated] = itemsOf(meeting.pack, 'cases') as [MeetingItem]
    await settled(meeting.id, coordinated.number, water.agencyId)
    const unseen = await ask.send(town, 'POST', `${url}/${meeting.id}/ending`, { version: meeting.version, revisions: 0, how: 'close' }) // biome-ignore format: one line
    expect(unseen.json()).toMatchObject({ status: 409, type: '/problems/version' })
    expect((await ended(meeting.id)).state).toBe('closed')
  })
})
