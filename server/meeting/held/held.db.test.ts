import { spawnSync } from 'node:child_process'
import { uuidv7 } from 'uuidv7'
import { beforeEach, describe, expect, it } from 'vitest'
import { addPermit, addWorks } from '../../../testing/applications.ts'
import { databaseForTests, pack } from '../../../testing/database.ts'
import { asking } from '../../../testing/procedure.ts'
import {
  addMunicipality,
  addOrganisation,
  now,
  refusals,
  rootOffice,
  type SignedIn,
  serviceOn,
  signedIn,
} from '../../../testing/service.ts'
import { permissions } from '../../access/permissions.ts'
import { verifyAudit } from '../../audit/verify.ts'
import { keepCases } from '../../cases/file.ts'
import type { Polygon } from '../../geo/contract.ts'
import type { AgendaPoint, MeetingItem, MeetingPack, MeetingPackToCall } from '../contract.ts'
import type { Attendance, Meeting, MeetingSummary, Minute } from './contract.ts'
import { revisionsOf } from './rules.ts'

const db = databaseForTests()
let ask: ReturnType<typeof asking>
let [water, power, telecom, outsider, town, other, root] = [] as unknown as [
  SignedIn,
  SignedIn,
  SignedIn,
  SignedIn,
  SignedIn,
  SignedIn,
  SignedIn,
]
let municipality: string
let one: string

const line = (lat: number, lng = 46.7) => ({ type: 'LineString' as const, coordinates: [[lng, lat], [lng + 0.002, lat]] as [number, number][] }) // biome-ignore format: one line
const square = (west: number, south: number, size: number): Polygon => ({
  type: 'Polygon',
  coordinates: [[[west, south], [west + size, south], [west + size, south + size], [west, south + size], [west, south]]],
}) // biome-ignore format: one line

/** Water and power are in a case, telecom has works beside them, and nobody asks the outsider. */
beforeEach(async () => {
  const app = await serviceOn(db())
  ask = asking(app)
  water = await signedIn(app, db(), 'utility', await addOrganisation(db(), 'WATER'))
  power = await signedIn(app, db(), 'utility', await addOrganisation(db(), 'POWER'))
  telecom = await signedIn(app, db(), 'utility', await addOrganisation(db(), 'TELECOM'))
  outsider = await signedIn(app, db(), 'utility', await addOrganisation(db(), 'OUTSIDER'))
  const [townId, otherId] = [await addOrganisation(db(), 'TOWN', 'municipality'), await addOrganisation(db(), 'OTHER', 'municipality')] // biome-ignore format: one line
  municipality = await addMunicipality(db(), 'NORTH', townId, square(46.69, 24.69, 0.05))
  await addMunicipality(db(), 'SOUTH', otherId, square(46.69, 24.6, 0.05))
  town = await signedIn(app, db(), 'planner', townId)
  other = await signedIn(app, db(), 'planner', otherId)
  root = await signedIn(app, db(), 'planner', await rootOffice(db()))
  one = await addWorks(db(), water.agencyId as string, line(24.7), 'submitted')
  const two = await addWorks(db(), power.agencyId as string, line(24.7), 'submitted')
  await keepCases(db(), [one, two], pack, now)
  await addWorks(db(), telecom.agencyId as string, line(24.72), 'planned')
})

const url = '/api/meetings'
const given = () => ({ quarter: '2027-Q1', municipality, heldOn: '2026-11-24' })
const call = (by = town, more: object = {}) => ask.send(by, 'POST', url, { ...given(), ...more })
const called = async (by = town, more: object = {}) => {
  const answer = await call(by, more)
  expect(answer.statusCode, answer.body).toBe(201)
  return answer.json<Meeting>()
}
const read = (by: SignedIn, id: string, lang = 'en') => ask.ok<Meeting>(by, 'GET', `${url}/${id}?lang=${lang}`)
const itemsOf = ({ points }: MeetingPack, wanted?: AgendaPoint): MeetingItem[] =>
  points
    .filter(({ point }) => wanted === undefined || point === wanted)
    .flatMap(({ groups }) => groups.flatMap(({ items }) => items))
