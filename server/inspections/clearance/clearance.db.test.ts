import { uuidv7 } from 'uuidv7'
import { beforeEach, describe, expect, it } from 'vitest'
import { databaseForTests, pack } from '../../../testing/database.ts'
import { addDefect, addInspection as addFinding } from '../../../testing/defects.ts'
import { addInspection, addReinstatement } from '../../../testing/handover.ts'
import { addPassedSamples, addSample } from '../../../testing/laboratory.ts'
import { asking } from '../../../testing/procedure.ts'
import { addOrganisation, now, refusals, type SignedIn, serviceOn, signedIn } from '../../../testing/service.ts'
import { permissions } from '../../access/permissions.ts'
import { verifyAudit } from '../../audit/verify.ts'
import { keeper } from '../../coordination/register.ts'
import { verifyRegister } from '../../coordination/verify.ts'
import type { App } from '../../http/app-types.ts'
import { addDays, addMonths } from '../../time/rules.ts'
import type { Works } from '../../works/contract.ts'
import { insertWorks } from '../../works/store.ts'
import { verifyHistories } from '../../works/verify.ts'
import { verifyLedger } from '../ledger/verify.ts'
import { issue } from '../violations/issue.ts'
import type { Certificate, Clearance, PublicClearance } from './contract.ts'
import { codeOfCertificate } from './paper.ts'

const db = databaseForTests()
let app: App
let ask: ReturnType<typeof asking>
let water: SignedIn
let contractor: SignedIn
let office: SignedIn
let laboratory: string

const degree = 111_320 * Math.cos((24.7 * Math.PI) / 180)
const at = (east: number, north = 0): [number, number] => [46.7 + east / degree, 24.7 + north / 110_770]
const today = '2026-11-24'

beforeEach(async () => {
  app = await serviceOn(db())
  ask = asking(app)
  water = await signedIn(app, db(), 'utility', await addOrganisation(db(), 'WATER'))
  contractor = await signedIn(app, db(), 'contractor', await addOrganisation(db(), 'DIG', 'contractor'))
  office = await signedIn(app, db(), 'planner')
  laboratory = await addOrganisation(db(), 'LAB', 'laboratory')
})

/** A works as it stands after its ground was opened on the first of the month. */
async function addDug(status: Works['status'], more: object = {}): Promise<string> {
  const id = uuidv7()
  const empty = { externalReference: null, description: null, projectId: null, connections: null }
  const plan = { category: 'planned', utility: 'water', method: 'open_cut', trafficImpact: 'minor' } as const
  await insertWorks(
    db(),
    [
      {
        id,
        ...empty,
        ...plan,
        title: 'Main renewal',
        agencyId: water.agencyId as string,
        contractorId: contractor.agencyId,
        trenchWidthMetres: 1,
        trenchDepthMetres: 1,
        route: { type: 'LineString', coordinates: [at(0), at(40)] },
        period: { start: '2026-11-01', end: '2026-11-30' },
        actualPeriod: { start: '2026-11-01', end: status === 'in_progress' ? null : '2026-11-20' },
        status,
        ...more,
      },
    ],
    { userId: null, at: now },
    { pack, keeper, event: 'create' },
  )
  return id
}

const clearanceOf = (id: string, by = water) => ask.ok<Clearance>(by, 'GET', `/api/works/${id}/clearance`)
const codes = (answer: { json: () => { reasons?: { code: string }[] } }) =>
  (answer.json().reasons ?? []).map(({ code }) => code)
async function clear(id: string, more: object = { reason: 'The network was handed over.' }, by = office) {
  const { version } = await ask.ok<Works>(office, 'GET', `/api/works/${id}`)
  return ask.send(by, 'POST', `/api/works/${id}/clearance`, { version, ...more })
}
async function addReport(worksId: string, status = 'routed'): Promise<string> {
  const id = uuidv7()
  const number = `TEST-R-2026-${id.slice(-7)}`
  const { municipality_id } = await db()('works').where({ id: worksId }).first('municipality_id')
  const place = db().raw('ST_SetSRID(ST_MakePoint(46.7, 24.7), 4326)')
  const asked = { region_id: 'KSA', municipality_id, number, category: 'potholes', status, place, works_id: worksId }
  await db()('report').insert({ id, ...asked, agency_id: water.agencyId, created_at: now, updated_at: now })
  return number
}
/** One thing of each kind that may stand open on a works, with what refuses the clearance for it. */
const openings = {
  defects_open: (id: string) => addDefect(db(), id),
  reports_open: (id: string) => addReport(id, 'received'),
  samples_open: (id: string) => addSample(db(), id, laboratory),
  violations_open: (id: string) => issue(db(), { key: id, worksId: id, article: 'barriers', at: now, note: null, from: 'office' }, { pack, now, userId: null }), // biome-ignore format: one line
}
const certified = (id: string) =>
  db()('clearance').insert({
    works_id: id,
    number: 'TEST-H-1',
    issued_at: now,
    signed_as: 'nobody',
    office_id: water.agencyId,
    seen_version: 1,
    ground_square_metres: 1,
  })
