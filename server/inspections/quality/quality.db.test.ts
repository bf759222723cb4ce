import { uuidv7 } from 'uuidv7'
import { beforeEach, describe, expect, it } from 'vitest'
import { addWorks } from '../../../testing/applications.ts'
import { databaseForTests, engineKind, pack } from '../../../testing/database.ts'
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
import { reopened } from '../defects/deeds.ts'
import { moveDefect } from '../defects/move.ts'
import { openDefects } from '../defects/open.ts'
import { issue, propose } from '../violations/issue.ts'
import type { Appeal, DefectCells, League, PartyQuality, QualityCases } from './contract.ts'
import { keepScores, samplingShare, scoreAnew } from './keep.ts'

const db = databaseForTests()
let ask: ReturnType<typeof asking>
let time = now
let [water, builder, other, lab, town, root] = [] as unknown as [
  SignedIn,
  SignedIn,
  SignedIn,
  SignedIn,
  SignedIn,
  SignedIn,
]

const square = { type: 'Polygon' as const, coordinates: [[[46.6, 24.6], [46.8, 24.6], [46.8, 24.8], [46.6, 24.8], [46.6, 24.6]]] as [number, number][][] } // biome-ignore format: one line
const at = '2026-10-10T08:00:00Z'

/** A works that was dug in October by this contractor. */
async function dug(by: SignedIn, north: number): Promise<string> {
  const id = await addWorks(db(), water.agencyId as string, { type: 'LineString', coordinates: [[46.7, north], [46.71, north]] }, 'in_progress') // biome-ignore format: one line
  await db()('works')
    .where({ id })
    .update({ contractor_id: by.agencyId, period: '[2026-10-01,2026-10-20)', actual_period: '[2026-10-01,2026-10-20)' })
  return id
}

async function inspected(worksId: string, by: SignedIn, outcome: string, place: number): Promise<string> {
  const id = uuidv7()
  const works = (await db()('works').where({ id: worksId }).first('municipality_id')) as { municipality_id: string }
  await db()('inspection').insert({
    ...{ id, number: `I-${id}`, works_id: worksId, works_version: 1, kind: 'final', checklist_version: 1 },
    ...{
      started_at: at,
      ended_at: `2026-10-${10 + place}T08:00:00Z`,
      received_at: at,
      inspector_id: town.userId,
      agency_id: town.agencyId,
    },
    ...{
      owner_id: water.agencyId,
      contractor_id: by.agencyId,
      municipality_id: works.municipality_id,
      outcome,
      signed_as: 'Inspector',
      sent: Buffer.from('x'),
    },
  })
  return id
}

async function sampled(worksId: string, value: number, place: number): Promise<string> {
  const id = uuidv7()
  await db()('sample').insert({
    ...{
      id,
      number: `S-${id}`,
      works_id: worksId,
      laboratory_id: lab.agencyId,
      kind: 'compaction',
      layer: 'backfill',
      seal: id,
    },
    ...{
      place: db().raw('ST_SetSRID(ST_MakePoint(46.7, 24.7), 4326)'),
      distance_metres: 0,
      least: 95,
      taken_at: `2026-10-${10 + place}T08:00:00Z`,
    },
    ...{ taken_by: 'Somebody', recorded_at: at, due_on: '2026-10-28' },
  })
  await db()('laboratory_result').insert({
    ...{
      id: uuidv7(),
      sample_id: id,
      sequence: 1,
      value,
      outcome: value >= 95 ? 'passed' : 'failed',
      tested_on: '2026-10-20',
    },
    ...{ certificate: 'R', source: 'form', entered_at: '2026-10-22T08:00:00Z' },
  })
  return id
}

beforeEach(async () => {
  time = now
  const app = await serviceOn(db(), { clock: () => time })
  ask = asking(app)
  const person = async (role: Parameters<typeof signedIn>[2], code: string, kind: string) =>
    signedIn(app, db(), role, await addOrganisation(db(), code, kind))
  water = await person('utility', 'WATER', 'utility')
  builder = await person('contractor', 'BUILDER', 'contractor')
  other = await person('contractor', 'OTHER', 'contractor')
  lab = await person('consultant', 'LAB', 'laboratory')
  town = await person('planner', 'TOWN', 'municipality')
  await addMunicipality(db(), 'TOWN', town.agencyId as string, square)
  root = await signedIn(app, db(), 'planner', await rootOffice(db()))
})

