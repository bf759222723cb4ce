import { uuidv7 } from 'uuidv7'
import { beforeEach, describe, expect, it } from 'vitest'
import { databaseForTests, pack } from '../../testing/database.ts'
import { asking } from '../../testing/procedure.ts'
import { addOrganisation, now, refusals, type SignedIn, serviceOn, signedIn } from '../../testing/service.ts'
import type { Actor } from '../access/actor.ts'
import { permissions } from '../access/permissions.ts'
import type { Conflict } from '../coordination/contract.ts'
import { verifyRegister } from '../coordination/verify.ts'
import { rows } from '../database/sql.ts'
import type { LineString } from '../geo/contract.ts'
import type { Works } from '../works/contract.ts'
import type { Call } from './calls/contract.ts'
import type { Cluster, Clusters, Saved, WorksGroup } from './contract.ts'
import { keeper } from './keeper.ts'
import { linkWorks } from './link.ts'
import { gapWithin, moneyOf } from './rules.ts'
import { verifyGroups } from './verify.ts'

const db = databaseForTests()
let ask: ReturnType<typeof asking>
let office: SignedIn
let water: SignedIn
let power: SignedIn
let phone: SignedIn

beforeEach(async () => {
  const app = await serviceOn(db())
  ask = asking(app)
  office = await signedIn(app, db(), 'planner')
  const people = []
  for (const code of ['WATER', 'POWER', 'PHONE'])
    people.push(await signedIn(app, db(), 'utility', await addOrganisation(db(), code)))
  ;[water, power, phone] = people as [SignedIn, SignedIn, SignedIn]
})

/** A line of metres eastwards, so many metres east and north of 46.7° E, 24.7° N. */
function line(east: number, metres: number, north = 0): LineString {
  const at = (x: number): [number, number] => [46.7 + x / 101_000, 24.7 + north / 110_770]
  return { type: 'LineString', coordinates: [at(east), at(east + metres)] }
}

const january = { start: '2027-01-10', end: '2027-01-29' }
const march = { start: '2027-03-10', end: '2027-03-19' }
const may = { start: '2027-05-10', end: '2027-05-19' }
const july = { start: '2027-07-10', end: '2027-07-19' }

function record(by: SignedIn, more: object = {}): Promise<Works> {
  const works = { title: 'Main', category: 'planned', utility: 'water', route: line(0, 100), period: january }
  return ask.ok(by, 'POST', '/api/works', { ...works, status: 'planned', ...more })
}

const chancesOf = (by: SignedIn, query = '') => ask.ok<Clusters>(by, 'GET', `/api/dig-once?${query}`)
const members = ({ works }: Cluster) => works.map(({ id }) => id).sort()

async function call(by: SignedIn, more: object = {}): Promise<Call> {
  return ask.ok(by, 'POST', '/api/interest-calls', { title: 'Share our trench', period: january, ...more })
}

describe('the routes', () => {
  const id = '018f0000-0000-7000-8000-000000000001'
  const route = line(0, 100)
  it.each([
    ['GET', '/api/dig-once', {}, 'conflicts.read'],
    ['GET', '/api/dig-once/saved', {}, 'conflicts.read'],
    ['GET', `/api/works/${id}/group`, {}, 'conflicts.read'],
    ['GET', `/api/works-groups/${id}`, {}, 'conflicts.read'],
    ['POST', `/api/works-groups/${id}/dissolving`, { version: 1, reason: 'Other dates' }, 'works.decide'],
    ['GET', '/api/interest-calls', {}, 'conflicts.read'],
    ['GET', `/api/interest-calls/${id}`, {}, 'conflicts.read'],
    ['POST', '/api/interest-calls', { title: 'Call', route, period: january }, 'works.write'],
    ['POST', `/api/interest-calls/${id}/answer`, { isInterested: false }, 'works.write'],
    ['POST', `/api/interest-calls/${id}/closing`, { version: 1, reason: 'Nobody' }, 'works.write'],
  ] as const)('%s %s answers 401 and 403', async (method, url, payload, permission) => {
    const allowed = permissions[permission]
    const answered = await refusals(ask.app, db(), { method, url, payload, allowed })
    expect(answered.visitor).toBe(401)
    expect(answered.others.length).toBeGreaterThan(0)
    expect(new Set(answered.others)).toEqual(new Set([403]))
  })
})

