import { uuidv7 } from 'uuidv7'
import { beforeEach, describe, expect, it } from 'vitest'
import { databaseForTests, pack } from '../../../testing/database.ts'
import {
  addOrganisation,
  now,
  refusals,
  rootOffice,
  type SignedIn,
  serviceOn,
  signedIn,
} from '../../../testing/service.ts'
import type { Actor } from '../../access/actor.ts'
import type { Figures } from '../../analytics/contract.ts'
import { verifyAudit } from '../../audit/verify.ts'
import type { Case, CaseList } from '../../cases/contract.ts'
import { verifyRegister } from '../../coordination/verify.ts'
import { rows } from '../../database/sql.ts'
import { keeper } from '../../dig-once/keeper.ts'
import { linkWorks } from '../../dig-once/link.ts'
import { freeFromOver } from '../../dig-once/over.ts'
import { savedBy } from '../../dig-once/saved.ts'
import { verifyGroups } from '../../dig-once/verify.ts'
import type { App } from '../../http/app-types.ts'
import type { Procedure } from '../../permits/contract.ts'
import type { Works, WorksHistory } from '../contract.ts'
import { verifyHistories } from '../verify.ts'
import type { Progressed } from './contract.ts'

const db = databaseForTests()
let app: App
let water: SignedIn
let power: SignedIn

const degree = 111_320 * Math.cos((24.7 * Math.PI) / 180)
const at = (east: number): [number, number] => [46.7 + east / degree, 24.7]
const period = { start: '2027-03-01', end: '2027-03-20' }
const plan = {
  title: 'Main renewal 2027',
  category: 'future_project',
  utility: 'water',
  route: { type: 'LineString', coordinates: [at(0), at(200), at(500)] },
  trenchWidthMetres: 1.2,
  period,
  status: 'planned',
}

beforeEach(async () => {
  app = await serviceOn(db())
  water = await signedIn(app, db(), 'utility', await addOrganisation(db(), 'WATER'))
  power = await signedIn(app, db(), 'utility', await addOrganisation(db(), 'POWER'))
})

const send = (by: SignedIn, method: 'GET' | 'POST', url: string, payload?: object) =>
  app.inject({ method, url, headers: by.headers, ...(payload ? { payload } : {}) })
async function ok<T>(by: SignedIn, method: 'GET' | 'POST', url: string, payload?: object): Promise<T> {
  const answer = await send(by, method, url, payload)
  expect(answer.statusCode, answer.body).toBeLessThan(300)
  return answer.json()
}
const progress = (project: Works, parts: object[]) =>
  ok<Progressed>(water, 'POST', `/api/works/${project.id}/progress`, { version: project.version, parts })
const isRight = async () => {
  expect(await verifyRegister(db(), pack)).toMatchObject({ missing: 0, extra: 0, differing: 0 })
  expect((await verifyHistories(db())).illegal).toEqual([])
}

