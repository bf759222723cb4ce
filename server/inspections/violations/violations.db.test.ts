import sharp from 'sharp'
import { uuidv7 } from 'uuidv7'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { addPermit, addWorks } from '../../../testing/applications.ts'
import { databaseForTests, pack } from '../../../testing/database.ts'
import { formOf } from '../../../testing/form.ts'
import { asking } from '../../../testing/procedure.ts'
import {
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
import { keeper } from '../../cases/keeper.ts'
import { rows } from '../../database/sql.ts'
import { spread } from '../../notifications/spread.ts'
import type { Payment } from '../../permits/fees/contract.ts'
import { payBackOwed } from '../../permits/fees/pay-back.ts'
import { testProvider } from '../../permits/fees/provider.ts'
import { findWorks } from '../../works/read.ts'
import type { ContractorRecords, Violation, Violations, WholeViolation } from './contract.ts'
import { violationsOf } from './counts.ts'
import { fineKeeper } from './fine.ts'
import { proposeViolations } from './from-inspection.ts'
import { fineOpenDefects } from './with-defects.ts'
import { escalateObjections } from './with-objections.ts'
import { fineExpiredPermits, moveViolations } from './with-time.ts'

const db = databaseForTests()
const png = await sharp({ create: { width: 8, height: 8, channels: 3, background: '#888' } })
  .png()
  .toBuffer()
let ask: ReturnType<typeof asking>
let [water, power, builder, office, second, inspector] = [] as unknown as [SignedIn, SignedIn, SignedIn, SignedIn, SignedIn, SignedIn] // biome-ignore format: one line
let time = now
let worksId = ''

/** The service reads the hour where the test has set it; who is signed in stays so. */
const at = async (instant: string) => {
  time = new Date(instant)
  await db()('session').update({ created_at: time, seen_at: time })
}
const timed = () => ({ pack, keeper, now: time })
const line = (latitude: number) => ({ type: 'LineString' as const, coordinates: [[46.7, latitude], [46.702, latitude]] as [number, number][] }) // biome-ignore format: one line

beforeEach(async () => {
  time = now
  const app = await serviceOn(db(), { clock: () => time, payments: testProvider() })
  ask = asking(app)
  water = await signedIn(app, db(), 'utility', await addOrganisation(db(), 'WATER'))
  power = await signedIn(app, db(), 'utility', await addOrganisation(db(), 'POWER'))
  builder = await signedIn(app, db(), 'contractor', await addOrganisation(db(), 'BUILDER', 'contractor'))
  const root = await rootOffice(db())
  office = await signedIn(app, db(), 'planner', root)
  second = await signedIn(app, db(), 'planner', root)
  inspector = await signedIn(app, db(), 'inspector', root)
  worksId = await dug(24.7)
})

/** Water's works, which the builder digs. */
async function dug(latitude: number): Promise<string> {
  const id = await addWorks(db(), water.agencyId as string, line(latitude), 'in_progress')
  await db()('works').where({ id }).update({ contractor_id: builder.agencyId, actual_period: '[2026-11-20,)' })
  return id
}

const url = '/api/violations'
const codes = (answer: { json: () => { reasons?: { code: string }[] } }) =>
  answer.json().reasons?.map(({ code }) => code)
const issued = (more: object = {}, by = office) =>
  ask.ok<Violation>(by, 'POST', url, { worksId, article: 'barriers', note: 'No barriers at the west end.', ...more })
const whole = (by: SignedIn, id: string) => ask.ok<WholeViolation>(by, 'GET', `${url}/${id}`)
const listed = async (by: SignedIn, query = '') => (await ask.ok<Violations>(by, 'GET', `${url}${query}`)).items
const decide = async (by: SignedIn, id: string, deed: string, more: object = {}) =>
  ask.send(by, 'POST', `${url}/${id}/decision`, { version: (await whole(office, id)).version, deed, ...more })
async function answer(by: SignedIn, id: string, deed: string, text?: string, photo?: Buffer) {
  const { version } = await whole(office, id)
  const given = { version: String(version), deed, ...(text ? { text } : {}), ...(photo ? { photo: { name: 'a.png', bytes: photo } } : {}) } // biome-ignore format: one line
  const { payload, headers } = formOf(given)
  return ask.app.inject({ method: 'POST', url: `${url}/${id}/answer`, headers: { ...by.headers, ...headers }, payload })
}

/** What of violations keeps the works from being cleared. */
const standing = () =>
  rows<{ id: string; number: string }>(db(), "select id, number from stands_open(cast(:worksId as uuid)) where kind = 'violation'", { worksId }) // biome-ignore format: one line

describe('the routes', () => {
  const id = '018f0000-0000-7000-8000-000000000001'
  it.each([
    ['GET', url, 'works.read'],
    ['GET', `${url}.csv`, 'works.read'],
    ['GET', `${url}/articles`, 'works.read'],
    ['GET', `${url}/contractors`, 'violations.decide'],
    ['GET', `${url}/${id}`, 'works.read'],
    ['GET', `${url}/${id}/notice.pdf`, 'works.read'],
    ['GET', `${url}/${id}/photos/${id}/small`, 'works.read'],
    ['POST', url, 'violations.decide', { worksId: id, article: 'barriers', note: 'None.' }],
    ['POST', `${url}/${id}/decision`, 'violations.decide', { version: 1, deed: 'confirm' }],
    ['POST', `${url}/${id}/answer`, 'violations.object'],
    ['POST', `${url}/${id}/photos`, 'violations.decide'],
  ] as const)('%s %s answers 401 and 403', async (method, path, permission, payload = {} as never) => {
    const answered = await refusals(ask.app, db(), { method, url: path, payload, allowed: permissions[permission] })
    expect(answered.visitor).toBe(401)
    expect(new Set(answered.others)).toEqual(new Set([403]))
  })
})

describe('a violation that the office records', () => {
  it('is fined by its article, and seen by those whom it concerns alone', async () => {
    const made = await issued()
    expect(made).toMatchObject({
      number: 'KSA-V-2026-0000001',
      state: 'issued',
      cause: 'office',
      liable: { as: 'contractor', agencyId: builder.agencyId },
      amount: 500_000,
      currency: 'SAR',
      formula: { basis: 'fixed', quantity: 1, priors: 0, factor: 1 },
      objectUntil: '2026-12-24T21:00:00.000Z',
      issuedBy: { en: 'planner' },
      may: ['withdraw'],
    })
    for (const by of [office, water, builder, inspector])
      expect((await listed(by)).map(({ id }) => id)).toEqual([made.id])
    expect(await listed(power)).toEqual([])
    expect((await ask.send(power, 'GET', `${url}/${made.id}`)).statusCode).toBe(404)
    expect((await whole(builder, made.id)).may).toEqual(['object', 'accept'])
    expect((await whole(water, made.id)).may).toEqual([])
    const [told] = await ask.ok<{ items: { event: string; after: object }[] }>(power, 'GET', `/api/works/${worksId}/history`).then(({ items }) => items.filter(({ event }) => event === 'violate')) // biome-ignore format: one line
    expect(told?.after).toEqual({ article: 'barriers', number: made.number })
  })

  it('costs more where the same party did the same before, on whatever works', async () => {
    const first = await issued()
    const again = await issued({ worksId: await dug(24.72) })
    expect(again).toMatchObject({ amount: 1_000_000, formula: { priors: 1, factor: 2, months: 12 } })
    expect((await issued({ article: 'unsafe_trench' })).formula?.priors).toBe(0)
    await decide(second, first.id, 'withdraw', { reason: 'Not theirs.' })
    await decide(second, again.id, 'withdraw', { reason: 'Not theirs.' })
    expect((await issued({ worksId: await dug(24.73) })).amount).toBe(500_000)
  })

  it('is counted by days and metres where its article is, up to its most', async () => {
    expect((await issued({ article: 'closed_longer', quantity: 3 })).amount).toBe(600_000)
    expect((await issued({ article: 'dug_without_permit', quantity: 12.4 })).amount).toBe(1_300_000)
    for (const [path, more] of [
      ['quantity', { article: 'closed_longer' }],
      ['quantity', { quantity: 2 }],
      ['article', { article: 'speeding' }],
      ['at', { at: '2027-01-01T00:00:00Z' }],
    ] as const) {
      const refused = await ask.send(office, 'POST', url, { worksId, article: 'barriers', note: 'Note.', ...more })
      expect(refused.json<{ errors: { path: string }[] }>().errors[0]?.path).toBe(path)
    }
  })

  it('is the office’s of that ground alone, and written once for a key', async () => {
    const elsewhere = await signedIn(ask.app, db(), 'planner', await addOrganisation(db(), 'TOWN', 'municipality'))
    const given = { worksId, article: 'barriers', note: 'No barriers.' }
    expect((await ask.send(elsewhere, 'POST', url, given)).statusCode).toBe(403)
    const headers = { ...office.headers, 'idempotency-key': '018f0000-0000-7000-8000-0000000000aa' }
    const twice = async () =>
      (await ask.app.inject({ method: 'POST', url, headers, payload: given })).json<Violation>().id
    expect(await twice()).toBe(await twice())
    expect(await listed(office)).toHaveLength(1)
  })
})

describe('an objection', () => {
  it('is judged by somebody else, with a reason; a lower fine is due and paid as every fee', async () => {
    const { id } = await issued()
    expect((await answer(water, id, 'object', 'Not ours.')).statusCode).toBe(403)
    expect((await answer(builder, id, 'object')).json<{ errors: { path: string }[] }>().errors[0]?.path).toBe('text')
    const objected = await answer(builder, id, 'object', 'A lorry hit them an hour before.', png)
    expect(objected.json()).toMatchObject({ state: 'objected', objection: { text: /lorry/ } })
    const [photo] = (await whole(office, id)).photos
    expect(photo?.purpose).toBe('objection')
    const photoUrl = `${url}/${id}/photos/${photo?.id}/small`
    expect((await ask.send(office, 'GET', photoUrl)).headers['content-type']).toBe('image/jpeg')
    expect((await ask.send(power, 'GET', photoUrl)).statusCode).toBe(404)
    expect(codes(await decide(office, id, 'uphold', { reason: 'Seen.' }))).toEqual(['own_violation'])
    const faults = async (more: object) =>
      (await decide(second, id, 'reduce', more)).json<{ errors: { path: string }[] }>().errors[0]?.path
    expect(await faults({ amount: 100 })).toBe('reason')
    expect(await faults({ reason: 'A lorry.' })).toBe('amount')
    expect(await faults({ reason: 'A lorry.', amount: 500_000 })).toBe('amount')
    const reduced = await decide(second, id, 'reduce', { reason: 'A lorry.', amount: 100_000 })
    expect(reduced.json()).toMatchObject({ state: 'due', amount: 100_000, decision: { outcome: 'reduced' } })
    expect(await paid(id)).toMatchObject({ state: 'paid', fee: { state: 'paid' } })
    expect((await verifyAudit(db())).broken).toEqual([])
    const { items } = await ask.ok<{ items: { event: string }[] }>(builder, 'GET', `/api/audit?id=${id}`)
    expect(items.map(({ event }) => event)).toEqual(['pay', 'reduce', 'object', 'issue'])
  })

  it('comes in time or not at all: then the fine falls due by itself', async () => {
    const { id } = await issued()
    await at('2026-12-24T20:59:59Z')
    expect(await moveViolations(db(), timed())).toBe(0)
    await at('2026-12-24T21:00:00Z')
    expect(codes(await answer(builder, id, 'object', 'Too late.'))).toEqual(['objection_over'])
    expect(await moveViolations(db(), timed())).toBe(1)
    expect(await moveViolations(db(), timed())).toBe(0)
    expect(await whole(builder, id)).toMatchObject({
      state: 'due',
      mayPay: true,
      payments: 'test',
      dueAt: '2027-01-24T21:00:00.000Z',
    })
  })

  it('that is not decided in time waits for the root authority, and costs nothing meanwhile', async () => {
    const { id } = await issued()
    await answer(builder, id, 'object', 'A lorry hit them.')
    const { objection } = await whole(office, id)
    // the ground is of a region that has no root of its own
    await db()('municipality').where({ is_root: true }).update({ region_id: 'FAR' })
    await at(new Date(Date.parse(objection?.decideBy as string) - 1000).toISOString())
    expect(await escalateObjections(db(), timed())).toBe(0)
    await at(objection?.decideBy as string)
    expect(await escalateObjections(db(), timed())).toBe(1)
    expect(await escalateObjections(db(), timed())).toBe(0)
    expect(await moveViolations(db(), timed())).toBe(0)
    expect(await whole(builder, id)).toMatchObject({
      state: 'objected',
      fee: null,
      objection: { escalatedAt: objection?.decideBy },
    })
    const told = await db()('happening').where({ source: 'told' }).select('content')
    const escalated = told.flatMap(({ content }) => (content.kind === 'violation_escalated' ? [content.to] : []))
    expect(escalated).toEqual([[{ role: 'planner', municipalityId: expect.any(String) }]])
    expect((await decide(second, id, 'withdraw', { reason: 'It was a lorry.' })).statusCode).toBe(200)
  })

  it('that was paid is paid back where somebody else withdraws it: by the provider, or by the office that took it', async () => {
    const { id } = await issued()
    await answer(builder, id, 'accept')
    await paid(id)
    expect(codes(await decide(office, id, 'withdraw', { reason: 'Wrong site.' }))).toEqual(['own_violation'])
    expect((await decide(second, id, 'withdraw', { reason: 'Wrong site.' })).json()).toMatchObject({
      state: 'withdrawn',
      fee: { state: 'refunding' },
    })
    const provider = { ...testProvider(), payBack: vi.fn(async () => undefined) }
    expect(await payBackOwed(db(), { fines: fineKeeper, provider, now: time })).toBe(1)
    expect(provider.payBack).toHaveBeenCalledWith(expect.objectContaining({ amount: 500_000, currency: 'SAR' }))
    expect(await payBackOwed(db(), { fines: fineKeeper, provider, now: time })).toBe(0)
    expect(await whole(builder, id)).toMatchObject({ state: 'withdrawn', fee: { state: 'refunded' }, mayPay: false })
    await spread(db(), { pack, now: time, mails: false })
    expect(await db()('notice').where({ user_id: builder.userId }).whereIn('kind', ['fine_refunded', 'fee_refunded']).select('kind', 'subject_type', 'subject_id')).toEqual([{ kind: 'fine_refunded', subject_type: 'violation', subject_id: id }]) // biome-ignore format: one line

    const { id: other } = await issued({ note: 'At the east end too.' })
    await answer(builder, other, 'accept')
    const { fee } = await whole(office, other)
    const settle = (reference: string) =>
      ask.ok(office, 'POST', `/api/fees/${fee?.id}/settlement`, { reference, reason: 'By bank transfer.' })
    await settle('BANK-78')
    await decide(second, other, 'withdraw', { reason: 'Wrong site.' })
    expect(await whole(office, other)).toMatchObject({ maySettle: true, fee: { state: 'refunding' } })
    await settle('BANK-79')
    expect(await whole(office, other)).toMatchObject({ maySettle: false, fee: { state: 'refunded' } })
    const told = db()('audit').where({ subject: 'violation', event: 'refund' }).orderBy('at').select('subject_id', 'reason') // biome-ignore format: one line
    expect(await told).toEqual([{ subject_id: id, reason: null }, { subject_id: other, reason: 'By bank transfer.' }]) // biome-ignore format: one line
  })

  it('that was paid twice stays paid: what is paid back is the second payment, and no fine', async () => {
    const { id } = await issued()
    await answer(builder, id, 'accept')
    await paid(id)
    const { fee } = await whole(office, id)
    const again = { reference: 'TWICE', state: 'refunding', amount: 500_000, refund_amount: 500_000, created_at: time }
    const provider = testProvider()
    await db()('payment').insert({ id: uuidv7(), fee_id: fee?.id, provider: provider.name, ...again })
    expect(await payBackOwed(db(), { fines: fineKeeper, provider, now: time })).toBe(1)
    expect(await whole(builder, id)).toMatchObject({ state: 'paid', fee: { state: 'paid' } })
    expect(await db()('audit').where({ subject: 'violation', event: 'refund' }).pluck('subject_id')).toEqual([])
  })

  it('has its place, and a notice on paper for those whom it concerns', async () => {
    const far = await ask.send(office, 'POST', url, { worksId, article: 'barriers', note: 'None.', place: { type: 'Point', coordinates: [46.8, 24.7] } }) // biome-ignore format: one line
    expect([far.statusCode, far.json<{ errors: { path: string }[] }>().errors[0]?.path]).toEqual([400, 'place'])
    const place = { type: 'Point', coordinates: [46.7004, 24.70002] }
    const { id, place: stored } = await issued({ place })
    expect(stored).toEqual(place)
    const paper = await ask.send(builder, 'GET', `${url}/${id}/notice.pdf`)
    expect([paper.statusCode, paper.headers['content-type']]).toEqual([200, 'application/pdf'])
    expect(paper.rawPayload.subarray(0, 5).toString()).toBe('%PDF-')
    expect((await ask.send(power, 'GET', `${url}/${id}/notice.pdf`)).statusCode).toBe(404)
    await decide(second, id, 'withdraw', { reason: 'Wrong site.' })
    expect((await ask.send(builder, 'GET', `${url}/${id}/notice.pdf`)).statusCode).toBe(404)
  })

  it('may not be softened past the code: the database refuses it', async () => {
    const { id } = await issued()
    await expect(
      db()('violation').where({ id }).update({ state: 'withdrawn', ended_at: time, objection: 'x', objected_at: time, decision: 'withdrawn', decided_at: time, decided_by: office.userId, decision_reason: 'x' }),
    ).rejects.toMatchObject({ code: '23514' }) // biome-ignore format: one line
  })

  it('withdraws a violation that is due, and nobody asks for its fine', async () => {
    const { id } = await issued()
    expect((await answer(builder, id, 'accept')).json()).toMatchObject({ state: 'due' })
    const { fee } = await whole(builder, id)
    expect((await ask.send(office, 'POST', `/api/fees/${fee?.id}/waiver`, { reason: 'Kind.' })).statusCode).toBe(409)
    expect((await decide(office, id, 'withdraw', { reason: 'Wrong site.' })).json()).toMatchObject({
      state: 'withdrawn',
      fee: null,
    })
    expect(await db()('fee').where({ violation_id: id }).first('state')).toEqual({ state: 'void' })
  })
})

it('that is paid at the office is recorded there, by its reference', async () => {
  const { id } = await issued()
  await answer(builder, id, 'accept')
  const { fee, maySettle } = await whole(office, id)
  expect([maySettle, (await whole(builder, id)).maySettle]).toEqual([true, false])
  const given = { reference: 'BANK-77', reason: 'By bank transfer.' }
  await db()('payment').insert({ id: uuidv7(), fee_id: fee?.id, provider: 'test', reference: 'TWICE', state: 'refunded', amount: 500_000, refund_amount: 500_000, created_at: '2026-11-01T06:00:00Z' }) // biome-ignore format: one line
  expect((await ask.send(builder, 'POST', `/api/fees/${fee?.id}/settlement`, given)).statusCode).toBe(403)
  await ask.ok(office, 'POST', `/api/fees/${fee?.id}/settlement`, given)
  expect(await whole(builder, id)).toMatchObject({ state: 'paid', mayPay: false, fee: { reference: 'BANK-77' } })
  expect((await ask.procedure(water, worksId)).fees).toEqual([])
})

/** The contractor pays with the test provider. */
async function paid(id: string): Promise<WholeViolation> {
  const { fee } = await whole(builder, id)
  expect((await ask.send(water, 'POST', `/api/fees/${fee?.id}/payments`)).statusCode).toBe(403)
  const payment = await ask.ok<Payment>(builder, 'POST', `/api/fees/${fee?.id}/payments`)
  expect(payment).toMatchObject({ violationId: id, worksId })
  await ask.ok(builder, 'POST', `/api/payments/${payment.id}/outcome`, { outcome: 'paid' })
  return whole(builder, id)
}

describe('a warning', () => {
  it('that is mended in time costs nothing, with what shows it', async () => {
    const { id, state, graceUntil } = await issued({ article: 'name_missing' })
    expect([state, graceUntil]).toEqual(['warned', '2026-11-25T06:00:00.000Z'])
    expect((await answer(builder, id, 'claim', 'The board is up.', png)).json()).toMatchObject({ state: 'claimed' })
    await at('2026-11-26T06:00:00Z')
    expect(await moveViolations(db(), timed())).toBe(0)
    expect((await decide(office, id, 'remedied')).json()).toMatchObject({ state: 'remedied', fee: null })
    expect((await whole(water, id)).photos.map(({ purpose }) => purpose)).toEqual(['claim'])
    expect(await standing()).toEqual([])
  })

  it('that is not, or only said to be, is fined', async () => {
    const { id } = await issued({ article: 'name_missing' })
    const said = await issued({ article: 'waste_left' })
    await answer(builder, said.id, 'claim', 'Taken away.')
    expect((await decide(office, said.id, 'not_remedied', { reason: 'Still there.' })).json()).toMatchObject({
      state: 'issued',
    })
    await at('2026-11-25T06:00:00Z')
    expect(codes(await answer(builder, id, 'claim', 'The board is up.'))).toEqual(['grace_over'])
    expect(await moveViolations(db(), timed())).toBe(1)
    expect(await whole(builder, id)).toMatchObject({ state: 'issued', objectUntil: '2026-12-25T21:00:00.000Z' })
    expect((await standing()).map(({ id: one }) => one).sort()).toEqual([id, said.id].sort())
  })
})

describe('time', () => {
  /** A permit whose days are over, while the ground is open. */
  const over = async () => {
    await addPermit(db(), worksId)
    await db()('permit').update({ valid: '[2026-11-01,2026-11-24)' })
    await db()('works').where({ id: worksId }).update({ period: '[2026-11-01,2026-11-24)' })
  }

  it('warns of ground that is open past its permit, once for each end of it', async () => {
    await over()
    expect(await fineExpiredPermits(db(), timed())).toBe(1)
    expect(await fineExpiredPermits(db(), timed())).toBe(0)
    expect(await listed(water)).toMatchObject([
      {
        article: { code: 'permit_expired_open' },
        state: 'warned',
        cause: 'clock',
        liable: { as: 'owner' },
        issuedBy: null,
      },
    ])
    await at('2026-11-27T06:00:00Z')
    expect(await moveViolations(db(), timed())).toBe(1)
    expect(await listed(water)).toMatchObject([{ state: 'issued', amount: 1_000_000 }])
    // extended at last, and overrun again
    await db()('permit').update({ valid: '[2026-11-01,2026-11-26)' })
    expect(await fineExpiredPermits(db(), timed())).toBe(1)
  })

  it('finds it mended where the permit has its days or the ground is closed', async () => {
    await over()
    await fineExpiredPermits(db(), timed())
    await db()('permit').update({ valid: '[2026-11-01,2026-12-24)' })
    await at('2026-11-27T06:00:00Z')
    expect(await moveViolations(db(), timed())).toBe(1)
    expect(await listed(water)).toMatchObject([{ state: 'remedied', endReason: null }])
  })

  it('takes a stop that comes within the hours to mend it for no closing of the ground', async () => {
    await over()
    await fineExpiredPermits(db(), timed())
    await db()('works').where({ id: worksId }).update({ status: 'suspended' })
    await at('2026-11-27T06:00:00Z')
    expect(await moveViolations(db(), timed())).toBe(1)
    expect(await listed(water)).toMatchObject([{ state: 'issued', amount: 1_000_000 }])
  })

  it('leaves works alone that are stopped, or wait for days that they asked for', async () => {
    await over()
    await db()('works').where({ id: worksId }).update({ status: 'suspended' })
    expect(await fineExpiredPermits(db(), timed())).toBe(0)
  })
})

describe('a grave defect of safety', () => {
  it('that nobody has mended in a day is fined once; of one that is contested nothing is issued', async () => {
    const opened = await defect({})
    await defect({ answer: 'disputed', answer_reason: 'It was closed.', answered_at: now })
    await defect({ severity: 'low' })
    const upheld = {
      answer: 'disputed',
      answer_reason: 'It was closed.',
      answered_at: now,
      decision_reason: 'It was not.',
    }
    const later = await defect({ ...upheld, decided_at: '2026-11-24T18:00:00Z' })
    await defect({ kind: 'final' })
    await at('2026-11-25T05:59:59Z')
    expect(await fineOpenDefects(db(), timed())).toBe(0)
    await at('2026-11-25T06:00:00Z')
    expect(await fineOpenDefects(db(), timed())).toBe(1)
    expect(await fineOpenDefects(db(), timed())).toBe(0)
    expect(await listed(builder)).toMatchObject([
      {
        article: { code: 'safety_left_open' },
        state: 'issued',
        cause: 'clock',
        defectId: opened,
        itemCode: 'barriers',
      },
    ])
    await at('2026-11-25T18:00:00Z')
    expect(await fineOpenDefects(db(), timed())).toBe(1)
    expect((await listed(builder))[0]?.defectId).toBe(later)
  })

  it('is whoever had to mend it to answer for, also once another digs there', async () => {
    await defect({})
    const next = await addOrganisation(db(), 'NEXT', 'contractor')
    await db()('works').where({ id: worksId }).update({ contractor_id: next })
    await at('2026-11-25T06:00:00Z')
    expect(await fineOpenDefects(db(), timed())).toBe(1)
    expect(await listed(office)).toMatchObject([{ liable: { as: 'contractor', agencyId: builder.agencyId } }])
  })

  it.each([
    ['verified', 1, 'remedied'],
    ['mended', 0, 'warned'],
    ['open', 1, 'issued'],
  ])('that is %s when its hours of grace are over: %i moved, it is %s', async (state, moved, end) => {
    const { articles, ...rules } = pack.inspections.violations
    const lenient = { ...articles, safety_left_open: { ...articles.safety_left_open, graceHours: 24 } }
    const violations = { ...rules, articles: lenient } as typeof pack.inspections.violations
    const graced = { ...timed(), pack: { ...pack, inspections: { ...pack.inspections, violations } } }
    const id = await defect({})
    expect(await fineOpenDefects(db(), { ...graced, now: new Date('2026-11-25T06:00:00Z') })).toBe(1)
    expect(await listed(office)).toMatchObject([{ state: 'warned' }])
    const ended_at = state === 'verified' ? now : null
    await db()('defect').where({ id }).update({ state, mended_at: now, ended_at })
    expect(await moveViolations(db(), { ...graced, now: new Date('2026-11-26T06:00:00Z') })).toBe(moved)
    expect(await listed(office)).toMatchObject([{ state: end, defectId: id }])
  })
})

/** A defect of safety on water's works, seen now. */
async function defect(more: object): Promise<string> {
  const id = uuidv7()
  const place = db().raw('ST_SetSRID(ST_MakePoint(46.7005, 24.7), 4326)')
  const what = { number: `D-${id}`, kind: 'site_safety', severity: 'high', item_code: 'barriers', text_ar: 'حواجز', text_en: 'Barriers' } // biome-ignore format: one line
  const works = await db()('works').where({ id: worksId }).first('municipality_ids')
  const whose = { works_id: worksId, agency_id: water.agencyId, contractor_id: builder.agencyId, municipality_ids: works.municipality_ids } // biome-ignore format: one line
  const days = { opened_at: now, due_on: '2026-11-26', answer_due_at: now, updated_at: now }
  await db()('defect').insert({ id, place, ...what, ...whose, ...days, ...more })
  return id
}

describe('a visit', () => {
  const inspection = '018f0000-0000-7000-8000-00000000abcd'
  async function propose() {
    const actor = { userId: inspector.userId, keyId: null, role: 'inspector', isAdmin: false, agencyId: inspector.agencyId, ground: 'everywhere', scopes: null } as const // biome-ignore format: one line
    const works = await findWorks(db(), worksId, { ...actor, role: 'planner' })
    const item = (code: string, result: 'fail' | 'pass', note?: string) => ({
      code,
      result,
      photos: [],
      ...(note ? { note } : {}),
    })
    const sent = {
      id: inspection,
      kind: 'site_safety',
      endedAt: '2026-11-24T05:30:00Z',
      items: [
        item('lights', 'fail', 'Dark at night.'),
        item('signs', 'fail'),
        item('barriers', 'pass'),
        item('plates', 'fail'),
      ],
    }
    const found = { sent, number: 'KSA-I-2026-0000001', works, outcome: 'failed_high', checklist: null }
    return proposeViolations(db(), found as never, { pack, keeper, actor, now: time, language: 'en' } as never)
  }

  it('proposes what its failed items go against, once; the office confirms, and not its inspector', async () => {
    await propose()
    await propose()
    const [proposed, ...others] = await listed(office)
    expect(others).toEqual([])
    expect(proposed).toMatchObject({
      number: null,
      state: 'proposed',
      article: { code: 'signs_and_lights' },
      at: '2026-11-24T05:30:00.000Z',
      note: 'Dark at night.',
      inspectionId: inspection,
      itemCode: 'lights',
      proposedBy: { en: 'inspector' },
      may: ['confirm', 'dismiss'],
    })
    expect(await standing()).toEqual([])
    for (const by of [builder, water]) expect(await listed(by)).toEqual([])
    const id = proposed?.id as string
    const confirmed = (await decide(office, id, 'confirm')).json<Violation>()
    const { items } = await ask.ok<{ items: { event: string }[] }>(builder, 'GET', `/api/audit?id=${id}`)
    expect(items.map(({ event }) => event)).toEqual(['confirm'])
    expect(confirmed).toMatchObject({ state: 'issued', number: 'KSA-V-2026-0000001', issuedBy: { en: 'planner' } })
    await answer(builder, id, 'object', 'They were on.')
    expect(codes(await decide(office, id, 'withdraw', { reason: 'Yes.' }))).toEqual(['own_violation'])
    expect((await decide(second, id, 'withdraw', { reason: 'They were.' })).json()).toMatchObject({
      state: 'withdrawn',
      decision: { outcome: 'withdrawn' },
    })
  })

  it('whose proposal is dismissed was never known to anybody else', async () => {
    await propose()
    const [proposed] = await listed(office)
    await decide(office, proposed?.id as string, 'dismiss', { reason: 'Not enough to see.' })
    // as it was written before: in the name of who would have been liable
    const former = { subject: 'violation', id: proposed?.id, agency: builder.agencyId, event: 'propose', reason: 'KSA-I-1', after: {} } // biome-ignore format: one line
    await rows(db(), 'select record_audit(cast(:entries as jsonb))', { entries: JSON.stringify([former]) })
    const audit = async (by: SignedIn) =>
      (await ask.ok<{ items: { event: string }[] }>(by, 'GET', '/api/audit?subject=violation')).items.map(({ event }) => event) // biome-ignore format: one line
    expect(await audit(builder)).toEqual([])
    const admin = await signedIn(ask.app, db(), 'admin', office.agencyId)
    expect(await audit(admin)).toEqual(['propose', 'dismiss', 'propose'])
    await spread(db(), { pack, now: time, mails: false })
    const kinds = async ({ userId }: SignedIn) =>
      (await db()('notice').where({ user_id: userId }).select('kind')) as { kind: string }[]
    expect(await kinds(builder)).toEqual([])
    expect(await kinds(office)).toMatchObject([{ kind: 'violation_proposed' }])
  })
})

describe('what is told and counted', () => {
  it('goes to who answers, whose works it is and the office, each at its time', async () => {
    const { id } = await issued()
    await answer(builder, id, 'object', 'They were there.')
    await decide(second, id, 'uphold', { reason: 'They were not.' })
    await spread(db(), { pack, now: time, mails: false })
    const kinds = async ({ userId }: SignedIn) =>
      ((await db()('notice').where({ user_id: userId }).orderBy('id').select('kind')) as { kind: string }[]).map(
        ({ kind }) => kind,
      )
    expect(await kinds(builder)).toEqual(['violation', 'violation_decided'])
    expect(await kinds(water)).toEqual(['violation', 'violation_decided'])
    expect(await kinds(second)).toEqual(['violation', 'violation_answered'])
    expect(await kinds(power)).toEqual([])
  })

  it('hints at a ban of a contractor, and bans nobody', async () => {
    for (const n of [1, 2, 3, 4, 5]) await issued({ worksId: await dug(24.7 + n / 100) })
    const records = await ask.ok<ContractorRecords>(office, 'GET', `${url}/contractors`)
    expect(records).toEqual({ months: 12, items: [{ agencyId: builder.agencyId, count: 5, suggestsBan: true }] })
    const [last] = await listed(office)
    expect((await whole(office, last?.id as string)).record).toEqual({ count: 5, months: 12, suggestsBan: true })
    expect((await whole(builder, last?.id as string)).record).toBeNull()
    const asked = { months: 12, now: time, zone: pack.zone }
    expect(await violationsOf(db(), [builder.agencyId as string], asked)).toEqual(new Map([[builder.agencyId, 5]]))
  })

  it('is listed by pages and filters, and as a file', async () => {
    for (const n of [1, 2, 3]) await issued({ worksId: await dug(24.7 + n / 100), at: `2026-11-2${n}T06:00:00Z` })
    const first = await ask.ok<Violations>(office, 'GET', `${url}?limit=2`)
    const next = await ask.ok<Violations>(office, 'GET', `${url}?limit=2&cursor=${first.nextCursor}`)
    expect([...first.items, ...next.items].map(({ at: day }) => day.slice(8, 10))).toEqual(['23', '22', '21'])
    expect(next.nextCursor).toBeNull()
    expect(await listed(office, '?from=2026-11-22&to=2026-11-22')).toHaveLength(1)
    expect(await listed(office, '?state=due,paid')).toEqual([])
    expect(await listed(builder, '?mine=true')).toHaveLength(3)
    expect(await listed(water, '?mine=true')).toEqual([])
    const file = await ask.send(office, 'GET', `${url}.csv?lang=en`)
    const lines = file.body.trim().split('\r\n')
    expect(lines).toHaveLength(4)
    expect(lines[1]).toContain('barriers,"Barriers missing, damaged or not uniform"')
    expect(lines[1]).toContain(',2026-11-23 09:00,Issued,')
    expect(lines[1]).toContain(',10000,SAR,Recorded by the office,')
  })
})