/** Four inspections of each, one of the builder's failed; six samples, one failed; a defect. */
async function month() {
  const [mine, theirs] = [await dug(builder, 24.7), await dug(other, 24.71)]
  const failed = await inspected(mine, builder, 'failed_high', 0)
  for (const place of [1, 2, 3]) await inspected(mine, builder, 'passed', place)
  for (const place of [0, 1, 2, 3]) await inspected(theirs, other, 'passed', place)
  for (const place of [0, 1, 2, 3, 4, 6]) await sampled(mine, 97, place)
  const bad = await sampled(mine, 90, 5)
  for (const place of [0, 1, 2, 3, 4, 5]) await sampled(theirs, 97, place)
  return { mine, theirs, failed, bad }
}

const keep = () => keepScores(db(), { pack, now: time })
const league = (by: SignedIn, kind = 'contractor') => ask.ok<League>(by, 'GET', `/api/quality?kind=${kind}`)
const party = (by: SignedIn, whose: SignedIn, kind = 'contractor') =>
  ask.ok<PartyQuality>(by, 'GET', `/api/quality/${whose.agencyId}?kind=${kind}`)
const appealOf = (by: SignedIn, whose: SignedIn, more: object) =>
  ask.send(by, 'POST', `/api/quality/${whose.agencyId}/appeals`, {
    kind: 'contractor',
    part: 'inspections',
    reason: 'The site was another’s.',
    ...more,
  })
const decide = (by: SignedIn, id: string, decision: string) =>
  ask.send(by, 'POST', `/api/quality-appeals/${id}/decision`, { decision, reason: 'The records say so.' })
const partOf = ({ parts }: PartyQuality, code: string) => parts.find((part) => part.code === code)
const code = (answer: { json: () => { reasons?: { code: string }[] } }) => answer.json().reasons?.[0]?.code

describe('the routes', () => {
  const id = '018f0000-0000-7000-8000-000000000001'
  it.each([
    ['GET', '/api/quality?kind=contractor', {}, 'works.read'],
    ['GET', `/api/quality/${id}?kind=contractor`, {}, 'works.read'],
    ['GET', `/api/quality/${id}/cases?kind=contractor`, {}, 'works.read'],
    ['GET', '/api/defect-cells?bbox=46,24,47,25', {}, 'works.read'],
    [
      'POST',
      `/api/quality/${id}/appeals`,
      { kind: 'contractor', part: 'samples', caseId: id, reason: 'No.' },
      'quality.appeal',
    ],
    ['POST', `/api/quality-appeals/${id}/decision`, { decision: 'keep', reason: 'No.' }, 'quality.decide'],
  ] as const)('%s %s answers 401 and 403', async (method, url, payload, permission) => {
    const answered = await refusals(ask.app, db(), { method, url, payload, allowed: permissions[permission] })
    expect(answered.visitor).toBe(401)
    expect(answered.others.length).toBeGreaterThan(0)
    expect(new Set(answered.others)).toEqual(new Set([403]))
  })
})