describe('POST /api/works/:id/progress', () => {
  it('answers 401 to visitors and 403 to those who may not write works', async () => {
    const { id } = await ok<Works>(water, 'POST', '/api/works', plan)
    const url = `/api/works/${id}/progress`
    const payload = { version: 1, parts: [{ category: 'planned' }] }
    const { visitor, others } = await refusals(app, db(), {
      method: 'POST',
      url,
      payload,
      allowed: ['planner', 'utility', 'admin'],
    })
    expect(visitor).toBe(401)
    expect(new Set(others)).toEqual(new Set([403]))
    expect((await send(power, 'POST', url, payload)).statusCode).toBe(403)
  })

  it('makes works of stretches, on their coordinated days, and keeps what is left as the plan', async () => {
    const stored = await ok<Works>(water, 'POST', '/api/works', plan)
    const { project, works } = await progress(stored, [
      { category: 'planned', fromMetres: 0, toMetres: 150 },
      {
        category: 'road_works',
        title: 'Resurfacing',
        fromMetres: 400,
        toMetres: 500,
        period: { start: '2027-05-01', end: '2027-05-09' },
      },
    ])
    expect(project).toMatchObject({ status: 'planned', version: 2, projectId: stored.id, period })
    expect(project.lengthMetres).toBeCloseTo(250, 0)
    expect(works.map(({ category, status, title }) => ({ category, status, title }))).toEqual([
      { category: 'planned', status: 'planned', title: plan.title },
      { category: 'road_works', status: 'planned', title: 'Resurfacing' },
    ])
    const [first, second] = works as [Works, Works]
    expect(first).toMatchObject({ period, trenchWidthMetres: expect.closeTo(1.2, 5), projectId: stored.id })
    expect(first.lengthMetres).toBeCloseTo(150, 0)
    expect(second.period).toEqual({ start: '2027-05-01', end: '2027-05-09' })
    const from = { id: stored.id, number: stored.number, title: stored.title }
    expect(works.map(({ progressedFrom }) => progressedFrom)).toEqual([from, from])
    expect(project.progressedInto.map(({ id }) => id).sort()).toEqual([first.id, second.id].sort())
    const told = await ok<WorksHistory>(water, 'GET', `/api/works/${stored.id}/history`)
    expect(told.items[0]).toMatchObject({ event: 'progress', after: { works: [first.id, second.id] } })
    const made = await ok<WorksHistory>(water, 'GET', `/api/works/${first.id}/history`)
    expect(made.items[0]).toMatchObject({ event: 'create', after: { progressedFrom: { id: stored.id } } })
    await isRight()
  })

  it('is no finding between the project and its works, and one with others', async () => {
    const stored = await ok<Works>(water, 'POST', '/api/works', plan)
    const other = await ok<Works>(power, 'POST', '/api/works', { ...plan, category: 'planned' })
    const { works, project } = await progress(stored, [{ category: 'planned', fromMetres: 0, toMetres: 150 }])
    const { items } = await ok<{ items: { worksA: { id: string }; worksB: { id: string } }[] }>(
      water,
      'GET',
      '/api/conflicts',
    )
    const pairs = items.map(({ worksA, worksB }) => [worksA.id, worksB.id].sort().join(' ')).sort()
    expect(pairs).toEqual([project.id, works[0]?.id as string].map((id) => [id, other.id].sort().join(' ')).sort())
    await isRight()
  })

  it('is done once nothing is left, and goes no further', async () => {
    const stored = await ok<Works>(water, 'POST', '/api/works', plan)
    const first = await progress(stored, [{ category: 'planned', fromMetres: 100, toMetres: 200 }])
    expect(first.project.route.type).toBe('MultiLineString')
    const { project, works } = await progress(first.project, [{ category: 'planned' }])
    expect(project).toMatchObject({ status: 'progressed' })
    expect(project.progressedInto).toHaveLength(2)
    expect(works[0]?.lengthMetres).toBeCloseTo(400, 0)
    const again = await send(water, 'POST', `/api/works/${stored.id}/progress`, {
      version: project.version,
      parts: [{ category: 'planned' }],
    })
    expect(again.json().reasons[0].code).toBe('project_not_planned')
    await isRight()
  })

  it.each([
    ['a works that is no project', { category: 'planned' }, { category: 'planned' }, 409],
    ['a stretch beyond its end', {}, { category: 'planned', fromMetres: 400, toMetres: 600 }, 400],
    ['another future project', {}, { category: 'future_project' }, 400],
    ['days that are none', {}, { category: 'planned', period: { start: '2027-02-30', end: '2027-03-01' } }, 400],
  ])('refuses %s', async (_name, more, part, status) => {
    const { id, version } = await ok<Works>(water, 'POST', '/api/works', { ...plan, ...more })
    const answer = await send(water, 'POST', `/api/works/${id}/progress`, { version, parts: [part] })
    expect(answer.statusCode, answer.body).toBe(status)
    expect((await db()('works').select('id')).length).toBe(1)
  })

  it('refuses a version that was not seen', async () => {
    const { id } = await ok<Works>(water, 'POST', '/api/works', plan)
    const answer = await send(water, 'POST', `/api/works/${id}/progress`, {
      version: 7,
      parts: [{ category: 'planned' }],
    })
    expect(answer.json()).toMatchObject({ status: 409, currentVersion: 1 })
  })
})

