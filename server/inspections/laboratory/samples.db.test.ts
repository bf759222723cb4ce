import { beforeEach, describe, expect, it } from 'vitest'
import { addWorks } from '../../../testing/applications.ts'
import { databaseForTests, pack } from '../../../testing/database.ts'
import { clearWorks } from '../../../testing/handover.ts'
import { asking } from '../../../testing/procedure.ts'
import {
  addMunicipality,
  addOrganisation,
  now,
  refusals,
  type SignedIn,
  serviceOn,
  signedIn,
} from '../../../testing/service.ts'
import { permissions } from '../../access/permissions.ts'
import { verifyAudit } from '../../audit/verify.ts'
import type { ResultsFileReport, Sample, SamplePlan, SampleWithResults } from './contract.ts'
import { tellLateSamples } from './told.ts'

const db = databaseForTests()
let ask: ReturnType<typeof asking>
let time = now
let [water, power, builder, lab, otherLab, office, farOffice] = [] as unknown as [
  SignedIn,
  SignedIn,
  SignedIn,
  SignedIn,
  SignedIn,
  SignedIn,
  SignedIn,
]
let worksId: string

const square = (west: number) => ({ type: 'Polygon' as const, coordinates: [[[west, 24.6], [west + 0.2, 24.6], [west + 0.2, 24.8], [west, 24.8], [west, 24.6]]] as [number, number][][] }) // biome-ignore format: one line

beforeEach(async () => {
  time = now
  const app = await serviceOn(db(), { clock: () => time })
  ask = asking(app)
  const person = async (role: Parameters<typeof signedIn>[2], code: string, kind: string) =>
    signedIn(app, db(), role, await addOrganisation(db(), code, kind))
  water = await person('utility', 'WATER', 'utility')
  power = await person('utility', 'POWER', 'utility')
  builder = await person('contractor', 'BUILDER', 'contractor')
  lab = await person('consultant', 'LAB', 'laboratory')
  otherLab = await person('consultant', 'LAB2', 'laboratory')
  office = await person('planner', 'TOWN', 'municipality')
  farOffice = await person('planner', 'VILLAGE', 'municipality')
  await addMunicipality(db(), 'TOWN', office.agencyId as string, square(46.6))
  await addMunicipality(db(), 'VILLAGE', farOffice.agencyId as string, square(46.9))
  // 101 m
  worksId = await addWorks(db(), water.agencyId as string, { type: 'LineString', coordinates: [[46.7, 24.7], [46.701, 24.7]] }, 'in_progress') // biome-ignore format: one line
  await db()('works').where({ id: worksId }).update({ contractor_id: builder.agencyId })
})

const url = '/api/samples'
const given = (more: object = {}) => ({
  worksId,
  kind: 'compaction',
  layer: 'backfill',
  seal: 'S-1',
  place: { type: 'Point', coordinates: [46.7005, 24.7] },
  takenAt: '2026-11-22T08:00:00Z',
  takenBy: 'A technician',
  ...more,
})
const take = (by: SignedIn, more: object = {}) => ask.send(by, 'POST', url, given(more))
const taken = async (more: object = {}) => await ask.ok<SampleWithResults>(lab, 'POST', url, given(more))
const result = (more: object = {}) => ({ value: 96, testedOn: '2026-11-23', certificate: 'R-1', ...more })
const enter = (by: SignedIn, id: string, more: object = {}) =>
  ask.send(by, 'POST', `${url}/${id}/results`, result(more))
const listed = async (by: SignedIn, query = '') =>
  (await ask.ok<{ items: Sample[] }>(by, 'GET', `${url}${query}`)).items.map(({ seal }) => seal)
const path = (answer: { json: () => { errors?: { path: string }[] } }) => answer.json().errors?.[0]?.path
const code = (answer: { json: () => { reasons?: { code: string }[] } }) => answer.json().reasons?.[0]?.code

describe('the routes', () => {
  const id = '018f0000-0000-7000-8000-000000000001'
  it.each([
    ['GET', url, {}, 'works.read'],
    ['GET', `${url}/${id}`, {}, 'works.read'],
    ['GET', `/api/works/${id}/sample-plan`, {}, 'works.read'],
    ['POST', url, { ...given(), worksId: id }, 'samples.write'],
    ['POST', `${url}/${id}/results`, result(), 'samples.write'],
    ['POST', `${url}/${id}/voiding`, { reason: 'Lost.' }, 'samples.write'],
    ['POST', '/api/sample-results', { csv: 'x', dryRun: true }, 'samples.write'],
    ['GET', '/api/sample-results/template.csv', {}, 'samples.write'],
  ] as const)('%s %s answers 401 and 403', async (method, address, payload, permission) => {
    const answered = await refusals(ask.app, db(), { method, url: address, payload, allowed: permissions[permission] })
    expect(answered.visitor).toBe(401)
    expect(answered.others.length).toBeGreaterThan(0)
    expect(new Set(answered.others)).toEqual(new Set([403]))
  })
})

