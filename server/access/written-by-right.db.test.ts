import { uuidv7 } from 'uuidv7'
import { beforeEach, describe, expect, it } from 'vitest'
import { ownersMoves } from '../../migrations/0082_written_functions.ts'
import { addFee, addWorks } from '../../testing/applications.ts'
import { databaseForTests } from '../../testing/database.ts'
import { addSample } from '../../testing/laboratory.ts'
import { addMunicipality, addOrganisation, now } from '../../testing/service.ts'
import { roles } from '../agencies/contract.ts'
import type { Db } from '../database/connect.ts'
import { rows } from '../database/sql.ts'
import type { LineString, Polygon } from '../geo/contract.ts'
import { statuses } from '../works/contract.ts'
import { edges } from '../works/lifecycle/edges.ts'
import type { Actor, Ground } from './actor.ts'
import type { Deed } from './deeds.ts'
import { allows } from './policy.ts'
import { doorsTo } from './under.ts'

const db = databaseForTests()

const [west, border] = [46.5, 46.6]
const town = (from: number): Polygon => {
  return { type: 'Polygon', coordinates: [[[from, 24.6], [from + 0.1, 24.6], [from + 0.1, 24.8], [from, 24.8], [from, 24.6]]] } // biome-ignore format: one line
}
/** Most of it in the western town, and some in the eastern. */
const across: LineString = { type: 'LineString', coordinates: [[border - 0.002, 24.7], [border + 0.0005, 24.7]] } // biome-ignore format: one line
const line = (from: number): LineString => ({ type: 'LineString', coordinates: [[from, 24.7], [from + 0.001, 24.7]] }) // biome-ignore format: one line

let owner: string
let people: (Actor | null)[]
let others: string
let laboratory: string
let works: { planned: string; asked: string; dug: string; far: string; leading: string }
let call: string
let fee: string
let group: string
let ended: string
let sample: string
let photo: string
/** Of the others, answered with what is asked about; the one of the owner has no answer. */
let answeredCall: string

function actor(role: Actor['role'], agencyId: string | null, ground: Ground = []): Actor {
  return { userId: null, keyId: null, role, isAdmin: role === 'admin', agencyId, ground, scopes: null }
}

beforeEach(async () => {
  owner = await addOrganisation(db(), 'WATER')
  others = await addOrganisation(db(), 'POWER')
  laboratory = await addOrganisation(db(), 'LAB', 'laboratory')
  const [charged, touched] = [
    await addOrganisation(db(), 'OFFICE-W', 'municipality'),
    await addOrganisation(db(), 'OFFICE-E', 'municipality'),
  ]
  const towns = [
    await addMunicipality(db(), 'W', charged, town(west)),
    await addMunicipality(db(), 'E', touched, town(border)),
  ] as const
  people = [
    null,
    ...roles.flatMap((role) => [
      actor(role, owner),
      actor(role, others),
      actor(role, laboratory),
      actor(role, charged, [towns[0]]),
      actor(role, touched, [towns[1]]),
      actor(role, null, 'everywhere'),
      actor(role, null),
    ]),
  ]
  works = {
    planned: await addWorks(db(), owner, across, 'planned'),
    asked: await addWorks(db(), owner, across, 'in_coordination'),
    dug: await addWorks(db(), owner, across, 'in_progress'),
    far: await addWorks(db(), owner, line(border + 0.05), 'planned'),
    leading: await addWorks(db(), owner, line(border - 0.05), 'planned'),
  }
  const street = uuidv7()
  await rows(
    db(),
    `insert into street (id, region_id, municipality_id, name_ar, name_en, label_ar, class, width_metres, length_metres, line, surface)
     select :street, region_id, municipality_id, 'شارع', 'Street', 'شارع', 'local', 8, 100, route, footprint from works where id = :id`,
    { street, id: works.planned },
  )
  await db()('works_street').insert({ works_id: works.planned, street_id: street, metres: 1 })
  facts = { agencyId: owner, municipalityIds: [...towns] }
  fee = await addFee(db(), works.planned)
  call = uuidv7()
  await rows(
    db(),
    `insert into interest_call (id, agency_id, title, area, period, closes_on, municipality_ids, asked, called_at)
     select :call, :owner, 'Call', footprint, period, '2027-01-01', municipality_ids, '{}', :now from works where id = :id`,
    { call, owner, now, id: works.planned },
  )
  await addSharing()
  await addLines()
})