describe('clusters', () => {
  it('tell what one trench would save, and the days on which it could be', async () => {
    const [first, second] = [await record(water), await record(power, { route: line(20, 100), period: march })]
    const { items, total, complete, formula } = await chancesOf(office)
    expect([total, complete, formula.currency]).toEqual([1, true, 'SAR'])
    const [cluster] = items as [Cluster]
    expect(members(cluster)).toEqual([first.id, second.id].sort())
    expect(cluster.savings.sharedMetres).toBeGreaterThanOrEqual(80)
    expect(cluster.savings.streetDays).toBe(10)
    expect(cluster.savings.money).toBe(moneyOf(cluster.savings))
    expect(cluster.suggested.period).toEqual({ start: '2027-03-10', end: '2027-03-29' })
    expect(cluster.stretches).toMatchObject([{ overlap: { type: 'Polygon' } }])
  })

  it('are asked for by place, days, agency and works, page by page', async () => {
    const here = [await record(water), await record(power)] as const
    const there = [await record(phone, { route: line(0, 60, 500), period: march }), await record(power, { route: line(0, 60, 500), period: march })] // biome-ignore format: one line
    const asked = async (query: string) => (await chancesOf(office, query)).items.map((each) => members(each)[0])
    const [one, other] = [here, there].map((pair) => pair.map(({ id }) => id).sort()[0])
    expect(await asked('')).toEqual([one, other])
    expect(await asked('bbox=46.69,24.699,46.71,24.701')).toEqual([one])
    expect(await asked('from=2027-03-01&to=2027-03-31')).toEqual([other])
    expect(await asked(`agency=${phone.agencyId}`)).toEqual([other])
    expect(await asked(`works=${here[0].id}`)).toEqual([one])
    const first = await chancesOf(office, 'limit=1')
    expect(await asked(`limit=1&cursor=${first.nextCursor}`)).toEqual([other])
  })

  it('leave out crossings, emergencies, drafts, what has begun and what is over', async () => {
    await record(water)
    const crossing: LineString = { type: 'LineString', coordinates: [[46.7005, 24.6995], [46.7005, 24.7005]] } // biome-ignore format: one line
    await record(power, { route: crossing })
    await record(power, { category: 'emergency' })
    await record(power, { status: 'draft' })
    const begun = await record(phone)
    await db()('works').where({ id: begun.id }).update({ status: 'in_progress' })
    expect((await chancesOf(office)).items).toEqual([])
  })

  it('leave out a trench whose lead has begun: nobody joins it', async () => {
    const [lead, member] = [await record(water), await record(power)]
    await record(phone, { period: march })
    const made = await call(office, { worksIds: [lead.id, member.id] })
    const link = { leadId: lead.id, memberIds: [member.id] }
    await ask.ok(office, 'POST', `/api/interest-calls/${made.id}/closing`, { version: 1, link })
    expect((await chancesOf(office)).items).toHaveLength(1)
    await db()('works').where({ id: lead.id }).update({ status: 'in_progress' })
    expect((await chancesOf(office)).items).toEqual([])
  })

  it('take one works of a project only: the others are not linked', async () => {
    const projectId = uuidv7()
    const [one, other] = [await record(power), await record(power, { route: line(100, 100) })]
    await db()('works').whereIn('id', [one.id, other.id]).update({ project_id: projectId })
    const along = await record(water, { route: line(0, 200), period: march })
    const [cluster] = (await chancesOf(office)).items as [Cluster]
    expect(members(cluster)).toHaveLength(2)
    expect(members(cluster)).toContain(along.id)
  })

  it('are those that looking at every pair gives', async () => {
    const agencies = [water, power, phone]
    for (let n = 0; n < 24; n++) {
      const by = agencies[(n * 7) % 3] as SignedIn
      const start = `2027-${String(1 + ((n * 5) % 12)).padStart(2, '0')}-05`
      const route = line(((n * 37) % 11) * 30, 50 + ((n * 53) % 5) * 30, ((n * 13) % 4) * 40)
      await record(by, { route, period: { start, end: `${start.slice(0, 8)}20` } })
    }
    const { items } = await chancesOf(office, 'limit=500')
    expect(items.map(members).sort()).toEqual((await byBruteForce()).sort())
    expect(items.length).toBeGreaterThan(2)
  })
})