describe('a sample', () => {
  it('is recorded by its laboratory, and read by whom it concerns', async () => {
    const sample = await taken()
    expect(sample).toMatchObject({
      works: { id: worksId, agencyId: water.agencyId, contractorId: builder.agencyId },
      laboratoryId: lab.agencyId,
      distanceMetres: 0,
      least: pack.inspections.laboratory.tests[0]?.least.unknown,
      dueOn: '2026-11-29',
      state: 'waiting',
      value: null,
      recordedBy: { en: 'consultant' },
      may: { enter: true, void: true },
      results: [],
    })
    expect(sample.number).toMatch(/^KSA-S-2026-\d{7}$/)
    expect(sample.chainageMetres).toBeGreaterThan(45)
    expect(sample.chainageMetres).toBeLessThan(55)
    for (const one of [lab, water, builder, office]) expect(await listed(one)).toEqual(['S-1'])
    for (const one of [power, otherLab, farOffice]) {
      expect(await listed(one)).toEqual([])
      expect((await ask.send(one, 'GET', `${url}/${sample.id}`)).statusCode).toBe(404)
    }
    expect((await ask.ok<Sample>(water, 'GET', `${url}/${sample.id}`)).may).toEqual({ enter: false, void: false })
  })

  it('is another laboratory’s or another office’s to nobody', async () => {
    expect((await take(otherLab, { laboratoryId: lab.agencyId })).statusCode).toBe(403)
    expect((await take(farOffice, { laboratoryId: lab.agencyId })).statusCode).toBe(403)
    expect((await take(office, { laboratoryId: lab.agencyId })).statusCode).toBe(201)
    const designer = await signedIn(ask.app, db(), 'consultant', await addOrganisation(db(), 'DESIGN', 'consultant'))
    expect(path(await take(designer))).toBe('laboratoryId')
    expect((await enter(otherLab, (await taken({ seal: 'S-9' })).id)).statusCode).toBe(404)
  })

  it('names what is wrong with it', async () => {
    const far = { type: 'Point', coordinates: [46.703, 24.7] }
    await taken({ seal: 'twice' })
    expect(path(await take(lab, { place: far }))).toBe('awayReason')
    expect((await take(lab, { place: far, awayReason: 'The trench was moved.' })).statusCode).toBe(201)
    expect(path(await take(lab, { seal: 'twice' }))).toBe('seal')
    expect(path(await take(lab, { seal: 'x', layer: 'asphalt' }))).toBe('layer')
    expect(path(await take(lab, { seal: 'x', takenAt: '2026-11-24T06:00:01Z' }))).toBe('takenAt')
    await db()('works').where({ id: worksId }).update({ actual_period: '[2026-11-21,)' })
    expect(path(await take(lab, { seal: 'x', takenAt: '2026-11-20T20:59:59Z' }))).toBe('takenAt')
    expect((await take(lab, { seal: 'first day', takenAt: '2026-11-20T21:00:00Z' })).statusCode).toBe(201)
    const planned = await addWorks(db(), water.agencyId as string, { type: 'LineString', coordinates: [[46.71, 24.7], [46.711, 24.7]] }, 'planned') // biome-ignore format: one line
    expect(path(await take(lab, { seal: 'x', worksId: planned }))).toBe('worksId')
  })

  it('is void with a reason while it has no result, and stays readable', async () => {
    const { id } = await taken()
    const done = await ask.ok<Sample>(lab, 'POST', `${url}/${id}/voiding`, { reason: 'The bag tore.' })
    expect(done).toMatchObject({ state: 'void', voidReason: 'The bag tore.', may: { enter: false, void: false } })
    expect(code(await ask.send(lab, 'POST', `${url}/${id}/voiding`, { reason: 'Again.' }))).toBe('void')
    expect(code(await enter(lab, id))).toBe('void')
    const tested = await taken({ seal: 'S-2' })
    await enter(lab, tested.id)
    expect(code(await ask.send(lab, 'POST', `${url}/${tested.id}/voiding`, { reason: 'Too late.' }))).toBe('has_result')
  })
})