describe('the traffic of a project', () => {
  const beside = (east: number): [number, number] => [at(east)[0], 24.7 - 200 / 110_770]
  const led = { type: 'LineString', coordinates: [at(-50), beside(-50), beside(550), at(550)] }
  const days = { start: '2027-03-05', end: '2027-03-06' }
  const closing = {
    ...plan,
    title: 'Cable on the way round',
    category: 'planned',
    utility: 'electricity',
    route: { type: 'LineString', coordinates: [beside(200), beside(250)] },
    closure: 'full',
  }
  const found = async (id: string) =>
    (await ok<{ items: { kind: string; severity: string }[] }>(water, 'GET', `/api/conflicts?works=${id}`)).items.map(
      ({ kind, severity }) => ({ kind, severity }),
    )
  const blocked = [{ kind: 'diversion', severity: 'blocking' }]
  const record = () =>
    ok<Works>(water, 'POST', '/api/works', { ...plan, closure: 'full', diversions: [{ line: led }, { line: led, period: days }] }) // biome-ignore format: one line

  it('is handed on to the works that it becomes, with what another closes of its way round', async () => {
    const project = await record()
    const other = await ok<Works>(power, 'POST', '/api/works', closing)
    expect(await found(project.id)).toEqual(blocked)
    const { works, project: over } = await progress(project, [{ category: 'planned' }])
    expect(over.status).toBe('progressed')
    const [made] = works as [Works]
    expect(made).toMatchObject({ closure: 'full', diversions: project.diversions.map(({ id: _own, ...led }) => led) })
    expect(await found(made.id)).toEqual(blocked)
    expect(await found(other.id)).toEqual(blocked)
    const { items } = await ok<WorksHistory>(water, 'GET', `/api/works/${made.id}/history`)
    expect(items[0]).toMatchObject({ after: { closure: 'full', diversions: [{ period: null }, { period: days }] } })
    await isRight()
    expect((await verifyAudit(db())).broken).toEqual([])
  })

  it('is that of each part and of what is left, on the days of each', async () => {
    const project = await record()
    const period = { start: '2027-03-06', end: '2027-03-09' }
    const { works, project: left } = await progress(project, [
      { category: 'planned', fromMetres: 0, toMetres: 100, period },
      { category: 'planned', fromMetres: 100, toMetres: 200, period: { start: '2027-05-01', end: '2027-05-09' } },
    ])
    expect(works.map((one) => one.diversions.map((way) => way.period))).toEqual([
      [null, { start: period.start, end: days.end }],
      [null, null],
    ])
    expect(left).toMatchObject({ closure: 'full', diversions: project.diversions })
    await isRight()
  })

  it('that was let pass by the office is let pass of its works', async () => {
    const office = await signedIn(app, db(), 'planner', await rootOffice(db()))
    const other = await ok<Works>(power, 'POST', '/api/works', closing)
    const project = await record()
    const finding = { kind: 'diversion', ruleId: 'diversion', other: { type: 'works', id: other.id, version: 1 } }
    await ok(office, 'POST', `/api/works/${project.id}/waivers`, {
      version: 1,
      ...finding,
      reason: 'A guard leads it.',
    })
    const { version } = await ok<Works>(water, 'GET', `/api/works/${project.id}`)
    const { works } = await progress({ ...project, version }, [{ category: 'planned' }])
    const { findings } = await ok<Procedure>(office, 'GET', `/api/works/${works[0]?.id}/procedure`)
    expect(findings?.find((one) => one.other.id === other.id)).toMatchObject({ standing: 'waived' })
    await isRight()
  })
})