/** Others have called, the owner has answered with works that are asked about, and these joined a trench that leads since. */
async function addSharing(): Promise<void> {
  answeredCall = uuidv7()
  group = uuidv7()
  ended = uuidv7()
  await rows(
    db(),
    `insert into interest_call (id, agency_id, title, area, period, closes_on, municipality_ids, asked, called_at, lead_id)
     select :answeredCall, :others, 'Call', footprint, period, '2027-01-01', municipality_ids, '{}', :now, id from works where id = :id`,
    { answeredCall, others, now, id: works.asked },
  )
  await db()('interest_answer').insert({ call_id: answeredCall, agency_id: owner, is_interested: true, works_ids: [works.asked], answered_at: now }) // biome-ignore format: one line
  const led = { lead_id: works.leading, municipality_ids: [], currency: 'SAR', linked_at: now }
  await db()('works_group').insert([{ ...led, id: group }, { ...led, id: ended }]) // biome-ignore format: one line
  await db()('works_group_member').insert([
    member(works.leading, 'case', uuidv7()),
    member(works.asked, 'call', answeredCall),
  ])
}

const member = (works_id: string, cause_kind: 'case' | 'call', cause_id: string) => {
  return { group_id: group, works_id, agency_id: owner, cause_kind, cause_id, linked_at: now }
}

/** What hangs on works, to be changed or taken away. */
async function addLines(): Promise<void> {
  await rows(db(), `insert into works_connection (id, works_id, number, label, line, length_metres, created_at, updated_at) select cast(:new as uuid), id, 7, 'Villa', route, 1, created_at, created_at from works where id = :asked returning 1`, { ...works, new: uuidv7() }) // biome-ignore format: one line
  await rows(db(), `insert into diversion (id, works_id, place, line, ground, length_metres) select cast(:new as uuid), id, 7, route, footprint, 1 from works where id = :asked returning 1`, { ...works, new: uuidv7() }) // biome-ignore format: one line
  await db()('amendment').insert({ ...amendment(works.dug), number: 7, state: 'proposed', version_after: null })
  await db()('pavement_entry').insert({
    id: works.planned,
    works_id: works.planned,
    kind: 'cut',
    opened_on: '2027-01-01',
  })
  sample = await addSample(db(), works.dug, laboratory)
  photo = uuidv7()
  await db()('photo').insert({ id: photo, width: 1, height: 1, is_public: false, created_at: now })
}

const amendment = (works_id: string) => {
  return { id: uuidv7(), works_id, number: 1, state: 'in_effect', cause: 'applicant', reason: 'Late.', before: {}, after: {}, version_before: 1, version_after: 2, asked_at: now } // biome-ignore format: one line
}

/** Also whoever called, where the policy lets the owner and the office. */
const orCaller = (who: Actor | null) =>
  allows(who, 'works.change', facts) || allows(who, 'works.change', { agencyId: others })
/** The laboratory that tests, in the place of the owner. */
const tester = (who: Actor | null) => allows(who, 'samples.write', { ...facts, agencyId: laboratory })

let facts: { agencyId: string; municipalityIds: string[] }