describe('a result', () => {
  it('is judged by the threshold of its day and never edited: a correction says why', async () => {
    const { id, number } = await taken()
    const failedOne = (await enter(lab, id, { value: 91 })).json<SampleWithResults>()
    const defects = () =>
      db()('defect').where({ sample_id: id }).select('kind', 'severity', 'state', 'works_id', 'text_en')
    expect(await defects()).toEqual([
      {
        ...{ kind: 'laboratory', severity: 'high', state: 'open', works_id: worksId },
        text_en: `Sample ${number} failed: Compaction (%) (Backfill) is 91; at least 95 is required.`,
      },
    ])
    expect(failedOne).toMatchObject({
      state: 'failed',
      value: 91,
      results: [{ sequence: 1, outcome: 'failed', source: 'form' }],
    })
    const found = await ask.ok<{ items: { id: string }[] }>(office, 'GET', `/api/defects?works=${worksId}`)
    expect(await ask.ok(office, 'GET', `/api/defects/${found.items[0]?.id}`)).toMatchObject({ sampleId: id })
    expect(code(await enter(lab, id))).toBe('has_result')
    const corrects = failedOne.results[0]?.id
    expect(path(await enter(lab, id, { corrects }))).toBe('reason')
    const corrected = (await enter(lab, id, { corrects, reason: 'The scale was wrong.' })).json<SampleWithResults>()
    expect(corrected).toMatchObject({ state: 'passed', value: 96 })
    expect(corrected.results.map(({ value, reason }) => [value, reason])).toEqual([[96, 'The scale was wrong.'], [91, null]]) // biome-ignore format: one line
    expect(code(await enter(lab, id, { corrects, value: 97, reason: 'Late.' }))).toBe('result_moved')
    const { items } = await ask.ok<{ items: { event: string }[] }>(water, 'GET', `/api/audit?id=${id}`)
    expect(items.map(({ event }) => event)).toEqual(['correct', 'result', 'create'])
    // a failure that follows a correction opens one again only where none stands
    const last = corrected.results[0]?.id
    await enter(lab, id, { corrects: last, value: 90, reason: 'It was right at first.' })
    expect(await defects()).toHaveLength(1)
    expect((await verifyAudit(db())).broken).toEqual([])
  })

  it('that is corrected to a failure after the clearance stands and is told, and opens no defect', async () => {
    const { id } = await taken()
    await taken({ seal: 'S-2' })
    const passed = (await enter(lab, id)).json<SampleWithResults>()
    await db()('sample').where({ seal: 'S-2' }).update({ voided_at: now, void_reason: 'Lost.' })
    await clearWorks(db(), worksId, office)
    const corrected = await enter(lab, id, { value: 80, corrects: passed.results[0]?.id, reason: 'The scale was wrong.' }) // biome-ignore format: one line
    expect([corrected.statusCode, corrected.json().state]).toEqual([201, 'failed'])
    expect(await db()('defect')).toEqual([])
    const told = (await db()('happening').where({ source: 'told' }).select('content')).map(
      ({ content }) => content.kind,
    )
    expect(told).toContain('sample_failed')
  })

  it('is nobody’s to change in the database, and cannot be judged otherwise there', async () => {
    const { id } = await taken()
    const row = { id, sample_id: id, sequence: 1, value: 80, outcome: 'passed', tested_on: '2026-11-23', certificate: 'R', source: 'form', entered_at: now } // biome-ignore format: one line
    await expect(db().transaction((trx) => trx('laboratory_result').insert(row))).rejects.toMatchObject({
      code: '23514',
    })
    await expect(
      db().transaction((trx) =>
        trx('laboratory_result').insert({ ...row, outcome: 'failed', sequence: 2, reason: 'x' }),
      ),
    ).rejects.toMatchObject({ code: '23505' })
    const { rows: may } = await db().raw(`select has_table_privilege('nasaq_app', 'laboratory_result', 'update') as result, has_column_privilege('nasaq_app', 'sample', 'outcome', 'update') as stands`) // biome-ignore format: one line
    expect(may).toEqual([{ result: false, stands: false }])
  })
})