const close = (id: string) => db().transaction((trx) => trx('works').where({ id }).update({ status: 'closed' }))

/** A works in its guarantee, by its own way. */
async function guaranteed(more: { depthMetres?: number } = {}, plan: object = {}): Promise<string> {
  const id = await addDug('in_progress', plan)
  await addReinstatement(db(), id, more)
  await addPassedSamples(db(), id, laboratory)
  expect((await ask.event(water, id, 'reinstate')).statusCode).toBe(200)
  await addInspection(db(), id, 'final', 'passed', office)
  expect((await ask.event(office, id, 'accept')).statusCode).toBe(200)
  return id
}

describe('the routes of clearance', () => {
  it.each([
    ['GET', permissions['works.read']],
    ['POST', permissions['works.decide']],
  ] as const)('%s is for those who may', async (method, allowed) => {
    const id = await addDug('in_guarantee')
    const asked = { method, url: `/api/works/${id}/clearance`, payload: { version: 1 }, allowed }
    const { visitor, others } = await refusals(app, db(), asked)
    expect(visitor).toBe(401)
    expect(new Set(others)).toEqual(new Set([403]))
  })

  it('is the office’s own ground', async () => {
    const id = await addDug('in_guarantee')
    const elsewhere = await signedIn(app, db(), 'planner', await addOrganisation(db(), 'TOWN', 'municipality'))
    expect((await clear(id, {}, elsewhere)).statusCode).toBe(403)
  })
})

describe('the guarantee', () => {
  it('begins with the acceptance of a passed final inspection, for the ground and the depth that were recorded', async () => {
    const id = await addDug('in_progress')
    await addReinstatement(db(), id, { depthMetres: 1.6 })
    await ask.event(water, id, 'reinstate')
    expect(codes(await ask.event(office, id, 'accept'))).toEqual(['not_inspected', 'not_passed'])
    await addInspection(db(), id, 'final', 'failed_low', office)
    expect(codes(await ask.event(office, id, 'accept'))).toEqual(['not_passed'])
    // one that could not be made says nothing, whenever it was
    await addInspection(db(), id, 'final', 'passed', office, new Date(now.getTime() + 1000))
    await addInspection(db(), id, 'final', 'unable', office, new Date(now.getTime() + 2000))
    expect((await clearanceOf(id)).guarantee?.from).toBeNull()
    const until = addDays(addMonths(today, pack.guarantee.deepMonths), -1)
    expect((await ask.event(office, id, 'accept')).json()).toMatchObject({ status: 'in_guarantee', guaranteeUntil: until }) // biome-ignore format: one line
    expect((await clearanceOf(id)).guarantee).toMatchObject({
      from: today,
      until,
      months: pack.guarantee.deepMonths,
      holder: { agency: { name: { en: 'WATER' } }, contractor: { name: { en: 'DIG' } } },
    })
  })

  it('is no matter of ground that is closed for the time being', async () => {
    const id = await addDug('in_progress')
    await addReinstatement(db(), id, { kind: 'interim' })
    expect((await ask.event(water, id, 'reinstate')).statusCode).toBe(200)
    await addInspection(db(), id, 'final', 'passed', office)
    expect(codes(await ask.event(office, id, 'accept'))).toEqual(['interim_open'])
  })

  it('is found by whoever would dig what was recorded, and by nobody beside it', async () => {
    const id = await guaranteed()
    const ring = [at(0, -1), at(20, -1), at(20, 1), at(0, 1), at(0, -1)]
    const half = { type: 'MultiPolygon', coordinates: [[ring]] }
    await db()('works').where({ id }).update({ reinstated: db().raw('ST_SetSRID(ST_GeomFromGeoJSON(?), 4326)', [JSON.stringify(half)]) }) // biome-ignore format: one line
    await keeper.keep(db(), [id], pack)
    const power = await signedIn(app, db(), 'utility', await addOrganisation(db(), 'POWER'))
    const plan = (east: number) => ({
      title: 'Cable',
      category: 'planned',
      utility: 'electricity',
      status: 'planned',
      route: { type: 'LineString', coordinates: [at(east, -6), at(east, 6)] },
      period: { start: '2027-06-01', end: '2027-06-10' },
    })
    const on = await ask.ok<Works>(power, 'POST', '/api/works', plan(8))
    const beside = await ask.ok<Works>(power, 'POST', '/api/works', plan(32))
    const kindsOf = async (asked: string) =>
      (await db()('conflict').where({ works_a: asked }).orWhere({ works_b: asked }).orderBy('kind').pluck('kind')) as string[] // biome-ignore format: one line
    expect(await kindsOf(on.id)).toEqual(['guarantee', 'repeat_dig'])
    expect(await kindsOf(beside.id)).toEqual([])
    expect(await verifyRegister(db(), pack)).toMatchObject({ missing: 0, extra: 0, differing: 0 })
    const assess = (east: number) => ask.ok<{ findings: { kind: string }[] }>(power, 'POST', '/api/assessments', {
      category: 'planned', route: plan(east).route, period: plan(east).period }) // biome-ignore format: one line
    expect((await assess(8)).findings.map(({ kind }) => kind)).toContain('guarantee')
    expect((await assess(32)).findings.map(({ kind }) => kind)).not.toContain('guarantee')
  })
})