const note = (by: SignedIn, id: string, item: number, outcome: object) =>
  ask.send(by, 'PATCH', `${url}/${id}/items/${item}`, { revision: 0, ...outcome })
const agreed = { outcome: 'agreed', words: 'One trench, led by water.' }
/** Over what stands, unless it says what was seen. */
const end = async (by: SignedIn, { id, version }: Meeting, more: object = { how: 'close' }) =>
  ask.send(by, 'POST', `${url}/${id}/ending`, { version, revisions: revisionsOf(await read(by, id)), ...more })
const toldKinds = async () =>
  ((await db()('happening').where({ source: 'told' }).select('content')) as { content: { kind: string; to: { agencyId: string }[] } }[]).map(({ content }) => content) // biome-ignore format: one line
const kindsTold = async () => (await toldKinds()).map(({ kind }) => kind).sort()

it.each([
  ['GET', '', 'conflicts.read'],
  ['GET', '/:id', 'conflicts.read'],
  ['GET', '/:id/pack.pdf', 'conflicts.read'],
  ['GET', '/:id/minutes.pdf', 'conflicts.read'],
  ['GET', '/:id/minutes.csv', 'conflicts.read'],
  ['POST', '', 'meetings.write'],
  ['PATCH', '/:id', 'meetings.write'],
  ['PATCH', '/:id/items/1', 'meetings.write'],
  ['POST', '/:id/items/1/settling', 'meetings.write'],
  ['POST', '/:id/ending', 'meetings.write'],
] as const)('%s /api/meetings%s answers 401 and 403', async (method, path, permission) => {
  const bodies: Record<string, object> = { '': given(), '/:id': { version: 1 }, '/:id/items/1': { revision: 0, outcome: null }, '/:id/items/1/settling': { revision: 0, turn: 0, words: 'Done.' }, '/:id/ending': { version: 1, revisions: 0, how: 'close' } } // biome-ignore format: one line
  const asked = { method, url: `${url}${path.replace(':id', uuidv7())}`, allowed: permissions[permission] }
  const found = await refusals(ask.app, db(), { ...asked, ...(method === 'GET' ? {} : { payload: bodies[path] as object }) }) // biome-ignore format: one line
  expect(found.visitor).toBe(401)
  expect(new Set(found.others)).toEqual(new Set([403]))
})

it('GET /api/cases/:id/meetings answers 401 and 403', async () => {
  const asked = {
    method: 'GET',
    url: `/api/cases/${uuidv7()}/meetings`,
    allowed: permissions['conflicts.read'],
  } as const
  const found = await refusals(ask.app, db(), asked)
  expect(found.visitor).toBe(401)
  expect(new Set(found.others)).toEqual(new Set([403]))
})