describe('the plan of a works', () => {
  const plan = (by: SignedIn) => ask.ok<SamplePlan>(by, 'GET', `/api/works/${worksId}/sample-plan`)
  it('says what is due, missing, waiting and failed, whoever tested it', async () => {
    const before = await plan(water)
    expect(before.lines.map(({ due, missing }) => [due, missing])).toEqual(Array(5).fill([2, 2]))
    const first = await taken()
    await enter(lab, first.id, { value: 91 })
    await ask.ok(otherLab, 'POST', url, given())
    expect((await plan(lab)).lines[0]).toMatchObject({ taken: 2, waiting: 1, failed: 1, missing: 0 })
    const again = await taken({ seal: 'S-3', retestOf: first.id })
    await enter(lab, again.id, { certificate: 'R-3' })
    const after = await plan(office)
    expect(after.lines[0]).toMatchObject({ taken: 2, passed: 1, waiting: 1, failed: 0 })
    expect(after.isMet).toBe(false)
    expect(path(await take(lab, { seal: 'S-4', retestOf: again.id }))).toBe('retestOf')
  })

  it('is met by another laboratory, too: it knows which samples failed and where', async () => {
    const first = await taken()
    await enter(lab, first.id, { value: 91 })
    const { number, kind, layer, place } = first
    const failed = [{ id: first.id, number, kind, layer, place }]
    for (const by of [otherLab, lab, water]) expect((await plan(by)).failed).toEqual(failed)
    const answer = await take(otherLab, { retestOf: first.id })
    expect(answer.statusCode, answer.body).toBe(201)
    const again = answer.json<SampleWithResults>()
    expect(again.retestOf).toBe(first.id)
    await enter(otherLab, again.id, { value: 90 })
    // taken again and again it stays one of the first
    const last = await ask.ok<SampleWithResults>(otherLab, 'POST', url, given({ seal: 'S-5', retestOf: again.id }))
    expect(last.retestOf).toBe(first.id)
    await enter(otherLab, last.id)
    const { lines, failed: none } = await plan(lab)
    expect([lines[0]?.failed, none]).toEqual([0, []])
    expect(path(await take(otherLab, { seal: 'S-6', layer: 'subbase', retestOf: first.id }))).toBe('retestOf')
  })

  it('is for its parties and for laboratories', async () => {
    const gas = await signedIn(ask.app, db(), 'utility', await addOrganisation(db(), 'GAS'))
    const adviser = await signedIn(ask.app, db(), 'consultant', await addOrganisation(db(), 'ADVISER', 'consultant'))
    for (const by of [gas, adviser])
      expect((await ask.send(by, 'GET', `/api/works/${worksId}/sample-plan`)).statusCode).toBe(403)
    for (const by of [otherLab, water, office]) await plan(by)
  })
})