interface Pair {
  a: string
  b: string
  metres: number
}

/** Clusters the plain way: every pair of works is looked at, and sets grow by the longest stretch that is left. */
async function byBruteForce(): Promise<string[][]> {
  const works = await ask.ok<{ items: Works[] }>(office, 'GET', '/api/works?limit=500')
  const known = new Map(works.items.map((each) => [each.id, each]))
  const metres = new Map<string, number>()
  const { items } = await ask.ok<{ items: Conflict[] }>(office, 'GET', '/api/conflicts?limit=500')
  for (const { worksA, worksB, overlapMetres } of items) metres.set(`${worksA.id} ${worksB.id}`, overlapMetres)
  const touching = await rows<{ a: string; b: string }>(
    db(),
    'select a.id as a, b.id as b from works a join works b on a.id < b.id where ST_Intersects(a.footprint, b.footprint)',
  )
  const pairs: Pair[] = touching
    .map(({ a, b }) => ({ a, b, metres: metres.get(`${a} ${b}`) ?? 0 }))
    .filter((pair) => pair.metres >= pack.digOnce.leastMetres)
  const days = ({ a, b }: Pair) => Math.min(...[a, b].map((id) => lengthOf((known.get(id) as Works).period)))
  pairs.sort(
    (x, y) => Math.round(y.metres) - Math.round(x.metres) || days(y) - days(x) || (x.a + x.b < y.a + y.b ? -1 : 1),
  )
  let sets = [...known.keys()].map((id) => [id])
  for (const { a, b } of pairs) {
    const [one, other] = [a, b].map((id) => sets.find((set) => set.includes(id)) as string[]) as [string[], string[]]
    const joined = [...new Set([...one, ...other])]
    const all = joined.map((id) => known.get(id) as Works)
    if (one === other || joined.length > pack.digOnce.mostWorks || gapWithin(all) > pack.digOnceDays) continue
    sets = [...sets.filter((set) => set !== one && set !== other), joined]
  }
  const agencies = (set: string[]) => new Set(set.map((id) => known.get(id)?.agencyId)).size
  return sets.filter((set) => set.length > 1 && agencies(set) > 1).map((set) => set.sort())
}

const lengthOf = ({ start, end }: { start: string; end: string }) =>
  (Date.parse(end) - Date.parse(start)) / 86_400_000 + 1