describe('a meeting', () => {
  it('keeps its agenda as it was, in both languages, whatever becomes of the works', async () => {
    const pack = (lang: string) => ask.ok<MeetingPackToCall>(town, 'GET', `/api/meeting-pack?quarter=2027-Q1&municipality=${municipality}&lang=${lang}`) // biome-ignore format: one line
    const agendaOf = async (lang: string) => { const { calling: _, ...agenda } = await pack(lang); return agenda } // biome-ignore format: one line
    const before = { ar: await agendaOf('ar'), en: await agendaOf('en') }
    const { id, state, may } = await called()
    expect({ state, may }).toEqual({ state: 'called', may: { write: true, settle: true } })
    await db()('works').where({ id: one }).update({ title: 'Another title', status: 'cancelled' })
    expect(await agendaOf('en')).not.toEqual(before.en)
    for (const lang of ['ar', 'en'] as const) expect((await read(town, id, lang)).pack).toEqual(before[lang])
    // the database lets nobody who asks write over it
    await expect(
      db().transaction(async (trx) => {
        await trx.raw("select set_config('role', 'nasaq_app', true)")
        await trx('meeting_item').update({ content: '{}' })
      }),
    ).rejects.toThrow(/permission denied/)
  })

  it('is called by the office that holds most of its ground, once for a key', async () => {
    expect((await call(other)).statusCode).toBe(403)
    const drawn = { municipality: undefined, area: '46.7,24.62;46.71,24.62;46.71,24.63' }
    expect((await call(town, drawn)).statusCode).toBe(403)
    expect((await call(other, drawn)).statusCode).toBe(201)
    expect((await call(root)).statusCode).toBe(201)
    const headers = { ...town.headers, 'idempotency-key': uuidv7() }
    const again = () => ask.app.inject({ method: 'POST', url, headers, payload: given() })
    const [first, second] = [await again(), await again()]
    expect(second.json().id).toBe(first.json().id)
    expect(await ask.ok<{ items: object[] }>(town, 'GET', url)).toMatchObject({ items: { length: 2 } })
  })

  it.each([
    [{ heldOn: '2026-02-30' }, 400],
    [{ municipality: undefined }, 400],
    [{ municipality: '018f0000-0000-7000-8000-000000000001' }, 404],
    [{ agencyIds: ['018f0000-0000-7000-8000-000000000001'] }, 400],
    [{ quarter: '2027-Q5' }, 400],
  ])('is not called with %o: %d', async (more, status) => expect((await call(town, more)).statusCode).toBe(status))

  it('is told to those on its agenda and read by them: of what is between others the number alone', async () => {
    const { id, attendance } = await called()
    const agencies = attendance.map(({ agencyId }) => agencyId)
    expect(agencies).toEqual(expect.arrayContaining([water.agencyId, power.agencyId, telecom.agencyId, town.agencyId]))
    expect(agencies).not.toContain(outsider.agencyId)
    expect(await toldKinds()).toMatchObject([{ kind: 'meeting_called', to: expect.arrayContaining([{ agencyId: water.agencyId }]) }]) // biome-ignore format: one line
    const [coordinated] = itemsOf((await read(water, id)).pack, 'cases') as [MeetingItem]
    expect(coordinated.works).toHaveLength(2)
    const theirs = await read(telecom, id)
    expect(theirs.heldBack).toContain(coordinated.number)
    expect(itemsOf(theirs.pack, 'cases')).toMatchObject([
      {
        number: coordinated.number,
        title: 'An item between other agencies',
        works: [],
        facts: [],
        about: { id: null },
      },
    ])
    expect(itemsOf(theirs.pack, 'conflicts')).toMatchObject([{ works: { length: 2 } }])
    expect(theirs.minutes.map(({ item }) => item)).not.toContain(coordinated.number)
    expect(theirs.may.write).toBe(false)
    const csv = await ask.send(telecom, 'GET', `${url}/${id}/minutes.csv?lang=en`)
    expect(csv.body).not.toContain(coordinated.reference as string)
    for (const by of [outsider, other]) {
      for (const path of ['', '/pack.pdf', '/minutes.pdf', '/minutes.csv'])
        expect((await ask.send(by, 'GET', `${url}/${id}${path}`)).statusCode).toBe(404)
      expect((await ask.ok<{ items: object[] }>(by, 'GET', url)).items).toEqual([])
      expect((await ask.send(by, 'GET', `${url}/${id}/minutes.pdf`)).statusCode).toBe(404)
    }
    expect((await note(other, id, 1, agreed)).statusCode).toBe(404)
    expect((await note(water, id, 1, agreed)).statusCode).toBe(403)
  })

  it('names whom it would concern before it is called, to those who call', async () => {
    const asked = (by: SignedIn, where = `municipality=${municipality}`) => ask.ok<MeetingPackToCall>(by, 'GET', `/api/meeting-pack?quarter=2027-Q1&${where}`) // biome-ignore format: one line
    const { calling, points } = await asked(town)
    expect(calling).toMatchObject({ may: true, municipalityId: municipality })
    const counted = new Map(calling?.concerned.map(({ agencyId, items }) => [agencyId, items]))
    expect([...counted.keys()].sort()).toEqual([water, power, telecom].map(({ agencyId }) => agencyId).sort())
    const ofTelecom = points.flatMap(({ groups }) => groups.flatMap(({ items }) => items)).filter(({ title, works }) => JSON.stringify([title, works]).includes('TELECOM')) // biome-ignore format: one line
    expect(counted.get(telecom.agencyId as string)).toBeGreaterThanOrEqual(Math.max(1, ofTelecom.length))
    expect(await asked(root)).toMatchObject({ calling: { may: true, concerned: expect.arrayContaining([{ agencyId: town.agencyId, items: 0, isOffice: true }]) } }) // biome-ignore format: one line
    expect((await asked(water)).calling).toBeNull()
    // whoever holds none of most of it calls none, and reads whose office does
    const south = 'area=46.7,24.62;46.71,24.62;46.71,24.63'
    expect((await asked(town, south)).calling).toMatchObject({ may: false })
    expect((await asked(other, south)).calling).toMatchObject({ may: true })
  })

  it('asks those whom its office chooses: some of the agenda are left out, others asked beside them', async () => {
    const { id, attendance } = await called(town, { agencyIds: [outsider.agencyId], leftOutIds: [telecom.agencyId] })
    const agencies = attendance.map(({ agencyId }) => agencyId)
    expect(agencies).toEqual(expect.arrayContaining([water.agencyId, power.agencyId, outsider.agencyId]))
    expect(agencies).not.toContain(telecom.agencyId)
    const [told] = await toldKinds()
    expect(told?.to.map(({ agencyId }) => agencyId).sort()).toEqual([water, power, outsider].map(({ agencyId }) => agencyId).sort()) // biome-ignore format: one line
    await read(outsider, id)
    expect((await ask.send(telecom, 'GET', `${url}/${id}`)).statusCode).toBe(404)
    expect((await call(root, { leftOutIds: [town.agencyId] })).json()).toMatchObject({ errors: [{ path: 'leftOutIds' }] }) // biome-ignore format: one line
  })

  it('is known to its cases, as far as whoever looks at one reads it', async () => {
    const { id, number, pack: agenda } = await called()
    const [coordinated] = itemsOf(agenda, 'cases') as [MeetingItem]
    expect((await note(town, id, coordinated.number, agreed)).statusCode).toBe(200)
    const of = (by: SignedIn, caseId = coordinated.about.id) => ask.ok<{ items: object[] }>(by, 'GET', `/api/cases/${caseId}/meetings`) // biome-ignore format: one line
    const minute = { item: coordinated.number, ...agreed, settlerId: null, settleBy: null, revision: 1, settled: null, turn: 0 } // biome-ignore format: one line
    for (const by of [town, water, power])
      expect(await of(by)).toEqual({ items: [{ id, number, heldOn: '2026-11-24', state: 'called', minute }] })
    for (const by of [telecom, outsider, other]) expect(await of(by)).toEqual({ items: [] })
    expect(await of(town, uuidv7())).toEqual({ items: [] })
  })

  it('is kept from others by the database as well', async () => {
    const { id } = await called()
    const seen = (by: SignedIn) =>
      db().transaction(async (trx) => {
        await trx.raw("select set_config('role', 'nasaq_app', true), set_config('nasaq.plans', 'yes', true), set_config('nasaq.role', 'utility', true), set_config('nasaq.agency', ?, true)", [by.agencyId as string]) // biome-ignore format: one line
        const meetings = await trx('meeting').where({ id }).select('id')
        const items = await trx('meeting_item').where({ meeting_id: id }).select('number')
        const changed = await trx('meeting_item').where({ meeting_id: id }).update({ outcome: 'no_action' })
        return [meetings.length, items.length, changed]
      })
    const { items } = await read(town, id)
    expect(await seen(water)).toEqual([1, items, 0])
    expect(await seen(telecom)).toEqual([1, items - 1, 0])
    expect(await seen(outsider)).toEqual([0, 0, 0])
  })

  it('has minutes: what came of each item, over what was seen', async () => {
    const { id, pack: agenda } = await called()
    const [conflict] = itemsOf(agenda, 'conflicts') as [MeetingItem]
    const minute = (await note(town, id, conflict.number, agreed)).json<Minute>()
    expect(minute).toMatchObject({ ...agreed, revision: 1 })
    expect((await note(town, id, conflict.number, { outcome: 'no_action' })).statusCode).toBe(409)
    const settle = { revision: 1, outcome: 'to_settle', words: 'Other dates.', settlerId: water.agencyId, settleBy: '2026-12-10' } // biome-ignore format: one line
    expect((await note(town, id, conflict.number, { ...settle, settlerId: outsider.agencyId })).json()).toMatchObject({
      errors: [{ path: 'settlerId' }],
    })
    expect((await note(town, id, conflict.number, settle)).statusCode).toBe(200)
    expect((await note(town, id, 1000, agreed)).statusCode).toBe(404)
    expect(await read(water, id)).toMatchObject({ outcomes: { agreed: 0, to_settle: 1, no_action: 0 } })
    const { revision: _, ...told } = settle
    expect((await read(water, id)).minutes).toContainEqual({
      item: conflict.number,
      ...told,
      revision: 2,
      settled: null,
      turn: 0,
    })
    expect((await note(town, id, conflict.number, { revision: 2, outcome: null })).statusCode).toBe(200)
    expect((await verifyAudit(db())).broken).toEqual([])
  })

  it('has a sitting: its day, who chaired it and who came, also those who were not asked', async () => {
    const meeting = await called()
    const came: Attendance[] = [
      { agencyId: water.agencyId as string, attendance: 'present', people: ' Planning desk ' },
      { agencyId: outsider.agencyId as string, attendance: 'present', people: null },
    ]
    const change = (by: SignedIn, more: object) =>
      ask.send(by, 'PATCH', `${url}/${meeting.id}`, { version: 1, ...more })
    const sat = (await change(town, { heldOn: '2026-11-23', chair: 'The head of coordination', attendance: came })).json<Meeting>() // biome-ignore format: one line
    expect(sat).toMatchObject({ version: 2, heldOn: '2026-11-23', chair: 'The head of coordination' })
    expect(sat.attendance).toContainEqual({ ...came[0], people: 'Planning desk' })
    expect(sat.attendance.at(-1)).toEqual(came[1])
    expect((await change(town, { note: 'Second try' })).statusCode).toBe(409)
    expect((await change(water, { note: 'Not ours' })).statusCode).toBe(403)
    const unknown = { agencyId: uuidv7(), attendance: null, people: null }
    expect((await change(town, { version: 2, attendance: [unknown] })).statusCode).toBe(400)
    expect((await read(outsider, meeting.id)).attendance).toEqual(sat.attendance)
    expect(await kindsTold()).toEqual(['meeting_called', 'meeting_moved'])
    // who is asked later is told, and reads it
    const late = [{ agencyId: other.agencyId as string, attendance: null, people: null }]
    expect((await change(town, { version: 2, attendance: late })).statusCode).toBe(200)
    expect((await toldKinds()).at(-1)).toMatchObject({ kind: 'meeting_called', to: [{ agencyId: other.agencyId }] })
    await read(other, meeting.id)
  })

  it('ends once, after it was held, and nothing of it changes any more', async () => {
    const early = await called(town, { heldOn: '2026-11-25' })
    expect((await end(town, early)).json()).toMatchObject({ reasons: [{ code: 'not_held' }] })
    expect((await end(town, early, { how: 'cancel' })).statusCode).toBe(400)
    expect((await end(town, early, { how: 'cancel', reason: 'Nobody can come.' })).statusCode).toBe(200)
    const meeting = await called()
    const closed = (await end(town, meeting)).json<Meeting>()
    expect(closed).toMatchObject({ state: 'closed', may: { write: false, settle: true } })
    for (const answer of [await end(town, closed), await note(town, meeting.id, 1, agreed), await ask.send(town, 'PATCH', `${url}/${meeting.id}`, { version: 2, note: 'Later' })]) // biome-ignore format: one line
      expect(answer.json()).toMatchObject({ status: 409, reasons: [{ code: 'ended' }] })
    expect(await kindsTold()).toEqual(['meeting_called', 'meeting_called', 'meeting_cancelled', 'meeting_closed'])
    const listed = (query: string) => ask.ok<{ items: MeetingSummary[] }>(water, 'GET', `${url}?${query}`)
    expect((await listed('state=closed')).items.map(({ id }) => id)).toEqual([meeting.id])
    expect((await listed(`municipality=${municipality}&quarter=2027-Q1`)).items).toHaveLength(2)
    expect((await listed(`municipality=${uuidv7()}`)).items).toEqual([])
  })

  it('tells what of it was settled since, also beneath closed minutes, until that is taken back', async () => {
    const meeting = await called()
    const [coordinated] = itemsOf(meeting.pack, 'cases') as [MeetingItem]
    const left = { outcome: 'to_settle', words: 'Other dates.', settlerId: water.agencyId, settleBy: '2026-12-10' }
    const settle = (by: SignedIn, more: object = {}) => ask.send(by, 'POST', `${url}/${meeting.id}/items/${coordinated.number}/settling`, { revision: 1, turn: 0, words: ' Water moved. ', ...more }) // biome-ignore format: one line
    expect((await settle(town, { revision: 0 })).json()).toMatchObject({ reasons: [{ code: 'not_left' }] })
    expect((await note(town, meeting.id, coordinated.number, left)).statusCode).toBe(200)
    const closed = (await end(town, meeting)).json<Meeting>()
    expect(closed).toMatchObject({ may: { write: false, settle: true }, settled: 0 })
    expect((await settle(water)).statusCode).toBe(403)
    expect((await settle(other)).statusCode).toBe(404)
    expect((await settle(town, { revision: 0 })).json()).toMatchObject({ status: 409, currentVersion: 1 })
    const minute = (await settle(town)).json<Minute>()
    expect(minute).toMatchObject({ outcome: 'to_settle', settled: { words: 'Water moved.' }, turn: 1 })
    for (const by of [town, water, power]) {
      const seen = await read(by, meeting.id)
      expect(seen).toMatchObject({ version: closed.version, settled: 1, outcomes: { to_settle: 1 } })
      expect(seen.minutes).toContainEqual(minute)
    }
    // it is between others, as its item
    expect(await read(telecom, meeting.id)).toMatchObject({ settled: 0 })
    expect(JSON.stringify(await read(telecom, meeting.id))).not.toContain('Water moved.')
    const of = await ask.ok<{ items: object[] }>(power, 'GET', `/api/cases/${coordinated.about.id}/meetings`)
    expect(of.items).toMatchObject([{ minute }])
    expect((await settle(town)).statusCode).toBe(409)
    expect((await settle(town, { turn: 1 })).json()).toMatchObject({ reasons: [{ code: 'settled_already' }] })
    expect((await settle(town, { turn: 1, words: null })).json()).toMatchObject({ settled: null, turn: 2 })
    expect((await settle(town, { turn: 2, words: null })).json()).toMatchObject({ reasons: [{ code: 'not_settled' }] })
    expect(await read(water, meeting.id)).toMatchObject({ settled: 0 })
    expect((await verifyAudit(db())).broken).toEqual([])
  })

  it('is settled no more where its item has another outcome, and nothing of a meeting that was cancelled', async () => {
    const meeting = await called()
    const [conflict] = itemsOf(meeting.pack, 'conflicts') as [MeetingItem]
    const left = { outcome: 'to_settle', words: 'Other dates.', settlerId: water.agencyId, settleBy: '2026-12-10' }
    const settle = (more: object) => ask.send(town, 'POST', `${url}/${meeting.id}/items/${conflict.number}/settling`, { words: 'Water moved.', ...more }) // biome-ignore format: one line
    expect((await note(town, meeting.id, conflict.number, left)).statusCode).toBe(200)
    expect((await settle({ revision: 1, turn: 0 })).statusCode).toBe(200)
    const later = { ...left, revision: 1, settleBy: '2026-12-20' }
    expect((await note(town, meeting.id, conflict.number, later)).json()).toMatchObject({ settled: null, turn: 1 })
    expect((await read(town, meeting.id)).minutes).toContainEqual(expect.objectContaining({ item: conflict.number, settled: null, turn: 1 })) // biome-ignore format: one line
    expect((await settle({ revision: 2, turn: 1 })).statusCode).toBe(200)
    expect((await end(town, meeting, { how: 'cancel', reason: 'By a slip.' })).statusCode).toBe(200)
    expect((await settle({ revision: 2, turn: 2, words: null })).json()).toMatchObject({ reasons: [{ code: 'ended' }] })
  })

  it('is noted as settled by its office alone, for the database as well', async () => {
    const { id, pack: agenda } = await called()
    const [conflict, open] = itemsOf(agenda) as [MeetingItem, MeetingItem]
    const left = { outcome: 'to_settle', words: 'Other dates.', settlerId: water.agencyId, settleBy: '2026-12-10' }
    expect((await note(town, id, conflict.number, left)).statusCode).toBe(200)
    const noted = (role: string, agencyId: string | null, ground: string, number = conflict.number) =>
      db().transaction(async (trx) => {
        await trx.raw("select set_config('role', 'nasaq_app', true), set_config('nasaq.plans', 'yes', true), set_config('nasaq.role', ?, true), set_config('nasaq.agency', ?, true), set_config('nasaq.ground', ?, true)", [role, agencyId, ground]) // biome-ignore format: one line
        await trx('meeting_settling').insert({ meeting_id: id, number, turn: 1, revision: 1, words: 'Done.', noted_at: now }) // biome-ignore format: one line
      })
    await expect(noted('utility', water.agencyId, '')).rejects.toThrow(/row-level security/)
    await expect(noted('planner', town.agencyId, `{${municipality}}`, open.number)).rejects.toThrow(
      /row-level security/,
    )
    await noted('planner', town.agencyId, `{${municipality}}`)
  })

  it('is looked back on in the pack of the next quarter, by those who see the item', async () => {
    const meeting = await called()
    const [coordinated] = itemsOf(meeting.pack, 'cases') as [MeetingItem]
    const settle = { outcome: 'to_settle', words: 'Other dates.', settlerId: water.agencyId, settleBy: '2026-12-10' }
    expect((await note(town, meeting.id, coordinated.number, settle)).statusCode).toBe(200)
    const looked = async (by: SignedIn) => itemsOf(await ask.ok<MeetingPack>(by, 'GET', `/api/meeting-pack?quarter=2027-Q1&municipality=${municipality}`), 'decisions') // biome-ignore format: one line
    expect(await looked(town)).toEqual([])
    expect((await end(town, meeting)).statusCode).toBe(200)
    for (const by of [town, water])
      expect(await looked(by)).toMatchObject([
        {
          reference: meeting.number,
          title: 'Left by a meeting to WATER',
          due: '2026-12-10',
          facts: ['«Other dates.»'],
        },
      ])
    for (const by of [telecom, outsider]) expect(await looked(by)).toEqual([])
    const settled = { revision: 1, turn: 0, words: 'Water moved.' }
    await ask.ok(town, 'POST', `${url}/${meeting.id}/items/${coordinated.number}/settling`, settled)
    expect(await looked(water)).toMatchObject([{ due: null, facts: ['«Other dates.»', 'Settled: Water moved.'] }])
    // whoever has to settle an item reads it, also where it is between others
    const next = await called()
    const [again] = itemsOf(next.pack, 'cases') as [MeetingItem]
    const left = { ...settle, settlerId: telecom.agencyId }
    expect((await note(town, next.id, again.number, left)).statusCode).toBe(200)
    expect((await read(telecom, next.id)).heldBack).not.toContain(again.number)
  })

  it('is listed page by page, the latest day first', async () => {
    for (const heldOn of ['2026-11-20', '2026-11-24', '2026-11-22']) await called(town, { heldOn })
    const page = (cursor = '') => ask.ok<{ items: MeetingSummary[]; nextCursor: string | null }>(town, 'GET', `${url}?limit=2${cursor}`) // biome-ignore format: one line
    const first = await page()
    const second = await page(`&cursor=${first.nextCursor}`)
    expect([...first.items, ...second.items].map(({ heldOn }) => heldOn)).toEqual(['2026-11-24', '2026-11-22', '2026-11-20']) // biome-ignore format: one line
    expect(second.nextCursor).toBeNull()
  })
})