describe('a month', () => {
  it('is scored once when it has ended, with what each score is made of', async () => {
    await month()
    expect(await keep()).toBe(1)
    expect(await keep()).toBe(0)
    const { month: scored, items } = await league(other)
    expect(scored).toBe('2026-10-01')
    expect(items.map(({ partyId, rank, open }) => [partyId, rank, open])).toEqual([
      [other.agencyId, 1, true],
      [builder.agencyId, 2, false],
    ])
    const own = await party(builder, builder)
    expect(partOf(own, 'inspections')).toMatchObject({ cases: 4, figure: 75, score: 50 })
    expect(partOf(own, 'samples')).toMatchObject({ cases: 7, figure: 85.71, score: 64.3 })
    // one works is fewer than it takes to speak of rates
    expect(partOf(own, 'defects')).toMatchObject({ cases: 1, score: null })
    expect(own.score).toBe(items[1]?.score)
    expect(own.window).toEqual({ from: '2025-11-01', to: '2026-11-01', months: 12 })
    expect(own.history).toEqual([{ month: '2026-10-01', score: own.score, cases: 11, revisions: 0 }])
    expect((await party(water, water, 'agency')).cases).toBe(21)
    expect(partOf(await party(lab, lab, 'consultant'), 'results_in_time')).toMatchObject({ cases: 13, score: 100 })
    expect((await ask.send(other, 'GET', `/api/quality/${builder.agencyId}?kind=contractor`)).statusCode).toBe(404)
    expect((await party(town, builder)).may.appeal).toBe(false)
  })

  it('that nobody scored is made up for, and what is kept stays', async () => {
    await month()
    await keep()
    time = new Date('2027-01-05T06:00:00Z')
    expect(await keep()).toBe(2)
    await db()('session').update({ created_at: time, seen_at: time })
    const own = await party(builder, builder)
    expect(own.history.map(({ month: each }) => each)).toEqual(['2026-12-01', '2026-11-01', '2026-10-01'])
  })

  it.runIf(engineKind() === 'server')('may take longer than a request to read', async () => {
    const limit = async () => (await db().raw(`select current_setting('statement_timeout') as limit`)).rows[0].limit
    await keep()
    expect(await limit()).toBe('10min')
  })

  it('says nothing of who has too few cases', async () => {
    const works = await dug(builder, 24.7)
    for (const place of [0, 1, 2]) await inspected(works, builder, 'passed', place)
    await keep()
    expect((await league(builder)).items).toMatchObject([{ score: null, rank: null, cases: 3 }])
    expect(await samplingShare(db(), builder.agencyId, pack)).toBe(pack.inspections.visits.samplePercent)
  })

  it('sets how much of a contractor is visited', async () => {
    const works = await dug(builder, 24.7)
    for (const place of [0, 1, 2, 3]) await inspected(works, builder, 'failed_high', place)
    for (const place of [0, 1, 2, 3, 4, 5]) await sampled(works, 80, place)
    await keep()
    expect((await party(builder, builder)).score).toBe(0)
    expect(await samplingShare(db(), builder.agencyId, pack)).toBe(60)
    expect(await samplingShare(db(), other.agencyId, pack)).toBe(pack.inspections.visits.samplePercent)
  })
})

const casesOf = async (whose: SignedIn, part: string, kind = 'contractor') =>
  (await ask.ok<QualityCases>(whose, 'GET', `/api/quality/${whose.agencyId}/cases?kind=${kind}&part=${part}`)).items

describe('what counts', () => {
  it('of violations are the fines of whoever answers for them: not of the other side, and nothing that is only proposed or was withdrawn', async () => {
    const worksId = await dug(builder, 24.7)
    const doing = { pack, now: new Date(at), userId: town.userId }
    const cause = (article: string) => ({ key: article, from: 'office' as const, worksId, article, at: new Date(at) })
    const theirs = await issue(db(), cause('barriers'), doing)
    const owners = await issue(db(), cause('emergency_misused'), doing)
    const withdrawn = await issue(db(), cause('footway_blocked'), doing)
    await db()('violation').where({ id: withdrawn }).update({ state: 'withdrawn', ended_at: at })
    await propose(db(), cause('unsafe_trench'), doing)
    await keep()
    const fines = async (whose: SignedIn, kind?: string) =>
      (await casesOf(whose, 'violations', kind)).filter((one) => one.kind === 'violation')
    expect(await fines(builder)).toMatchObject([{ id: theirs, number: 'KSA-V-2026-0000001', harms: true }])
    expect((await fines(water, 'agency')).map(({ id }) => id)).toEqual([owners])
  })

  it('as mended in time is also what was found in order before anybody had reported it', async () => {
    const worksId = await dug(builder, 24.7)
    const found = { worksId, kind: 'final', severity: 'high', text: { ar: 'هبوط', en: 'Sunk' } } as const
    const finder = { userId: town.userId, agencyId: town.agencyId, now: new Date('2026-10-05T08:00:00Z'), pack }
    const opened = await openDefects(db(), [found, found], finder)
    await db()('defect').where({ id: opened[0]?.id }).update({ state: 'verified', ended_at: '2026-10-06T08:00:00Z' })
    await keep()
    const points = new Map((await casesOf(builder, 'mended_in_time')).map((one) => [one.id, one.points]))
    expect(opened.map(({ id }) => points.get(id))).toEqual([100, 0])
  })
})