describe('a clearance', () => {
  it('is refused while anything is open, by name, and issued once nothing is', async () => {
    const id = await guaranteed()
    const report = await addReport(id)
    const seen = await clearanceOf(id)
    expect(seen.open).toMatchObject([{ kind: 'report', number: report, link: expect.stringContaining('/reports') }])
    expect(seen).toMatchObject({ needsReason: true, certificate: null, may: { issue: false } })
    expect(seen.against.map(({ code }) => code)).toEqual(['guarantee_not_passed', 'reports_open'])
    const refused = await clear(id)
    expect([refused.statusCode, codes(refused)]).toEqual([409, ['guarantee_not_passed', 'reports_open']])
    expect(refused.json().reasons[1]).toMatchObject({
      detail: expect.stringContaining(report),
      about: { number: report },
    })
    await db()('report').where({ number: report }).update({ status: 'solved' })
    await addInspection(db(), id, 'guarantee', 'passed', office)
    expect(codes(await clear(id, {}))).toEqual(['reason_missing'])
    const issued = await clear(id, { reason: 'The network was handed over.', signedAs: 'م. سارة' })
    expect(issued.statusCode, issued.body).toBe(201)
    const { certificate, status } = issued.json<Clearance>()
    expect(status).toBe('closed')
    expect(certificate).toMatchObject({
      number: 'KSA-H-2026-0000001',
      issuedOn: today,
      signedAs: 'م. سارة',
      earlyReason: 'The network was handed over.',
    })
    // the guarantee ended with it, wherever it is told
    expect(certificate).toMatchObject({ guaranteeUntil: today, guaranteeWasUntil: seen.guarantee?.until })
    const { certificate: open, code } = await ask.ok<PublicClearance>(
      null,
      'GET',
      `/api/clearances/${certificate?.number}`,
    )
    expect([open, code]).toEqual([certificate, codeOfCertificate(certificate as Certificate)])
    expect((await ask.ok<Works>(water, 'GET', `/api/works/${id}`)).guaranteeUntil).toBe(today)
    expect(await db()('pavement_entry').where({ works_id: id }).first('guarantee_until')).toEqual({ guarantee_until: today }) // biome-ignore format: one line
    expect(await verifyLedger(db(), pack)).toMatchObject({ misentered: 0 })
    expect(await verifyHistories(db())).toMatchObject({ illegal: [] })
    expect((await verifyAudit(db())).broken).toEqual([])
    expect((await clear(id)).statusCode).toBe(409)
  })

  it('is refused on what was called an inspection of the guarantee while the trench was open', async () => {
    const id = await addDug('in_progress')
    await addInspection(db(), id, 'guarantee', 'passed', office, new Date(now.getTime() - 60_000))
    await addReinstatement(db(), id)
    await addPassedSamples(db(), id, laboratory)
    await ask.event(water, id, 'reinstate')
    await addInspection(db(), id, 'final', 'passed', office)
    expect((await ask.event(office, id, 'accept')).statusCode).toBe(200)
    expect(codes(await clear(id))).toEqual(['guarantee_not_passed'])
    await certified(id)
    await expect(close(id)).rejects.toMatchObject({ constraint: 'works_guarantee_inspected' })
  })

  it('believes the inspection of works that another system accepted', async () => {
    const id = await addDug('in_guarantee')
    await addInspection(db(), id, 'guarantee', 'passed', office, new Date(now.getTime() - 60_000))
    expect((await clear(id)).statusCode).toBe(201)
  })

  it('is refused to what was dug by a notice before its permit is there and its fee paid, by the rule and by the database', async () => {
    const id = await guaranteed(
      {},
      {
        ...{ category: 'emergency', description: 'A burst main' },
        route: { type: 'LineString', coordinates: [at(0), at(4)] },
      },
    )
    await addInspection(db(), id, 'guarantee', 'passed', office)
    await certified(id)
    const stands = async (code: string[], constraint: string) => {
      expect((await clearanceOf(id, office)).against.map((one) => one.code)).toEqual(code)
      const refused = await clear(id)
      expect([refused.statusCode, codes(refused)]).toEqual([409, code])
      await expect(close(id)).rejects.toMatchObject({ constraint })
    }
    // what another system announced has its permit there
    expect((await clearanceOf(id, office)).against).toEqual([])
    expect(codes(await ask.event(water, id, 'file'))).toEqual(['by_notice_only'])
    await db()('works').where({ id }).update({ notified_at: now, emergency_ground: 'burst_main' })
    await stands(['not_filed'], 'works_permitted')
    expect((await ask.event(water, id, 'file')).statusCode).toBe(200)
    await stands(['permit_missing', 'fee_open'], 'works_permitted')
    // to others it is nobody's money
    const power = await signedIn(app, db(), 'utility', await addOrganisation(db(), 'POWER'))
    expect((await clearanceOf(id, power)).against.map((one) => one.code)).toEqual(['permit_missing'])
    await db()('fee')
      .where({ works_id: id })
      .update({ state: 'waived', settled_at: now, reason: 'Of the office itself' })
    await stands(['permit_missing'], 'works_permitted')
    // who dug it may dig no more meanwhile, and does not
    await ask.ok(office, 'POST', '/api/contractor-bans', {
      ...{ contractorId: contractor.agencyId, reason: 'safety_violations', from: today },
    })
    await db()('works').where({ id }).update({ status: 'in_progress' })
    expect(codes(await ask.event(office, id, 'grant'))).toEqual(['contractor_banned'])
    await db()('works').where({ id }).update({ status: 'in_guarantee' })
    expect((await ask.event(office, id, 'grant')).statusCode).toBe(200)
    await db()('fee').where({ works_id: id }).update({ state: 'due', settled_at: null, reason: null })
    await stands(['fee_open'], 'works_nothing_owed')
    await db()('fee')
      .where({ works_id: id })
      .update({ state: 'waived', settled_at: now, reason: 'Of the office itself' })
    await db()('clearance').where({ works_id: id }).delete()
    expect((await clear(id)).statusCode).toBe(201)
  })

  it('waits for a violation until it is paid or withdrawn', async () => {
    const id = await guaranteed()
    await addInspection(db(), id, 'guarantee', 'passed', office)
    const cause = { key: 'seen', from: 'office', worksId: id, article: 'barriers', at: now } as const
    const violation = await issue(db(), cause, { pack, now, userId: office.userId })
    const link = expect.stringContaining(`/violations?sel=${violation}`)
    expect((await clearanceOf(id)).open).toMatchObject([{ kind: 'violation', number: 'KSA-V-2026-0000001', link }])
    expect(codes(await clear(id))).toEqual(['violations_open'])
    await db()('violation').where({ id: violation }).update({ state: 'withdrawn', ended_at: now })
    expect((await clear(id)).statusCode).toBe(201)
  })

  it('takes the version that was seen', async () => {
    const id = await guaranteed()
    expect((await ask.send(office, 'POST', `/api/works/${id}/clearance`, { version: 1 })).json()).toMatchObject({
      type: '/problems/version',
    })
  })

  it('is read by anybody, and printed with a code of its own', async () => {
    const id = await guaranteed()
    await addInspection(db(), id, 'guarantee', 'passed', office)
    const issued = (await clear(id)).json<Clearance>()
    const number = issued.certificate?.number
    const open = await ask.ok<PublicClearance>(null, 'GET', `/api/clearances/${number}`)
    expect(open).toMatchObject({ certificate: { number }, works: { id, status: 'closed' }, agency: { en: 'WATER' } })
    expect(open.code).toMatch(/^[0-9A-Z]{4}-[0-9A-Z]{4}$/)
    const pdf = await app.inject({ url: `/api/clearances/${number}.pdf` })
    expect([pdf.statusCode, pdf.headers['content-type']]).toEqual([200, 'application/pdf'])
    expect(pdf.rawPayload.subarray(0, 5).toString()).toBe('%PDF-')
    for (const url of ['/api/clearances/KSA-H-2026-9999999', '/api/clearances/KSA-H-2026-9999999.pdf'])
      expect((await app.inject({ url })).statusCode).toBe(404)
  })

  it.each([
    ['a clearance', 'works_clearance', async () => {}],
    ['a report that is solved', 'works_nothing_open', async (id: string) => void (await addReport(id, 'disputed'))],
    ['a guarantee inspection', 'works_guarantee_inspected', async () => {}],
  ] as const)('is asked for by the database itself: %s', async (what, constraint, open) => {
    const id = await guaranteed()
    if (what !== 'a clearance') await certified(id)
    await open(id)
    await expect(close(id)).rejects.toMatchObject({ constraint })
  })

  it.each(Object.entries(openings))('is refused for %s, by the rule and by the database', async (code, open) => {
    const id = await guaranteed()
    await addInspection(db(), id, 'guarantee', 'passed', office)
    await open(id)
    const seen = await clearanceOf(id, office)
    expect(seen.open).toHaveLength(1)
    const [one] = seen.open
    expect(one?.link).toMatch(`/${one?.kind}s?sel=`)
    const refused = await clear(id)
    expect([refused.statusCode, codes(refused)]).toEqual([409, [code]])
    expect(refused.json().reasons[0]).toMatchObject({ about: { kind: one?.kind, id: one?.id, number: one?.number } })
    await certified(id)
    await expect(close(id)).rejects.toMatchObject({ constraint: 'works_nothing_open' })
  })

  it('is refused while a sample that is due was not taken, or has not passed', async () => {
    const id = await guaranteed()
    await addInspection(db(), id, 'guarantee', 'passed', office)
    const [sample] = (await db()('sample').where({ works_id: id }).pluck('id')) as string[]
    const passed = { outcome: 'passed', value: 100, voided_at: null, void_reason: null }
    await db()('sample').where({ id: sample }).update({ outcome: 'failed', value: 1 })
    expect(codes(await clear(id))).toEqual(['samples_unmet'])
    await db()('sample').where({ id: sample }).update({ outcome: null, value: null, voided_at: now, void_reason: 'Lost' }) // biome-ignore format: one line
    expect(codes(await clear(id))).toEqual(['samples_unmet'])
    await db()('sample').where({ id: sample }).update(passed)
    expect((await clear(id)).statusCode).toBe(201)
  })

  it('is refused as long as the reporter may dispute that their report was solved', async () => {
    const id = await guaranteed()
    await addInspection(db(), id, 'guarantee', 'passed', office)
    const number = await addReport(id, 'solved')
    const report = () => db()('report').where({ number })
    const daysAgo = (days: number) => new Date(now.getTime() - days * 86_400_000)
    const { id: reportId } = await report().first('id')
    await db()('report_history').insert({ report_id: reportId, version: 2, event: 'solve', at: now })
    await report().update({ solved_at: daysAgo(pack.reports.disputeDays - 1) })
    expect(codes(await clear(id))).toEqual(['reports_open'])
    expect((await clearanceOf(id)).open.map((one) => one.number)).toEqual([number])
    const power = await signedIn(app, db(), 'utility', await addOrganisation(db(), 'POWER'))
    expect((await clearanceOf(id, power)).open).toEqual([])
    const standing = async () => (await clearanceOf(id)).against.map(({ code }) => code)
    // who has disputed once has no second time, and whoever confirmed it none at all
    await report().update({ disputed_at: daysAgo(1) })
    expect(await standing()).toEqual([])
    await report().update({ disputed_at: null, status: 'confirmed' })
    expect(await standing()).toEqual([])
    await report().update({ status: 'solved', solved_at: daysAgo(pack.reports.disputeDays + 1) })
    expect((await clear(id)).statusCode).toBe(201)
  })

  it('does not wait for a dispute that is ruled out: every defect that the report led to was verified', async () => {
    const id = await guaranteed()
    await addInspection(db(), id, 'guarantee', 'passed', office)
    const number = await addReport(id, 'solved')
    await db()('report').where({ number }).update({ solved_at: now })
    const { id: reportId } = await db()('report').where({ number }).first('id')
    const found = await addFinding(db(), id, { inspectorId: office.userId as string, agencyId: office.agencyId as string, kind: 'investigation' }) // biome-ignore format: one line
    const visit = { works_id: id, kind: 'investigation', cause: 'report', due_on: today, state: 'done', created_at: now, ended_at: now } // biome-ignore format: one line
    const { municipality_id } = await db()('works').where({ id }).first('municipality_id')
    const place = db().raw("'SRID=4326;POINT(46.7 24.7)'::geometry")
    await db()('visit').insert({ id: found.id, ...visit, municipality_id, place, report_id: reportId, inspection_id: found.id }) // biome-ignore format: one line
    const defect = await addDefect(db(), id, { inspectionId: found.id, itemCode: 'one' })
    const standing = async (by: SignedIn) => (await clearanceOf(id, by)).against.map(({ code }) => code)
    expect(await standing(water)).toEqual(['defects_open', 'reports_open'])
    await db()('defect').where({ id: defect }).update({ state: 'verified', mended_at: now, ended_at: now })
    // also to those who do not see the visit, nor the defect
    const power = await signedIn(app, db(), 'utility', await addOrganisation(db(), 'POWER'))
    for (const by of [water, contractor, office, power]) expect(await standing(by)).toEqual([])
    expect((await clear(id)).statusCode).toBe(201)
  })

  it('says what is open long before it can be issued', async () => {
    const id = await addDug('in_progress')
    const report = await addReport(id)
    const seen = await clearanceOf(id, contractor)
    expect(seen.against.map(({ code }) => code)).toEqual([
      'not_in_guarantee',
      'not_inspected',
      'guarantee_not_passed',
      'reports_open',
    ])
    expect(seen.open.map(({ number }) => number)).toEqual([report])
    // others learn that something is open, and not what
    const power = await signedIn(app, db(), 'utility', await addOrganisation(db(), 'POWER'))
    const outline = await clearanceOf(id, power)
    expect(outline.open).toEqual([])
    expect(outline.against.map(({ code }) => code)).toContain('reports_open')
    expect(JSON.stringify(outline)).not.toContain(report)
    await addInspection(db(), id, 'guarantee', 'failed_low', office)
    expect((await clearanceOf(id, power)).inspections).toEqual([])
    expect((await clearanceOf(id, contractor)).inspections).toMatchObject([{ outcome: 'failed_low' }])
  })

  it('names to a contractor nothing that was another’s', async () => {
    const id = await addDug('in_progress')
    const { number } = (await db()('defect').where({ id: await addDefect(db(), id) }).first('number')) as { number: string } // biome-ignore format: one line
    const next = await signedIn(app, db(), 'contractor', await addOrganisation(db(), 'NEXT', 'contractor'))
    await db()('works').where({ id }).update({ contractor_id: next.agencyId })
    for (const by of [water, office])
      expect((await clearanceOf(id, by)).open.map((one) => one.number)).toEqual([number])
    const seen = await clearanceOf(id, next)
    expect(seen.open).toEqual([])
    expect(seen.against.map(({ code }) => code)).toContain('defects_open')
    expect(JSON.stringify(seen)).not.toContain(number)
  })
})