describe('what was settled about a project', () => {
  let office: SignedIn
  const standing = async (a: string, b: string) =>
    (
      await db()('conflict')
        .whereIn('works_a', [a, b])
        .whereIn('works_b', [a, b])
        .where({ kind: 'clash' })
        .first('state')
    )?.state
  const casesOf = async (id: string) =>
    (await ok<CaseList>(office, 'GET', `/api/cases?works=${id}`)).items.map((one) => one.id)
  beforeEach(async () => {
    office = await signedIn(app, db(), 'planner', await rootOffice(db()))
  })

  it('is handed over to its works: waivers as far as the finding is still the one, and their case', async () => {
    const cable = { ...plan, title: 'Cable', category: 'planned' }
    const waived = await ok<Works>(power, 'POST', '/api/works', cable)
    const open = await ok<Works>(power, 'POST', '/api/works', { ...cable, title: 'Duct' })
    // the last to come is who has caused it
    const project = await ok<Works>(water, 'POST', '/api/works', plan)
    const finding = { kind: 'clash', ruleId: 'clash', reason: 'They share the trench.' }
    const other = { type: 'works', id: waived.id, version: 1 }
    await ok(office, 'POST', `/api/works/${project.id}/waivers`, { version: 1, ...finding, other })
    // what meets no works is waived of the application as it is: in no project yet
    await db().raw(
      `insert into waiver (id, works_id, kind, rule_id, other_type, other_id, application, reason, user_id, at)
       select gen_random_uuid(), v.works_id, 'restriction', 'restriction', 'restriction', gen_random_uuid(), v.application,
              'Ramadan is over by then.', v.user_id, v.at from waiver v`,
    )
    const { id: caseId } = await ok<Case>(water, 'POST', '/api/cases', { works: [project.id, open.id] })
    const change = { worksId: project.id, period: { start: '2027-06-01', end: '2027-06-20' } }
    await ok(office, 'POST', `/api/cases/${caseId}/proposals`, { measure: { kind: 'dates', changes: [change] } })

    const { version } = await ok<Works>(water, 'GET', `/api/works/${project.id}`)
    const { works } = await progress({ ...project, version }, [
      { category: 'planned', fromMetres: 0, toMetres: 200 },
      { category: 'planned', fromMetres: 200, toMetres: 500, period: { start: '2027-03-10', end: '2027-04-10' } },
    ])
    const [same, moved] = works as [Works, Works]
    expect(await standing(same.id, waived.id)).toBe('waived')
    expect(await standing(moved.id, waived.id)).toBe('judge_again')
    expect(await standing(same.id, open.id)).toBe('open')
    const carried = await rows<{ works_id: string; stands: boolean }>(
      db(),
      `select v.works_id, v.application = works_fingerprint(w) as stands from waiver v join works w on w.id = v.works_id
       where v.kind = 'restriction' and v.works_id <> cast(:id as uuid)`,
      { id: project.id },
    )
    expect(new Map(carried.map((one) => [one.works_id, one.stands]))).toEqual(new Map([[same.id, true], [moved.id, false]])) // biome-ignore format: one line
    const told = await ok<Procedure>(office, 'GET', `/api/works/${same.id}/procedure`)
    expect(told.findings?.find((one) => one.other.id === waived.id)).toMatchObject({
      standing: 'waived',
      waiver: { reason: finding.reason },
    })
    for (const { id } of works) expect(await casesOf(id)).toEqual([caseId])
    const room = await ok<Case>(power, 'GET', `/api/cases/${caseId}`)
    expect(room).toMatchObject({ state: 'open', waitsFor: [water.agencyId], proposals: [{ state: 'dropped' }] })
    expect(works.map(({ id }) => id)).toContain(room.causeWorksId)
    await isRight()
    expect((await verifyAudit(db())).broken).toEqual([])
  })

  it.each([
    ['no stricter', { future_project: 10, planned: 10 }, ['waived', 'judge_again']],
    ['stricter', { future_project: 12, planned: 10 }, ['judge_again', 'judge_again']],
  ])('also of limits, where that of the category is %s', async (_what, days, standings) => {
    const most = (n: number) => ({ highway: n, arterial: n, collector: n, local: n, unknown: n })
    const longestDays = { ...pack.longestDays, future_project: most(days.future_project), planned: most(days.planned) }
    app = await serviceOn(db(), { pack: { ...pack, longestDays } })
    const project = await ok<Works>(water, 'POST', '/api/works', plan)
    const waiver = { kind: 'limit', ruleId: 'limit-duration', other: { type: 'rule', id: null, version: null } }
    const reason = 'The bridge is lifted once.'
    await ok(office, 'POST', `/api/works/${project.id}/waivers`, { version: 1, ...waiver, reason })
    const { version } = await ok<Works>(water, 'GET', `/api/works/${project.id}`)
    const { works } = await progress({ ...project, version }, [
      { category: 'planned', fromMetres: 0, toMetres: 200 },
      { category: 'planned', fromMetres: 200, toMetres: 500, period: { start: '2027-03-10', end: '2027-03-25' } },
    ])
    const found = await Promise.all(
      works.map(async ({ id }) => {
        const { findings } = await ok<Procedure>(office, 'GET', `/api/works/${id}/procedure`)
        return findings?.find(({ ruleId }) => ruleId === 'limit-duration')
      }),
    )
    expect(found.map((one) => one?.standing)).toEqual(standings)
    expect(found.map((one) => one?.waiver?.reason)).toEqual([reason, reason])
    expect(await db()('waiver').orderBy('carried').pluck('carried')).toEqual([false, true, true])
    const { total } = await ok<Figures>(office, 'GET', `/api/figures?year=${now.getUTCFullYear()}&by=agency`)
    expect(total.settled).toBe(1)
    await isRight()
    expect((await verifyAudit(db())).broken).toEqual([])
  })

  it('is handed over to nobody else', async () => {
    const project = await ok<Works>(water, 'POST', '/api/works', plan)
    const foreign = await ok<Works>(power, 'POST', '/api/works', { ...plan, category: 'planned' })
    for (const carry of ['carry_waivers(?, ?)', 'carry_limits(?, ?, null)', 'carry_cases(?, ?, now())'])
      await expect(
        db().transaction((trx) => trx.raw(`select ${carry}`, [project.id, [foreign.id]])),
      ).rejects.toMatchObject({ code: '42501' })
  })
})