describe('a mend', () => {
  /** A defect of five days that was mended, turned down and mended again on these days. */
  async function mended(worksId: string, claims: readonly string[], upheld?: string) {
    const found = { worksId, kind: 'final', severity: 'high', text: { ar: 'هبوط', en: 'Sunk' } } as const
    const finder = { userId: town.userId, agencyId: town.agencyId, now: new Date('2026-10-05T08:00:00Z'), pack }
    const [opened] = await openDefects(db(), [found], finder)
    const id = opened?.id as string
    const mover = (day: string) => ({ userId: null, agencyId: null, now: new Date(`${day}T08:00:00Z`) })
    await db().transaction(async (trx) => {
      for (const [place, day] of claims.entries()) {
        if (place > 0) {
          const back = reopened({ state: 'mended', rejections: 0 }, { dueOn: '2026-10-28', reason: 'Not level.' })
          await moveDefect(trx, id, { event: 'reject', state: 'open', ...back }, mover(claims[place - 1] as string))
        }
        const told = { dueOn: '2026-10-28' }
        if (upheld && place === 1)
          await moveDefect(trx, id, { event: 'uphold', state: 'open', written: { due_on: told.dueOn }, told }, mover(upheld)) // biome-ignore format: one line
        const written = { mended_at: new Date(`${day}T08:00:00Z`) }
        await moveDefect(trx, id, { event: 'mend', state: 'mended', written }, mover(day))
      }
    })
    return id
  }

  it('that came late stays late, though it was turned down and another came by the new day', async () => {
    const worksId = await dug(builder, 24.7)
    const due = (await db()('defect').where({ id: await mended(worksId, ['2026-10-06']) }).first('due_on')) as { due_on: string } // biome-ignore format: one line
    expect(due.due_on < '2026-10-20').toBe(true)
    const late = await mended(worksId, ['2026-10-20', '2026-10-22'])
    const early = await mended(worksId, ['2026-10-06', '2026-10-22'])
    // its days began anew
    const contested = await mended(worksId, ['2026-10-20', '2026-10-22'], '2026-10-21')
    await keep()
    const points = new Map((await casesOf(builder, 'mended_in_time')).map((one) => [one.id, one.points]))
    expect([late, early, contested].map((id) => points.get(id))).toEqual([0, 100, 100])
  })
})

describe('a rate', () => {
  const defect = (worksId: string) =>
    openDefects(db(), [{ worksId, kind: 'guarantee', severity: 'high', text: { ar: 'هبوط', en: 'Sunk' } }], {
      userId: town.userId,
      agencyId: town.agencyId,
      now: new Date(at),
      pack,
    })
  /** Dug two years before, by the same contractor. */
  async function dugBefore(north: number, guarantee: string) {
    const id = await dug(builder, north)
    const days = { period: '[2024-10-01,2024-10-20)', actual_period: '[2024-10-01,2024-10-20)' }
    await db()('works')
      .where({ id })
      .update({ ...days, guarantee_until: guarantee, status: 'in_guarantee' })
    return id
  }

  it('counts what was found of the works that it is divided by, those in guarantee among them', async () => {
    const fresh = await dug(builder, 24.7)
    const kept = await dugBefore(24.71, '2026-12-01')
    const over = await dugBefore(24.72, '2025-06-01')
    for (const worksId of [fresh, kept, over]) await defect(worksId)
    await keep()
    const cases = await casesOf(builder, 'defects')
    expect(
      cases
        .filter(({ kind }) => kind === 'works')
        .map(({ id }) => id)
        .sort(),
    ).toEqual([fresh, kept].sort())
    expect(cases.filter(({ kind }) => kind === 'defect')).toHaveLength(2)
    // what was dug in its time is not asked of a guarantee
    expect((await casesOf(builder, 'overruns')).map(({ id }) => id)).not.toContain(kept)
  })

  it('shows the works that it is divided by, which harm nothing', async () => {
    const works = await dug(builder, 24.7)
    await defect(works)
    await keep()
    const [counted, divided] = (await casesOf(builder, 'defects')).toSorted((one, other) => one.size - other.size)
    expect(counted).toMatchObject({ kind: 'defect', points: 1, size: 0, harms: true })
    expect(divided).toMatchObject({ kind: 'works', id: works, points: 0, harms: false })
    expect(divided?.size).toBeGreaterThan(1)
    expect(await casesOf(builder, 'violations')).toMatchObject([{ kind: 'works', id: works, size: 1, harms: false }])
    const part = (await party(builder, builder)).parts.find(({ code }) => code === 'defects')
    expect(part).toMatchObject({ cases: 1, figure: Math.round(100 / (divided?.size ?? 0)) / 100 })
  })
})

