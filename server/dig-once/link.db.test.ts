import { uuidv7 } from 'uuidv7'
import { beforeEach, describe, expect, it } from 'vitest'
import { databaseForTests, pack } from '../../testing/database.ts'
import { addOrganisation, now, rootOffice } from '../../testing/service.ts'
import type { Actor } from '../access/actor.ts'
import { verifyRegister } from '../coordination/verify.ts'
import { rows } from '../database/sql.ts'
import type { LineString } from '../geo/contract.ts'
import type { Works } from '../works/contract.ts'
import { findWorks } from '../works/read.ts'
import { insertWorks, moveWorks, type NewWorksFields, updateWorks } from '../works/store.ts'
import type { Saved } from './contract.ts'
import { dissolveGroup } from './dissolve.ts'
import { groupOfWorks } from './groups.ts'
import { keeper } from './keeper.ts'
import { linkWorks } from './link.ts'
import { savedBy } from './saved.ts'
import { verifyGroups } from './verify.ts'

const db = databaseForTests()
const cause = { kind: 'case', id: uuidv7() } as const
let office: Actor
let agencies: string[]

beforeEach(async () => {
  const agencyId = await rootOffice(db())
  office = { userId: null, keyId: null, role: 'planner', isAdmin: false, agencyId, ground: 'everywhere', scopes: null }
  agencies = await Promise.all(['WATER', 'POWER', 'PHONE'].map((code) => addOrganisation(db(), code)))
})

const doing = () => ({ pack, keeper, actor: office, now })

/** A line of metres eastwards from 46.7° E, 24.7° N. */
function line(from: number, metres: number): LineString {
  const at = (east: number): [number, number] => [46.7 + east / 101_000, 24.7]
  return { type: 'LineString', coordinates: [at(from), at(from + metres)] }
}

async function add(agency: number, route: LineString, more: Partial<NewWorksFields> = {}): Promise<string> {
  const id = uuidv7()
  const works: NewWorksFields = {
    ...{ id, agencyId: agencies[agency] as string, title: 'Main renewal', description: null, externalReference: null },
    ...{ contractorId: null, projectId: null, connections: null, trenchWidthMetres: null, trenchDepthMetres: null },
    ...{ category: 'planned', utility: 'water', method: 'open_cut', trafficImpact: 'minor', status: 'planned' },
    period: { start: '2027-01-01', end: '2027-01-31' },
    route,
    ...more,
  }
  await insertWorks(db(), [works], { userId: null, at: now }, { pack, keeper, event: 'create' })
  return id
}

/** A works on other days or another way. */
async function change(id: string, to: Partial<Pick<NewWorksFields, 'period' | 'route'>>): Promise<void> {
  const old = (await findWorks(db(), id, office)) as Works
  const fields = { ...old, ...to }
  const given = { id, old, fields, before: {}, after: {}, event: 'change', reason: null }
  await updateWorks(db(), given, { userId: null, at: now }, { pack, keeper })
}

async function registered(): Promise<string[]> {
  return (await db()('conflict').select('kind').orderBy('kind')).map(({ kind }) => kind as string)
}

async function isRight(): Promise<void> {
  const { missing, extra, differing } = await verifyRegister(db(), pack)
  expect({ missing, extra, differing }).toEqual({ missing: 0, extra: 0, differing: 0 })
  expect((await verifyGroups(db())).misplaced).toEqual([])
}