describe('a call for interest', () => {
  it('asks those with works in its ground, hears them and ends in linked works', async () => {
    const [ours, theirs] = [await record(water), await record(power, { period: march })]
    const made = await call(water, { worksIds: [ours.id] })
    expect(made).toMatchObject({ state: 'open', closesOn: '2026-12-08', leadId: ours.id, version: 1 })
    expect(made.askedIds).toContain(power.agencyId)
    expect(made.askedIds).not.toContain(water.agencyId)
    const answer = { isInterested: true, worksIds: [theirs.id] }
    const answered = await ask.ok<Call>(power, 'POST', `/api/interest-calls/${made.id}/answer`, answer)
    expect(answered.answers).toMatchObject([{ agencyId: power.agencyId, works: [{ id: theirs.id }] }])
    const link = { leadId: ours.id, memberIds: [theirs.id] }
    const closing = `/api/interest-calls/${made.id}/closing`
    expect((await ask.send(water, 'POST', closing, { version: 1, link })).statusCode).toBe(409)
    const ended = await ask.ok<Call>(water, 'POST', closing, { version: answered.version, link })
    expect(ended.state).toBe('closed')
    const group = await ask.ok<WorksGroup>(phone, 'GET', `/api/works-groups/${ended.groupId}`)
    // linked, and nothing saved until both work on the same days
    expect(group).toMatchObject({ leadId: ours.id, savings: { streetDays: 0 } })
    expect(group.members[1]?.joining).toMatchObject({ streetDays: 10 })
    const period = { start: '2027-01-15', end: '2027-01-24' }
    await ask.ok(power, 'PATCH', `/api/works/${theirs.id}`, { version: theirs.version, period })
    const inStep = await ask.ok<WorksGroup>(phone, 'GET', `/api/works-groups/${ended.groupId}`)
    expect(inStep.savings).toMatchObject({ streetDays: 10 })
    expect(group.members[1]?.cause).toEqual({ kind: 'call', id: made.id })
    expect((await chancesOf(office)).items).toEqual([])
    const { missing, extra, differing } = await verifyRegister(db(), pack)
    expect([missing, extra, differing]).toEqual([0, 0, 0])
  })

  it.each([
    ['by whoever called with works of their own', true],
    ['by whoever called on ground that they drew', false],
  ])('ends under works that another answered with, %s', async (_who, isWithWorks) => {
    const ours = isWithWorks ? await record(water) : null
    const [lead, more] = [
      await record(power, { period: march }),
      await record(phone, { route: line(20, 100), period: may }),
    ]
    // meets all of them, and nobody answers with it
    await record(power, { route: line(40, 100), period: july })
    const made = await call(water, ours ? { worksIds: [ours.id] } : { route: line(0, 100) })
    const closing = `/api/interest-calls/${made.id}/closing`
    await ask.ok(power, 'POST', `${closing.replace('closing', 'answer')}`, { isInterested: true, worksIds: [lead.id] })
    await ask.ok(phone, 'POST', `${closing.replace('closing', 'answer')}`, { isInterested: true, worksIds: [more.id] })
    const { version } = await ask.ok<Call>(water, 'GET', `/api/interest-calls/${made.id}`)
    const memberIds = [...(ours ? [ours.id] : []), more.id]
    const ended = await ask.ok<Call>(water, 'POST', closing, { version, link: { leadId: lead.id, memberIds } })
    const group = await ask.ok<WorksGroup>(phone, 'GET', `/api/works-groups/${ended.groupId}`)
    expect(group.leadId).toBe(lead.id)
    expect(group.members.map(({ works }) => works.id).sort()).toEqual([lead.id, ...memberIds].sort())
    const { missing, extra, differing } = await verifyRegister(db(), pack)
    expect([missing, extra, differing]).toEqual([0, 0, 0])
  })

  it('takes what was answered into a trench that is led already, which is another then', async () => {
    const gas = await signedIn(ask.app, db(), 'utility', await addOrganisation(db(), 'GAS'))
    const [lead, linked, more] = [
      await record(power),
      await record(gas, { period: march }),
      await record(phone, { period: may }),
    ]
    await record(power, { route: line(20, 100), period: july })
    const cause = { kind: 'case', id: uuidv7() } as const
    const actor: Actor = { userId: null, keyId: null, role: 'planner', isAdmin: false, agencyId: null, ground: 'everywhere', scopes: null } // biome-ignore format: one line
    const doing = { pack, keeper, actor, now }
    const before = await linkWorks(db(), { leadId: lead.id, memberIds: [linked.id], cause }, doing)
    const made = await call(water, { route: line(0, 100) })
    const at = `/api/interest-calls/${made.id}`
    await ask.ok(power, 'POST', `${at}/answer`, { isInterested: true, worksIds: [lead.id] })
    await ask.ok(phone, 'POST', `${at}/answer`, { isInterested: true, worksIds: [more.id] })
    const { version } = await ask.ok<Call>(water, 'GET', at)
    const link = { leadId: lead.id, memberIds: [more.id] }
    const ended = await ask.ok<Call>(water, 'POST', `${at}/closing`, { version, link })
    const group = await ask.ok<WorksGroup>(phone, 'GET', `/api/works-groups/${ended.groupId}`)
    expect([group.id, group.version]).toEqual([before.value?.id, 2])
    expect(group.members.map(({ works }) => works.id).sort()).toEqual([lead.id, linked.id, more.id].sort())
    const { missing, extra, differing } = await verifyRegister(db(), pack)
    expect([missing, extra, differing]).toEqual([0, 0, 0])
    expect((await verifyGroups(db())).misplaced).toEqual([])
  })

  it('lets nobody be linked who has not answered', async () => {
    const [ours, theirs] = [await record(water), await record(power)]
    const made = await call(water, { worksIds: [ours.id, theirs.id] })
    const link = { leadId: ours.id, memberIds: [theirs.id] }
    const closing = `/api/interest-calls/${made.id}/closing`
    expect((await ask.send(water, 'POST', closing, { version: 1, link })).statusCode).toBe(403)
    expect((await ask.send(phone, 'POST', closing, { version: 1, reason: 'Ours now' })).statusCode).toBe(403)
    await ask.ok(power, 'POST', `/api/interest-calls/${made.id}/answer`, { isInterested: false })
    expect((await ask.send(water, 'POST', closing, { version: 2, link })).statusCode).toBe(403)
    // the office decides on its ground
    await ask.ok(office, 'POST', closing, { version: 2, link })
  })

  it('is answered with a draft on its ground', async () => {
    const ours = await record(water)
    const made = await call(water, { worksIds: [ours.id] })
    const draft = { title: 'Ducts beside it', category: 'planned', utility: 'telecom' }
    const answered = await ask.ok<Call>(phone, 'POST', `/api/interest-calls/${made.id}/answer`, {
      isInterested: true,
      draft,
    })
    expect(answered.answers[0]?.works).toMatchObject([{ title: draft.title, status: 'draft', period: january }])
    const seen = await ask.ok<Call>(water, 'GET', `/api/interest-calls/${made.id}`)
    expect(seen.answers).toMatchObject([{ isInterested: true, works: [] }])
  })

  it.each([
    ['no ground', { route: undefined }, 400],
    ['a past closing day', { closesOn: '2026-11-20' }, 400],
    ['a closing day after its days', { closesOn: '2027-01-30' }, 400],
    ['a period that ends before it starts', { period: { start: '2027-02-01', end: '2027-01-01' } }, 400],
    ['works that are not there', { route: undefined, worksIds: [uuidv7()] }, 400],
    ['a line', {}, 201],
  ])('with %s', async (_name, more, status) => {
    const asked = { title: 'Call', route: line(0, 100), period: january, ...more }
    expect((await ask.send(water, 'POST', '/api/interest-calls', asked)).statusCode).toBe(status)
  })

  it('takes no answer of its own agency, with works of others or elsewhere, or when it is over', async () => {
    const [ours, far, theirs] = [await record(water), await record(power, { route: line(0, 90, 900) }), await record(phone)] // biome-ignore format: one line
    const made = await call(water, { worksIds: [ours.id] })
    const answer = async (by: SignedIn, given: object) =>
      (await ask.send(by, 'POST', `/api/interest-calls/${made.id}/answer`, given)).statusCode
    expect(await answer(water, { isInterested: false })).toBe(409)
    expect(await answer(power, { isInterested: true, worksIds: [far.id] })).toBe(400)
    expect(await answer(power, { isInterested: true, worksIds: [theirs.id] })).toBe(400)
    expect(await answer(power, { isInterested: true })).toBe(400)
    await db()('works').where({ id: theirs.id }).update({ status: 'in_progress' })
    expect(await answer(phone, { isInterested: true, worksIds: [theirs.id] })).toBe(400)
    await db()('works').where({ id: theirs.id }).update({ status: 'planned' })
    expect(await answer(phone, { isInterested: true, worksIds: [theirs.id] })).toBe(200)
    await db()('interest_call').update({ closes_on: '2026-11-20' })
    expect(await answer(power, { isInterested: false })).toBe(409)
  })

  it('is not made twice on one works by one agency, also at once, until it is closed', async () => {
    const [ours, more] = [await record(water), await record(water, { route: line(20, 100), period: march })]
    const asked = (worksIds: string[]) => ({ title: 'Share our trench', period: january, worksIds })
    const made = await call(water, { worksIds: [ours.id] })
    const again = await ask.send(water, 'POST', '/api/interest-calls', asked([ours.id, more.id]))
    expect([again.statusCode, again.json().reasons[0].code]).toEqual([409, 'works_called'])
    const found = await ask.ok<{ items: Call[] }>(water, 'GET', `/api/interest-calls?works=${ours.id}`)
    expect(found.items.map(({ id }) => id)).toEqual([made.id])
    expect((await ask.ok<{ items: Call[] }>(water, 'GET', `/api/interest-calls?works=${more.id}`)).items).toEqual([])
    // another agency asks for itself
    expect((await ask.send(office, 'POST', '/api/interest-calls', asked([ours.id]))).statusCode).toBe(201)
    await ask.ok(water, 'POST', `/api/interest-calls/${made.id}/closing`, { version: 1, reason: 'Nobody came' })
    const both = await Promise.all([1, 2].map(() => ask.send(water, 'POST', '/api/interest-calls', asked([ours.id]))))
    expect(both.map(({ statusCode }) => statusCode).sort()).toEqual([201, 409])
  })

  it('closes before the days it is about begin, where it does not say when', async () => {
    const soon = { start: '2026-12-01', end: '2026-12-20' }
    expect((await call(water, { route: line(0, 100), period: soon })).closesOn).toBe('2026-11-30')
  })

  it('is listed while it is open, then among those that are closed', async () => {
    const made = [await call(water, { route: line(0, 100) }), await call(power, { route: line(0, 100, 900) })]
    const listed = async (by: SignedIn, query: string) =>
      (await ask.ok<{ items: Call[] }>(by, 'GET', `/api/interest-calls?${query}`)).items.map(({ id }) => id)
    expect(await listed(phone, '')).toEqual(made.map(({ id }) => id))
    expect(await listed(phone, `agency=${power.agencyId}`)).toEqual([made[1]?.id])
    await ask.ok(water, 'POST', `/api/interest-calls/${made[0]?.id}/closing`, { version: 1, reason: 'Nobody came' })
    expect(await listed(phone, '')).toEqual([made[1]?.id])
    expect(await listed(phone, 'state=closed')).toEqual([made[0]?.id])
  })
})