/** What a request would write, and the deed of the policy that it is, or who may. */
const writes: Record<string, [Deed | ((who: Actor | null) => boolean), (trx: Db) => Promise<unknown>]> = {
  'a works': ['works.change', (trx) => trx('works').where({ id: works.planned }).update({ title: 'Touched' })],
  'a decision on a works': [
    'works.decide',
    (trx) => trx('works').where({ id: works.asked }).update({ status: 'refused' }),
  ],
  'its streets': [
    'works.change',
    (trx) => trx('works_street').where({ works_id: works.planned }).update({ metres: 2 }),
  ],
  'streets that it leaves': ['works.change', (trx) => trx('works_street').where({ works_id: works.planned }).delete()],
  'streets that it takes': [
    'works.change',
    (trx) => rows(trx, `insert into works_street (works_id, street_id, metres) select :id, id, 1 from street returning works_id`, { id: works.dug }), // biome-ignore format: one line
  ],
  'its history': [
    'works.change',
    (trx) => trx('works_history').insert({ works_id: works.planned, version: 99, event: 'change', at: now, before: {}, after: {} }), // biome-ignore format: one line
  ],
  'what stands between two works': [
    'works.change',
    (trx) => rows(trx, `update conflict set state = 'judge_again' where works_a in (:planned, :dug) and works_b in (:planned, :dug) returning 1`, works), // biome-ignore format: one line
  ],
  'what stands between them no more': [
    'works.change',
    (trx) => rows(trx, 'delete from conflict where works_a in (:planned, :dug) and works_b in (:planned, :dug) returning 1', works), // biome-ignore format: one line
  ],
  'whom it asks': [
    'works.change',
    (trx) => trx('consultation').insert({ id: uuidv7(), works_id: works.asked, round: 1, agency_id: owner, grounds: ['works_nearby'], asked_at: now, due_at: now, silence_approves: true }), // biome-ignore format: one line
  ],
  'an amendment': ['works.change', (trx) => trx('amendment').insert(amendment(works.asked))],
  'what becomes of an amendment': [
    'works.change',
    (trx) => trx('amendment').where({ works_id: works.dug }).update({ state: 'declined', decided_at: now }),
  ],
  'a diversion': [
    'works.change',
    (trx) => rows(trx, `insert into diversion (id, works_id, place, line, ground, length_metres) select cast(:new as uuid), cast(:planned as uuid), 1, route, footprint, 1 from works where id = :dug returning 1`, { ...works, new: uuidv7() }), // biome-ignore format: one line
  ],
  'a diversion that ends': ['works.change', (trx) => trx('diversion').where({ works_id: works.asked }).delete()],
  'a fee': [
    'works.change',
    (trx) => trx('fee').insert({ id: uuidv7(), works_id: works.asked, kind: 'permit', state: 'due', amount: 1, currency: 'SAR', road_class: 'local', parts: '[]', due_at: now }), // biome-ignore format: one line
  ],
  'a fee that is given up': ['works.change', (trx) => trx('fee').where({ id: fee }).update({ state: 'void' })],
  'a call that ends': ['works.change', (trx) => trx('interest_call').where({ id: call }).update({ closed_at: now })],
  'a trench that it leads': [
    'works.change',
    (trx) => trx('works_group').insert({ id: uuidv7(), lead_id: works.planned, municipality_ids: [], currency: 'SAR', linked_at: now }), // biome-ignore format: one line
  ],
  'a connection': [
    'works.change',
    (trx) => rows(trx, `insert into works_connection (id, works_id, number, label, line, length_metres, created_at, updated_at) select cast(:new as uuid), cast(:planned as uuid), 1, 'Villa', route, 1, created_at, created_at from works where id = :dug returning 1`, { ...works, new: uuidv7() }), // biome-ignore format: one line
  ],
  'a connection that is another': [
    'works.change',
    (trx) => trx('works_connection').where({ works_id: works.asked }).update({ label: 'House' }),
  ],
  'a connection that is none': [
    'works.change',
    (trx) => trx('works_connection').where({ works_id: works.asked }).delete(),
  ],
  'what joins a trench': [
    'works.change',
    (trx) => trx('works_group_member').insert(member(works.planned, 'case', uuidv7())),
  ],
  'what joins it by a call that it does not answer': [
    'works.change',
    (trx) => trx('works_group_member').insert(member(works.planned, 'call', answeredCall)),
  ],
  'what was answered, and joins': [
    orCaller,
    // it is in one trench already, and in two at once never
    (trx) => trx('works_group_member').insert({ ...member(works.asked, 'call', answeredCall), group_id: ended, left_at: now }), // biome-ignore format: one line
  ],
  'a trench that what was answered leads': [
    orCaller,
    (trx) => trx('works_group').insert({ id: uuidv7(), lead_id: works.asked, municipality_ids: [], currency: 'SAR', linked_at: now }), // biome-ignore format: one line
  ],
  'the version of a trench that was joined by a call': [
    orCaller,
    (trx) => trx('works_group').where({ id: group }).increment('version', 1),
  ],
  'how works join there': [
    orCaller,
    (trx) => trx('works_group_member').where({ group_id: group, works_id: works.leading }).update({ left_at: now }),
  ],
  'what stands between works there and others': [
    orCaller,
    (trx) => rows(trx, `update conflict set state = 'judge_again' where works_a in (:asked, :dug) and works_b in (:asked, :dug) returning 1`, works), // biome-ignore format: one line
  ],
  'a line of the ledger that is another': [
    'works.change',
    (trx) => trx('pavement_entry').where({ id: works.planned }).update({ closed_on: '2027-01-02' }),
  ],
  'a line of the ledger that is none': [
    'works.change',
    (trx) => trx('pavement_entry').where({ id: works.planned }).delete(),
  ],
  'a sample': [tester, (trx) => addSample(trx, works.dug, laboratory)],
  'a sample that counts no more': [
    tester,
    (trx) => trx('sample').where({ id: sample }).update({ voided_at: now, void_reason: 'Lost.' }),
  ],
  'a result': [
    tester,
    (trx) => trx('laboratory_result').insert({ id: uuidv7(), sample_id: sample, sequence: 1, value: 96, outcome: 'passed', tested_on: '2026-11-21', certificate: 'C-1', source: 'form', entered_at: now }), // biome-ignore format: one line
  ],
  'how its ground was closed': [
    'reinstatements.record',
    (trx) => rows(trx, `insert into reinstatement_record (id, works_id, place, version, kind, closed_on, areas, ground, area_square_metres, length_metres, depth_metres, surface, layers, recorded_at) select cast(:new as uuid), id, 1, 1, 'interim', '2027-01-02', '[]', ST_Multi(footprint), 1, 1, 1, 'carriageway', '[{}]', created_at from works where id = :dug returning 1`, { ...works, new: uuidv7() }), // biome-ignore format: one line
  ],
  'a photo of that': [
    'reinstatements.record',
    (trx) => trx('reinstatement_photo').insert({ id: uuidv7(), works_id: works.dug, record: 1, photo_id: photo, added_at: now }), // biome-ignore format: one line
  ],
  'its line of the ledger': [
    'works.change',
    (trx) => rows(trx, `insert into pavement_entry (id, works_id, kind, opened_on) values (cast(:dug as uuid), cast(:dug as uuid), 'cut', '2027-01-01') returning 1`, { ...works }), // biome-ignore format: one line
  ],
}