describe('a project that shares a trench', () => {
  let phone: SignedIn
  let office: Actor
  const cause = { kind: 'case', id: uuidv7() } as const
  const clashes = async () =>
    (await rows<{ pair: string[] }>(db(), `select array[works_a, works_b] as pair from conflict where kind = 'clash'`))
      .map(({ pair }) => pair.sort().join(' '))
      .sort()
  const pair = (...works: Works[]) => works.map(({ id }) => id).sort().join(' ') // biome-ignore format: one line
  const record = (by: SignedIn, title: string) =>
    ok<Works>(by, 'POST', '/api/works', { ...plan, title, category: 'planned' })
  const link = async (lead: Works, ...members: Works[]) => {
    const memberIds = members.map(({ id }) => id)
    const linked = await linkWorks(db(), { leadId: lead.id, memberIds, cause }, { pack, keeper, actor: office, now })
    expect(linked.problem).toBeUndefined()
    return ok<Works>(water, 'GET', `/api/works/${lead.id}`)
  }
  const saved = async () => (await savedBy(db(), {}, pack)).planned.money
  beforeEach(async () => {
    const agencyId = await rootOffice(db())
    office = {
      userId: null,
      keyId: null,
      role: 'planner',
      isAdmin: false,
      agencyId,
      ground: 'everywhere',
      scopes: null,
    }
    phone = await signedIn(app, db(), 'utility', await addOrganisation(db(), 'PHONE'))
  })

  it('leads nothing once it is progressed: the others meet again', async () => {
    const [cable, duct] = [await record(power, 'Cable'), await record(phone, 'Duct')]
    const project = await link(await ok<Works>(water, 'POST', '/api/works', plan), cable, duct)
    expect(await clashes()).toEqual([])
    const { works } = await progress(project, [{ category: 'planned' }])
    const [made] = works as [Works]
    expect(await clashes()).toEqual([pair(cable, duct), pair(made, cable), pair(made, duct)].sort())
    expect(await rows(db(), 'select dissolved_because from works_group')).toEqual([{ dissolved_because: 'lead_over' }])
    expect(await saved()).toBe(0)
    expect((await verifyGroups(db())).misplaced).toEqual([])
    await isRight()
  })

  it('leads nothing either where one of the others is dug already', async () => {
    const [cable, duct] = [await record(power, 'Cable'), await record(phone, 'Duct')]
    const project = await link(await ok<Works>(water, 'POST', '/api/works', plan), cable, duct)
    await db()('works').where({ id: cable.id }).update({ status: 'in_progress' })
    await progress(project, [{ category: 'planned' }])
    expect(await clashes()).toContain(pair(cable, duct))
    expect((await verifyGroups(db())).misplaced).toEqual([])
  })

  it('saves nothing any more once what came of it does', async () => {
    const [cable, duct] = [await record(power, 'Cable'), await record(phone, 'Duct')]
    const stored = await ok<Works>(water, 'POST', '/api/works', plan)
    await link(cable, stored, duct)
    const before = await saved()
    const { version } = await ok<Works>(water, 'GET', `/api/works/${stored.id}`)
    const { works } = await progress({ ...stored, version }, [{ category: 'planned' }])
    expect(await saved()).toBeLessThan(before)
    await link(cable, works[0] as Works)
    expect(await saved()).toBe(before)
    expect((await verifyGroups(db())).misplaced).toEqual([])
    await isRight()
  })

  it('is freed where it was progressed before this was so', async () => {
    const [cable, duct] = [await record(power, 'Cable'), await record(phone, 'Duct')]
    const project = await link(await ok<Works>(water, 'POST', '/api/works', plan), cable, duct)
    await db()('works').where({ id: project.id }).update({ status: 'progressed' })
    expect((await verifyGroups(db())).misplaced).toHaveLength(1)
    expect(await freeFromOver(db(), { pack, keeper })).toBe(1)
    expect(await freeFromOver(db(), { pack, keeper })).toBe(0)
    expect(await clashes()).toEqual([pair(cable, duct)])
    expect((await verifyGroups(db())).misplaced).toEqual([])
  })
})