describe('what was saved', () => {
  const savedOf = (query = '') => ask.ok<Saved>(office, 'GET', `/api/dig-once/saved?${query}`)

  /** Linked works of water and power. */
  async function linked(): Promise<WorksGroup> {
    const [ours, theirs] = [await record(water), await record(power)]
    const made = await call(office, { worksIds: [ours.id, theirs.id] })
    const link = { leadId: ours.id, memberIds: [theirs.id] }
    await ask.ok(office, 'POST', `/api/interest-calls/${made.id}/closing`, { version: 1, link })
    return (await ask.ok<{ group: WorksGroup }>(office, 'GET', `/api/works/${ours.id}/group`)).group
  }

  it('is counted once for a group, whoever asks for which agency', async () => {
    const { savings } = await linked()
    const all = await savedOf()
    expect(all).toMatchObject({
      planned: { groups: 1, works: 1, ...savings },
      realised: { works: 0, money: 0 },
      apart: 0,
    })
    expect(await savedOf(`agency=${water.agencyId}`)).toEqual(all)
    expect(await savedOf(`agency=${phone.agencyId}`)).toMatchObject({ planned: { groups: 0, money: 0 } })
    expect(await savedOf('from=2026-11-24&to=2026-11-24')).toEqual(all)
    expect(await savedOf('to=2026-11-23')).toMatchObject({ planned: { groups: 0, money: 0 } })
    const root = await db()('municipality').where({ is_root: true }).first('id')
    expect(await savedOf(`municipality=${root?.id}`)).toEqual(all)
  })

  it('is taken back when the group is dissolved', async () => {
    const group = await linked()
    const url = `/api/works-groups/${group.id}/dissolving`
    expect((await ask.send(office, 'POST', url, { version: 7, reason: 'Other dates' })).statusCode).toBe(409)
    await ask.ok(office, 'POST', url, { version: 1, reason: 'Other dates' })
    expect(await savedOf()).toMatchObject({ planned: { groups: 0, works: 0, money: 0, sharedMetres: 0 } })
    expect((await ask.send(office, 'POST', url, { version: 2, reason: 'Again' })).statusCode).toBe(409)
  })

  it('is taken back when its agency cancels a works', async () => {
    const group = await linked()
    const theirs = group.members[1]?.works.id as string
    expect((await ask.event(power, theirs, 'cancel')).statusCode).toBe(200)
    expect(await savedOf()).toMatchObject({ planned: { groups: 0, money: 0 } })
    const after = await ask.ok<WorksGroup>(office, 'GET', `/api/works-groups/${group.id}`)
    expect(after.dissolvedBecause).toBe('alone')
  })
})