it('loses no case at a border of pages, where one works is a case of several parts', async () => {
  await dug(builder, 24.7)
  await keep()
  const seen: string[] = []
  for (let cursor = ''; seen.length < 9; ) {
    const asked = `/api/quality/${builder.agencyId}/cases?kind=contractor&limit=1${cursor}`
    const { items, nextCursor } = await ask.ok<QualityCases>(builder, 'GET', asked)
    seen.push(...items.map(({ part }) => part))
    if (nextCursor === null) break
    cursor = `&cursor=${nextCursor}`
  }
  expect(seen.sort()).toEqual(['defects', 'reports', 'violations'])
})

describe('an appeal', () => {
  it('takes a case out where the office of all ground says so: the score is made anew, what was said stays', async () => {
    const { failed } = await month()
    await keep()
    const before = await party(builder, builder)
    const cases = await ask.ok<QualityCases>(
      builder,
      'GET',
      `/api/quality/${builder.agencyId}/cases?kind=contractor&part=inspections`,
    )
    expect(cases.items.map(({ harms }) => harms)).toEqual([false, false, false, true])
    const appeal = (await appealOf(builder, builder, { caseId: failed })).json<Appeal>()
    expect(appeal).toMatchObject({ state: 'open', case: { kind: 'inspection', id: failed }, may: { decide: false } })
    expect(code(await appealOf(builder, builder, { caseId: failed }))).toBe('appealed')
    expect((await decide(town, appeal.id, 'exclude')).statusCode).toBe(403)
    const decided = (await decide(root, appeal.id, 'exclude')).json<Appeal>()
    expect(decided).toMatchObject({
      state: 'excluded',
      decision: { by: { en: 'planner' }, reason: 'The records say so.' },
    })
    expect(code(await decide(root, appeal.id, 'keep'))).toBe('decided')
    const after = await party(builder, builder)
    expect(partOf(after, 'inspections')).toMatchObject({ cases: 3, figure: 100, score: 100 })
    expect(after.score).toBeGreaterThan(before.score as number)
    expect(after.history).toMatchObject([{ month: '2026-10-01', revisions: 1 }])
    expect(await db()('quality_score').where({ party_id: builder.agencyId, revision: 1 }).select('score')).toEqual([
      { score: before.score },
    ])
    // the owner of the works has not objected: to it the case counts
    expect(partOf(await party(water, water, 'agency'), 'inspections')).toMatchObject({ cases: 8 })
    const { items } = await ask.ok<{ items: { event: string }[] }>(builder, 'GET', `/api/audit?id=${appeal.id}`)
    expect(items.map(({ event }) => event)).toEqual(['exclude', 'create'])
    expect((await verifyAudit(db())).broken).toEqual([])
  })

  it('that wins after another month was scored makes that score anew too: its window holds the case', async () => {
    const { failed } = await month()
    await keep()
    const appeal = (await appealOf(builder, builder, { caseId: failed })).json<Appeal>()
    time = new Date('2026-12-05T06:00:00Z')
    await db()('session').update({ created_at: time, seen_at: time })
    expect(await keep()).toBe(1)
    const before = await party(builder, builder)
    expect((await decide(root, appeal.id, 'exclude')).statusCode).toBe(200)
    const after = await party(builder, builder)
    expect(after.month).toBe('2026-11-01')
    expect(partOf(after, 'inspections')).toMatchObject({ cases: 3, figure: 100 })
    expect(after.score).toBeGreaterThan(before.score as number)
    expect(after.history.map(({ revisions }) => revisions)).toEqual([1, 1])
  })

  it.runIf(engineKind() === 'server')('may take longer than a request where it makes scores anew', async () => {
    const limit = async () => (await db().raw(`select current_setting('statement_timeout') as limit`)).rows[0].limit
    const { failed } = await month()
    await keep()
    const appeal = (await appealOf(builder, builder, { caseId: failed })).json<Appeal>()
    await db().raw(`select set_config('statement_timeout', '15s', true)`)
    const { partyId, kind, month: scored } = appeal
    await scoreAnew(db(), { partyId, kind, month: scored, appealId: appeal.id }, { pack, now: time })
    expect(await limit()).toBe('10min')
  })

  it('takes a case out of the one score that it is about, of whoever digs their own works', async () => {
    const { failed, mine } = await month()
    await db()('works').where({ id: mine }).update({ agency_id: builder.agencyId })
    await db()('inspection').where({ works_id: mine }).update({ owner_id: builder.agencyId })
    await keep()
    const casesAs = async (kind: string) => {
      const url = `/api/quality/${builder.agencyId}/cases?kind=${kind}&part=inspections`
      return (await ask.ok<QualityCases>(root, 'GET', url)).items.map(({ id }) => id)
    }
    const appeal = (await appealOf(builder, builder, { caseId: failed })).json<Appeal>()
    expect((await decide(root, appeal.id, 'exclude')).statusCode).toBe(200)
    expect(await casesAs('contractor')).not.toContain(failed)
    expect(await casesAs('agency')).toContain(failed)
  })

  it('that is turned down changes nothing, and is shown with its reason', async () => {
    const { bad } = await month()
    await keep()
    const before = await party(builder, builder)
    const appeal = (await appealOf(builder, builder, { part: 'samples', caseId: bad })).json<Appeal>()
    expect((await decide(root, appeal.id, 'keep')).statusCode).toBe(200)
    const after = await party(builder, builder)
    expect([after.score, after.appeals[0]?.state]).toEqual([before.score, 'kept'])
  })

  it('is of a case of one’s own that harms, in time', async () => {
    const { failed, mine } = await month()
    await keep()
    const path = async (by: SignedIn, whose: SignedIn, more: object) => {
      const answer = await appealOf(by, whose, more)
      return answer.statusCode === 403 ? 403 : answer.json<{ errors: { message: string }[] }>().errors[0]?.message
    }
    expect(await path(other, builder, { caseId: failed })).toBe(403)
    expect(await path(other, other, { caseId: failed })).toBe('This case is not part of this score.')
    expect(await path(builder, builder, { caseId: mine })).toBe('This case is not part of this score.')
    const cases = await ask.ok<QualityCases>(
      builder,
      'GET',
      `/api/quality/${builder.agencyId}/cases?kind=contractor&part=inspections&limit=1`,
    )
    expect(await path(builder, builder, { caseId: cases.items[0]?.id })).toBe('This case does not lower the score.')
    time = new Date('2026-12-17T06:00:00Z')
    await db()('session').update({ created_at: time, seen_at: time })
    expect(await path(builder, builder, { caseId: failed })).toContain('2026-12-16')
  })
})