/** Does row security let it be written? Whatever was, is taken back. */
async function isWritten(who: Actor | null, write: (trx: Db) => Promise<unknown>): Promise<boolean> {
  const { under } = doorsTo({ db: db(), tiles: null })
  const taken = { back: true }
  let done: unknown
  try {
    await under(who, async (trx) => {
      done = await write(trx)
      throw taken
    })
  } catch (thrown) {
    if ((thrown as { code?: string }).code === '42501') return false
    if (thrown !== taken) throw thrown
  }
  return Array.isArray(done) ? done.length > 0 : (done as { rowCount?: number }).rowCount !== 0 && done !== 0
}

describe('row security of writes', () => {
  it.each(Object.keys(writes))('lets write %s whom the policy lets, and nobody else', async (what) => {
    const [deed, write] = writes[what] as (typeof writes)[string]
    let let_in = 0
    for (const who of people) {
      const may = typeof deed === 'function' ? deed(who) : allows(who, deed, facts)
      expect(await isWritten(who, write), JSON.stringify(who)).toBe(may)
      if (may) let_in += 1
    }
    expect(let_in).toBeGreaterThan(3)
    expect(let_in).toBeLessThan(people.length / 3)
  })

  it('lets nobody record samples of ground that has not been opened', async () => {
    for (const who of people)
      expect(await isWritten(who, (trx) => addSample(trx, works.planned, laboratory)), JSON.stringify(who)).toBe(false)
  })

  it.each([
    ['to whom a works belongs', 'works', { agency_id: uuidv7() }],
    ['its number', 'works', { number: 'X' }],
    ['how much a fee is', 'fee', { amount: 1 }],
  ])('lets nobody change %s', async (_what, table, change) => {
    const id = table === 'fee' ? fee : works.planned
    for (const who of people) expect(await isWritten(who, (trx) => trx(table).where({ id }).update(change))).toBe(false)
  })

  it('lets an owner lead a works where the lifecycle lets owners lead it, and an office everywhere', async () => {
    const moves = new Set(
      edges
        .filter(({ by }) => by.includes('owner'))
        .flatMap(({ from, to }) => from.flatMap((one) => to.map((end) => `${one} ${end}`))),
    )
    const ends = (from: string) => statuses.filter((end) => end !== from && moves.has(`${from} ${end}`)).sort()
    const known = Object.entries(ownersMoves).map(([from, to]) => [
      from,
      to.filter((end) => end !== 'progressed').sort(),
    ])
    expect(Object.fromEntries(known)).toEqual(
      Object.fromEntries(statuses.map((from) => [from, ends(from)]).filter(([, to]) => to?.length)),
    )
  })
})