describe('its papers', () => {
  const text = async (by: SignedIn, path: string) => {
    const pdf = await ask.send(by, 'GET', path)
    expect(pdf.statusCode, pdf.body.slice(0, 300)).toBe(200)
    expect(pdf.rawPayload.subarray(0, 5).toString()).toBe('%PDF-')
    const found = spawnSync('pdftotext', ['-layout', '-', '-'], { input: pdf.rawPayload })
    return found.error ? null : found.stdout.toString()
  }

  it.each(['ar', 'en'] as const)('are the pack as it was and the minutes, in %s', async (lang) => {
    const open = await addWorks(db(), water.agencyId as string, line(24.715), 'in_progress')
    await addPermit(db(), open)
    await db()('permit').where({ works_id: open }).update({ valid: '[2026-11-01,2026-11-11)' })
    const meeting = await called()
    const [conflict] = itemsOf(meeting.pack, 'conflicts') as [MeetingItem]
    const settle = { outcome: 'to_settle', words: 'Water moves its works.', settlerId: water.agencyId, settleBy: '2026-12-10' } // biome-ignore format: one line
    expect((await note(town, meeting.id, conflict.number, settle)).statusCode).toBe(200)
    await db()('works').where({ id: one }).update({ title: 'Another title' })
    const sitting = { version: 1, chair: 'Head of coordination', attendance: [{ agencyId: water.agencyId, attendance: 'present', people: 'Planning desk' }] } // biome-ignore format: one line
    const sat = await ask.ok<Meeting>(town, 'PATCH', `${url}/${meeting.id}`, sitting)
    expect((await end(town, sat)).statusCode).toBe(200)
    const printed = await text(water, `${url}/${meeting.id}/pack.pdf?lang=${lang}`)
    const minutes = await text(water, `${url}/${meeting.id}/minutes.pdf?lang=${lang}`)
    const csv = (await ask.send(water, 'GET', `${url}/${meeting.id}/minutes.csv?lang=${lang}`)).body
    expect(csv).toContain('Water moves its works.')
    const settled = { revision: 1, turn: 0, words: 'It begins in March.' }
    await ask.ok(town, 'POST', `${url}/${meeting.id}/items/${conflict.number}/settling`, settled)
    const later = await text(power, `${url}/${meeting.id}/minutes.pdf?lang=${lang}`)
    if (later !== null) for (const words of ['It begins in March.', '2026-11-24']) expect(later).toContain(words)
    expect((await ask.send(power, 'GET', `${url}/${meeting.id}/minutes.csv?lang=${lang}`)).body).toContain(
      settled.words,
    )
    if (printed === null || minutes === null) return
    for (const paper of [printed, minutes]) {
      expect(paper).toContain(meeting.number)
      expect(paper).not.toContain('Another title')
    }
    expect(printed).not.toContain('Water moves its works.')
    for (const words of ['Water moves its works.', '2026-12-10', 'Head of coordination', 'Planning desk'])
      expect(minutes).toContain(words)
  })

  it('say why a meeting was cancelled beside what was noted of it', async () => {
    const meeting = await called()
    const noted = await ask.ok<Meeting>(town, 'PATCH', `${url}/${meeting.id}`, { version: 1, note: 'Half of them came.' }) // biome-ignore format: one line
    expect((await end(town, noted, { how: 'cancel', reason: 'Too few came.' })).statusCode).toBe(200)
    const printed = await text(water, `${url}/${meeting.id}/minutes.pdf?lang=en`)
    if (printed === null) return
    for (const words of ['Half of them came.', 'Reason for cancelling', 'Too few came.'])
      expect(printed).toContain(words)
  })
})