describe('a file of results', () => {
  const send = (by: SignedIn, lines: string[], dryRun: boolean) =>
    ask.ok<ResultsFileReport>(by, 'POST', '/api/sample-results', {
      csv: ['seal,value,tested_on,certificate,reason', ...lines].join('\n'),
      dryRun,
    })
  const verdicts = ({ rows }: ResultsFileReport) =>
    rows.map(({ verdict, outcome, reasons }) => [verdict, outcome ?? reasons[0]?.code])

  it('is judged row by row, tried first, and its good rows stored', async () => {
    for (const seal of ['A', 'B', 'C']) await taken({ seal })
    const lines = [
      'A,96,2026-11-23,R1,',
      'B,٩١٫٥,23/11/2026,R2,',
      'C,many,2026-11-23,R3,',
      'X,96,2026-11-23,R4,',
      'A,97,2026-11-23,R5,',
      'C,96,2026-11-23,,',
    ]
    const expected = [['result', 'passed'], ['result', 'failed'], ['refused', 'not_a_number'], ['refused', 'no_sample'], ['refused', 'sample_twice'], ['refused', 'sample_twice']] // biome-ignore format: one line
    const tried = await send(lab, lines, true)
    expect([tried.stored, verdicts(tried)]).toEqual([false, expected])
    expect(await listed(lab, '?state=waiting')).toHaveLength(3)
    const stored = await send(lab, lines, false)
    expect([stored.stored, verdicts(stored)]).toEqual([true, expected])
    expect(await listed(lab, '?state=failed')).toEqual(['B'])
    expect(await listed(lab, '?state=passed')).toEqual(['A'])
    const again = await send(lab, ['A,96,2026-11-23,R1,', 'B,96,2026-11-23,R6,', 'B,1,2026-11-23,R6,'], false)
    expect(verdicts(again)).toEqual([['same', 'passed'], ['refused', 'reason_missing'], ['refused', 'sample_twice']]) // biome-ignore format: one line
    expect(verdicts(await send(lab, ['B,96,2026-11-23,R6,The wrong mould.'], false))).toEqual([
      ['correction', 'passed'],
    ])
    expect(verdicts(await send(otherLab, ['A,96,2026-11-23,R1,'], false))).toEqual([['refused', 'no_sample']])
  })

  it('names every cell of a row that is wrong by its column, with what stands in it', async () => {
    for (const seal of ['A', 'B']) await taken({ seal })
    const { rows } = await send(lab, ['A,many,31/13/2026,,', 'B,,,R1,', ',96,2026-11-23,R1,'], true)
    expect(rows.map(({ reasons }) => reasons.map(({ column, message }) => [column, message]))).toEqual([
      [
        ['value', 'Value: “many” is not a number.'],
        ['tested_on', 'Tested on: “31/13/2026” is not a day; write year, month and day with dashes between them.'],
        ['certificate', 'Report number: the cell is empty.'],
      ],
      [
        ['value', 'Value: the cell is empty.'],
        ['tested_on', 'Tested on: the cell is empty.'],
      ],
      [['number', 'Sample number: the cell is empty.']],
    ])
  })

  it('tells an office nothing of samples elsewhere, not even that there are any', async () => {
    const { number } = await taken()
    const lines = ['number,seal,value,tested_on,certificate', `${number},WRONG,96,2026-11-23,R1`]
    const tried = (by: SignedIn) =>
      ask.ok<ResultsFileReport>(by, 'POST', '/api/sample-results', { csv: lines.join('\n'), dryRun: true })
    expect(verdicts(await tried(office))).toEqual([['refused', 'seal_differs']])
    expect(verdicts(await tried(farOffice))).toEqual([['refused', 'no_sample']])
  })

  it('says in both languages what it lacks', async () => {
    const answer = await ask.send(lab, 'POST', '/api/sample-results', { csv: 'seal,value\nA,96', dryRun: true })
    expect(answer.json<{ errors: { message: string }[] }>().errors[0]?.message).toContain('Tested on, Report number')
    const arabic = await ask.app.inject({ method: 'POST', url: '/api/sample-results', headers: { ...lab.headers, 'accept-language': 'ar' }, payload: { csv: 'seal,value\nA,96', dryRun: true } }) // biome-ignore format: one line
    expect(arabic.json<{ errors: { message: string }[] }>().errors[0]?.message).toContain('تاريخ الاختبار، رقم التقرير')
  })

  it('comes as a template of what waits, which is read back', async () => {
    await taken({ seal: '=1+1' })
    await enter(lab, (await taken({ seal: 'done' })).id)
    const template = await ask.send(lab, 'GET', '/api/sample-results/template.csv?lang=ar')
    expect(template.headers['content-type']).toContain('text/csv')
    const [heads, line, ...rest] = template.body.trim().split('\r\n')
    expect(heads).toContain('رقم العينة,الختم')
    expect(line).toContain("'=1+1,نسبة الدمك (%),الردم")
    expect(rest).toEqual([])
    const filled = [heads, line?.replace(/,,,,,?$/, ',96,2026-11-23,R-7,,').replace(/,'=1\+1,/, ',,')].join('\n')
    const report = await ask.ok<ResultsFileReport>(lab, 'POST', '/api/sample-results', { csv: filled, dryRun: false })
    expect(verdicts(report)).toEqual([['result', 'passed']])
  })
})

describe('what is told', () => {
  const told = async (by: SignedIn) =>
    (await ask.ok<{ items: { kind: string }[] }>(by, 'GET', '/api/notices')).items.map(({ kind }) => kind)
  it('is a failure, and what is late, once', async () => {
    const { spread } = await import('../../notifications/spread.ts')
    const { id } = await taken()
    await taken({ seal: 'S-2' })
    await enter(lab, id, { value: 91 })
    await spread(db(), { pack, now, mails: false })
    expect(await told(office)).toEqual(['sample_failed'])
    // whoever has to mend it is told of the defect
    for (const one of [water, builder]) expect(await told(one)).toEqual(['defect_found'])
    expect(await told(power)).toEqual([])
    time = new Date('2026-11-29T20:59:00Z')
    expect(await tellLateSamples(db(), { pack, now: time })).toBe(0)
    time = new Date('2026-11-29T21:01:00Z')
    expect(await tellLateSamples(db(), { pack, now: time })).toBe(1)
    expect(await tellLateSamples(db(), { pack, now: time })).toBe(0)
    await spread(db(), { pack, now: time, mails: false })
    await db()('session').update({ created_at: time, seen_at: time })
    expect(await told(lab)).toEqual(['sample_late'])
    expect(await told(water)).toEqual(['sample_late', 'defect_found'])
  })
})