describe('linking works', () => {
  it('takes their clash out of the register, and dissolving brings it back', async () => {
    const [lead, member] = [await add(0, line(0, 100)), await add(1, line(40, 100))]
    expect(await registered()).toEqual(['clash'])
    const linked = await linkWorks(db(), { leadId: lead, memberIds: [member], cause }, doing())
    expect(linked.problem).toBeUndefined()
    expect(await registered()).toEqual([])
    await isRight()
    const group = linked.value
    expect(group?.members.map(({ works }) => works.id)).toEqual([lead, member])
    expect(group?.savings).toMatchObject({ sharedMetres: 62, streetDays: 31, money: 62 * 450 + 31 * 500 + 15_000 })
    const ended = await dissolveGroup(db(), group?.id ?? '', { version: 1, reason: 'Other dates' }, doing())
    expect(ended.value?.savings.money).toBe(0)
    expect(await registered()).toEqual(['clash'])
    await isRight()
    expect(await groupOfWorks(db(), lead, office)).toBeNull()
  })

  it('leaves what others make with them', async () => {
    const [lead, member] = [await add(0, line(0, 100)), await add(1, line(40, 100))]
    await add(2, line(60, 100), { period: { start: '2027-03-01', end: '2027-03-31' } })
    expect(await registered()).toEqual(['clash', 'repeat_dig', 'repeat_dig'])
    await linkWorks(db(), { leadId: lead, memberIds: [member], cause }, doing())
    expect(await registered()).toEqual(['repeat_dig', 'repeat_dig'])
    await isRight()
  })

  it('takes a third in later, and lets the lead’s end free the others', async () => {
    const [lead, second, third] = [await add(0, line(0, 100)), await add(1, line(0, 100)), await add(2, line(0, 100))]
    await linkWorks(db(), { leadId: lead, memberIds: [second], cause }, doing())
    const more = await linkWorks(db(), { leadId: lead, memberIds: [third], cause }, doing())
    expect(more.value?.members).toHaveLength(3)
    expect(await registered()).toEqual([])
    const drawn = { id: lead, route: line(0, 100), status: 'planned' } as const
    const author = { userId: null, at: now }
    const move = { status: 'cancelled', event: 'cancel', reason: null } as const
    await moveWorks(db(), [drawn], move, author, { pack, keeper })
    expect(await registered()).toEqual(['clash'])
    await isRight()
    const [group] = await rows(db(), 'select dissolved_because from works_group')
    expect(group).toEqual({ dissolved_because: 'lead_over' })
  })

  it('goes on without a member that is cancelled, and counts what it saved no more', async () => {
    const [lead, second, third] = [await add(0, line(0, 100)), await add(1, line(0, 100)), await add(2, line(0, 100))]
    await linkWorks(db(), { leadId: lead, memberIds: [second, third], cause }, doing())
    const move = { status: 'cancelled', event: 'cancel', reason: null } as const
    const end = (id: string) =>
      moveWorks(db(), [{ id, route: line(0, 100), status: 'planned' }], move, { userId: null, at: now }, doing())
    const before = await groupOfWorks(db(), lead, office)
    await end(second)
    const after = await groupOfWorks(db(), lead, office)
    expect(after?.savings.money).toBe((before?.savings.money ?? 0) / 2)
    await end(third)
    expect(await groupOfWorks(db(), lead, office)).toBeNull()
    await isRight()
  })

  it('lets a works be in one live group only, whatever the code believes', async () => {
    const [lead, member, other] = [await add(0, line(0, 100)), await add(1, line(0, 100)), await add(2, line(0, 100))]
    await linkWorks(db(), { leadId: lead, memberIds: [member], cause }, doing())
    const again = await linkWorks(db(), { leadId: other, memberIds: [member], cause }, doing())
    expect(again.problem?.reasons?.map(({ code }) => code)).toEqual(['in_group'])
    const [found] = await rows<{ group_id: string }>(db(), 'select group_id from works_group_member limit 1')
    const twice = db().transaction(async (trx) => {
      const group = { id: uuidv7(), lead_id: other, municipality_ids: [], currency: 'SAR', linked_at: now }
      await trx('works_group').insert(group)
      await trx('works_group_member').insert({
        ...{ group_id: group.id, works_id: member, agency_id: agencies[1], linked_at: now },
        ...{ cause_kind: 'case', cause_id: cause.id },
      })
    })
    await expect(twice).rejects.toMatchObject({ constraint: 'works_group_member_once' })
    expect(found).toBeDefined()
  })

  it('leaves a clash whose days only overlap, and takes it away once one period holds the other', async () => {
    const [lead, member] = [await add(0, line(0, 100)), await add(1, line(40, 100), { period: { start: '2027-01-20', end: '2027-02-10' } })] // biome-ignore format: one line
    const linked = await linkWorks(db(), { leadId: lead, memberIds: [member], cause }, doing())
    expect(linked.value?.savings.money).toBe(0)
    expect(await registered()).toEqual(['clash'])
    await isRight()
    await change(member, { period: { start: '2027-01-20', end: '2027-01-31' } })
    expect(await registered()).toEqual([])
    expect((await groupOfWorks(db(), lead, office))?.savings).toMatchObject({ streetDays: 12 })
    await isRight()
    await change(member, { period: { start: '2027-01-25', end: '2027-02-05' } })
    expect(await registered()).toEqual(['clash'])
    expect((await groupOfWorks(db(), lead, office))?.savings.money).toBe(0)
    await isRight()
  })

  it('never takes a rest of the ground or a second opening away', async () => {
    const lead = await add(0, line(0, 100), { category: 'road_works' })
    const member = await add(1, line(0, 100), { period: { start: '2027-03-01', end: '2027-03-31' } })
    await linkWorks(db(), { leadId: lead, memberIds: [member], cause }, doing())
    expect(await registered()).toEqual(['moratorium', 'repeat_dig'])
    await isRight()
  })

  it('ends where works drift apart, in place or in time', async () => {
    const [lead, second, third] = [await add(0, line(0, 100)), await add(1, line(0, 100)), await add(2, line(0, 100))]
    await linkWorks(db(), { leadId: lead, memberIds: [second, third], cause }, doing())
    await change(second, { route: line(5000, 100) })
    const group = await groupOfWorks(db(), lead, office)
    expect(group?.members.filter(({ leftAt }) => leftAt === null).map(({ works }) => works.id)).toEqual([lead, third])
    await isRight()
    await change(third, { period: { start: '2030-01-01', end: '2030-01-31' } })
    expect(await groupOfWorks(db(), lead, office)).toBeNull()
    await isRight()
  })

  it('reckons anew what joined along a works that left', async () => {
    const lead = await add(0, line(0, 100))
    const second = await add(1, line(20, 200))
    const third = await add(2, line(40, 200))
    const linked = await linkWorks(db(), { leadId: lead, memberIds: [second, third], cause }, doing())
    const joiningOf = (group: typeof linked.value | null) =>
      group?.members.find(({ works }) => works.id === third)?.joining
    expect(joiningOf(linked.value)?.alongId).toBe(second)
    await change(second, { route: line(5000, 200) })
    const after = joiningOf(await groupOfWorks(db(), lead, office))
    expect(after?.alongId).toBe(lead)
    expect(after?.sharedMetres).toBeLessThan(joiningOf(linked.value)?.sharedMetres ?? 0)
    await isRight()
  })

  it('over an open blocking finding is the office’s, not the parties’', async () => {
    const [lead, member] = [await add(0, line(0, 100)), await add(1, line(40, 100))]
    const [by, answered] = agencies as [string, string]
    const call = uuidv7()
    const area = db().raw('(select ST_Multi(footprint) from works where id = ?)', [lead])
    await db()('interest_call').insert({
      ...{ id: call, agency_id: by, title: 'Call', area, period: '[2027-01-01,2027-02-01)', closes_on: '2027-01-01' },
      ...{ municipality_ids: [uuidv7()], asked: [], called_at: now },
    })
    await db()('interest_answer').insert({
      ...{ call_id: call, agency_id: answered, is_interested: true, works_ids: [member], answered_at: now },
    })
    const asked = { leadId: lead, memberIds: [member], cause: { kind: 'call', id: call } } as const
    const party: Actor = { ...office, role: 'utility', ground: [], agencyId: by }
    const refused = await linkWorks(db(), asked, { ...doing(), actor: party })
    expect(refused.problem?.reasons?.map(({ code }) => code)).toEqual(['needs_office'])
    expect(await registered()).toEqual(['clash'])
    expect((await linkWorks(db(), asked, doing())).problem).toBeUndefined()
  })

  it.each([
    ['another agency’s people', { role: 'utility', ground: [] }, 'forbidden'],
    ['an office of other ground', { ground: [] }, 'forbidden'],
  ] as const)('is not for %s', async (_name, who, problem) => {
    const [lead, member] = [await add(0, line(0, 100)), await add(1, line(0, 100))]
    const actor = { ...office, ...who, agencyId: agencies[0] as string }
    const answer = await linkWorks(db(), { leadId: lead, memberIds: [member], cause }, { ...doing(), actor })
    expect(answer.problem?.name).toBe(problem)
    expect(await registered()).toEqual(['clash'])
  })

  describe('once both are closed again', () => {
    const money = ({ realised, planned }: Saved) => [planned.money, realised.money]
    /** Ground of metres eastwards, some metres wide, as a record tells it. */
    const ground = (from: number, to: number) => db().raw('(select ST_Multi(ST_MakeEnvelope(?, 24.69998, ?, 24.70002, 4326)))', [46.7 + from / 101_000, 46.7 + to / 101_000]) // biome-ignore format: one line
    const close = (id: string, first: string, after: string, more: object = {}) =>
      db()('works')
        .where({ id })
        .update({ status: 'in_guarantee', actual_period: `[${first},${after})`, ...more })
    let [lead, member] = [] as unknown as [string, string]
    beforeEach(async () => {
      ;[lead, member] = [await add(0, line(0, 100)), await add(1, line(40, 100))]
      expect((await linkWorks(db(), { leadId: lead, memberIds: [member], cause }, doing())).problem).toBeUndefined()
    })
    const saved = (filter = {}) => savedBy(db(), filter, pack)
    const planned = 62 * 450 + 31 * 500 + 15_000

    it('saves by the plans until the last of them is', async () => {
      await close(lead, '2027-01-01', '2027-02-01')
      expect(await saved()).toMatchObject({ planned: { works: 1, money: planned }, realised: { works: 0 }, apart: 0 })
      expect((await groupOfWorks(db(), lead, office))?.members[1]?.dug).toBeNull()
    })

    it('has saved the days on which both were open, and the metres of the plans where nobody has recorded any', async () => {
      await close(lead, '2027-01-01', '2027-02-01')
      await close(member, '2027-01-10', '2027-02-05')
      const realised = { sharedMetres: 62, streetDays: 22, money: 62 * 450 + 22 * 500 + 15_000 }
      expect(await saved()).toMatchObject({ planned: { works: 0, money: 0 }, realised: { groups: 1, works: 1, ...realised } }) // biome-ignore format: one line
      const [, joined] = (await groupOfWorks(db(), lead, office))?.members ?? []
      expect(joined?.dug).toMatchObject({ on: '2027-02-04', together: true, ...realised })
      // by the day on which the last was closed
      expect(money(await saved({ from: '2027-02-04', to: '2027-02-04' }))).toEqual([0, realised.money])
      expect(money(await saved({ to: '2027-02-03' }))).toEqual([0, 0])
    })

    it('has saved the metres that both have closed by their records, and no more days than were planned', async () => {
      await close(lead, '2027-01-01', '2027-03-01', { reinstated: ground(0, 100) })
      await close(member, '2027-01-01', '2027-03-01', { reinstated: ground(70, 140) })
      expect((await saved()).realised).toMatchObject({ sharedMetres: 30, streetDays: 31, money: 30 * 450 + 31 * 500 + 15_000 }) // biome-ignore format: one line
    })

    it.each([
      ['on no common day', ['2027-02-01', '2027-02-20'], [0, 140]],
      ['on other ground', ['2027-01-01', '2027-02-01'], [110, 140]],
    ] as const)('has saved nothing where it was dug %s', async (_how, [first, after], [from, to]) => {
      await close(lead, '2027-01-01', '2027-02-01', { reinstated: ground(0, 100) })
      await close(member, first, after, { reinstated: ground(from, to) })
      expect(await saved()).toMatchObject({ planned: { works: 0 }, realised: { works: 0, money: 0 }, apart: 1 })
      expect((await groupOfWorks(db(), lead, office))?.members[1]?.dug).toMatchObject({ together: false, money: 0 })
    })

    it('has saved something where the plans left the days apart and both were open together after all', async () => {
      await db()('works_group_member').update({ counted_from: null })
      expect(money(await saved())).toEqual([0, 0])
      await close(lead, '2027-01-01', '2027-02-01')
      await close(member, '2027-01-31', '2027-03-01')
      expect(money(await saved())).toEqual([0, 62 * 450 + 500 + 15_000])
    })
  })

  it('knows no works that are not there', async () => {
    const lead = await add(0, line(0, 100))
    const answer = await linkWorks(db(), { leadId: lead, memberIds: [uuidv7()], cause }, doing())
    expect(answer.problem?.name).toBe('not-found')
  })
})