it('counts defects by whole cells for every agency, and singles out none', async () => {
  const works = await dug(builder, 24.7)
  const found = { worksId: works, kind: 'final', text: { ar: 'هبوط', en: 'Sunk' } } as const
  const many = [0, 1, 2, 3, 4].map((place) => [46.703 + place / 100_000, 24.7] as [number, number])
  const spots = [...many, [46.709, 24.7] as [number, number]]
  const all = spots.map((coordinates, place) => ({
    ...found,
    severity: place === 0 ? ('high' as const) : ('low' as const),
    place: { type: 'Point' as const, coordinates },
  }))
  await openDefects(db(), all, { userId: town.userId, agencyId: town.agencyId, now, pack })
  const cells = async (by: SignedIn, bbox: string) =>
    (await ask.ok<DefectCells>(by, 'GET', `/api/defect-cells?bbox=${bbox}`)).features.map(({ properties }) => properties) // biome-ignore format: one line
  const gathered = { defects: 5, grave: 1 }
  expect(await cells(other, '46.69,24.69,46.72,24.71')).toEqual([gathered])
  // a box drawn around one of them shows the cell that it lies in
  expect(await cells(other, '46.702995,24.699995,46.703005,24.700005')).toEqual([gathered])
  expect(await cells(other, '46.7089,24.6999,46.7091,24.7001')).toEqual([])
  for (const by of [builder, town])
    expect(await cells(by, '46.69,24.69,46.72,24.71')).toEqual([gathered, { defects: 1, grave: 0 }])
  expect((await ask.send(other, 'GET', '/api/defect-cells?bbox=x')).statusCode).toBe(400)
  // a larger cell holds both, and is not the sum that would tell of the one
  const city = '46,24,47,25'
  expect(await cells(other, city)).toEqual([gathered])
  expect(await cells(builder, city)).toEqual([{ defects: 6, grave: 1 }])
  const few = [0, 1, 2, 3].map((place) => [46.715 + place / 100_000, 24.7] as [number, number])
  const beside = few.map((coordinates) => ({ ...found, severity: 'low' as const, place: { type: 'Point' as const, coordinates } })) // biome-ignore format: one line
  await openDefects(db(), beside, { userId: town.userId, agencyId: town.agencyId, now, pack })
  // four in one small cell and one in another are enough together, and only together
  expect(await cells(other, '46.69,24.69,46.72,24.71')).toEqual([gathered])
  expect(await cells(other, city)).toEqual([{ defects: 10, grave: 1 }])
})
