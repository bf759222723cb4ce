import { beforeEach, describe, expect, it } from 'vitest'
import { databaseForTests } from '../../../testing/database.ts'
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
import { doorsTo } from '../../access/under.ts'
import { verifyAudit } from '../../audit/verify.ts'
import { fineKeeper } from '../../inspections/violations/fine.ts'
import type { Works } from '../../works/contract.ts'
import { verifyHistories } from '../../works/verify.ts'
import type { Fee, Payment } from './contract.ts'
import { payBackOwed } from './pay-back.ts'
import { type ProviderNotice, testProvider } from './provider.ts'

const db = databaseForTests()
const provider = testProvider()
let ask: ReturnType<typeof asking>
let [water, power, office] = [] as unknown as [SignedIn, SignedIn, SignedIn]

beforeEach(async () => {
  const app = await serviceOn(db(), { payments: provider })
  ask = asking(app)
  water = await signedIn(app, db(), 'utility', await addOrganisation(db(), 'WATER'))
  power = await signedIn(app, db(), 'utility', await addOrganisation(db(), 'POWER'))
  office = await signedIn(app, db(), 'planner', await rootOffice(db()))
})

const given = {
  title: 'Main renewal',
  category: 'planned',
  utility: 'water',
  trafficImpact: 'minor',
  status: 'planned',
  period: { start: '2027-01-10', end: '2027-01-29' },
}
const codes = (answer: { json: () => { reasons?: { code: string }[] } }) =>
  answer.json().reasons?.map(({ code }) => code)

/** A works that is approved and not paid for. */
async function approved(latitude = 24.7): Promise<string> {
  const route = { type: 'LineString', coordinates: [[46.7, latitude], [46.702, latitude]] } // biome-ignore format: one line
  const { id } = await ask.ok<Works>(water, 'POST', '/api/works', { ...given, route })
  for (const [by, event] of [
    [water, 'submit'],
    [office, 'approve'],
  ] as const)
    expect((await ask.event(by, id, event)).statusCode).toBe(200)
  return id
}

const feeOf = async (id: string, by = water) => (await ask.procedure(by, id)).fees.at(-1) as Fee
const begin = async (id: string) => ask.ok<Payment>(water, 'POST', `/api/fees/${(await feeOf(id)).id}/payments`)
const noticeOf = ({ id, amount, currency }: Payment, outcome: 'paid' | 'failed' = 'paid'): ProviderNotice => ({
  paymentId: id,
  outcome,
  amount,
  currency,
  reference: `R-${id}`,
})
function call(notice: ProviderNotice, more: { headers?: object; body?: object } = {}) {
  const { headers, body } = provider.callBack(notice)
  return ask.app.inject({
    method: 'POST',
    url: '/api/payments/notices',
    headers: { ...headers, ...more.headers },
    payload: { ...body, ...more.body },
  })
}

describe('the routes', () => {
  const id = '018f0000-0000-7000-8000-000000000001'
  it.each([
    ['POST', `/api/fees/${id}/payments`, {}, 'fees.pay'],
    ['GET', `/api/payments/${id}`, {}, 'fees.pay'],
    ['POST', `/api/payments/${id}/outcome`, { outcome: 'paid' }, 'fees.pay'],
    ['POST', `/api/fees/${id}/settlement`, { reference: 'B-1', reason: 'By bank.' }, 'works.decide'],
    ['POST', `/api/fees/${id}/waiver`, { reason: 'A charity.' }, 'works.decide'],
    ['POST', `/api/fees/${id}/refund`, { reason: 'By mistake.' }, 'works.decide'],
  ] as const)('%s %s answers 401 and 403', async (method, url, payload, permission) => {
    const allowed = permissions[permission]
    const answered = await refusals(ask.app, db(), { method, url, payload, allowed })
    expect(answered.visitor).toBe(401)
    expect(new Set(answered.others)).toEqual(new Set([403]))
  })
})

describe('a fee', () => {
  it('is due when its works is approved, shown by its parts, and stands in the way of the permit', async () => {
    const id = await approved()
    const { fees, payments, may } = await ask.procedure(water, id)
    // 500 riyals, 203 m at 2.50, 20 days at 30 and the area, where no street is known
    expect(fees).toMatchObject([{ kind: 'permit', state: 'due', currency: 'SAR', roadClass: 'unknown' }])
    const parts = fees[0]?.parts ?? []
    expect(parts.map(({ part }) => part)).toEqual(['base', 'metres', 'area', 'days'])
    expect(parts.filter(({ part }) => part !== 'area')).toEqual([
      { part: 'base', quantity: 1, rate: 50_000, amount: 50_000 },
      { part: 'metres', quantity: 203, rate: 250, amount: 50_750 },
      { part: 'days', quantity: 20, rate: 3000, amount: 60_000 },
    ])
    expect(fees[0]?.amount).toBe(parts.reduce((sum, { amount }) => sum + amount, 0))
    expect([payments, may]).toEqual(['test', { answer: false, answerFor: [], decide: false, pay: true }])
    // no business of others
    expect((await ask.procedure(power, id)).fees).toEqual([])
    expect(codes(await ask.event(office, id, 'grant'))).toEqual(['fee_open'])
    const straight = db().transaction((trx) => trx('works').where({ id }).update({ status: 'permitted' }))
    await expect(straight).rejects.toMatchObject({ code: '23514' })
  })

  it('is paid by whose works it is; the office sees that it waits, and pays for nobody', async () => {
    const id = await approved()
    const { fees, may } = await ask.procedure(office, id)
    expect(fees).toMatchObject([{ state: 'due', payerId: null, dueAt: now.toISOString() }])
    expect(may).toEqual({ answer: false, answerFor: [], decide: true, pay: false })
    const begun = await ask.send(office, 'POST', `/api/fees/${fees[0]?.id}/payments`)
    expect(begun.statusCode).toBe(403)
    expect(await db()('payment').select('id')).toEqual([])
  })

  it('is paid once, however often the provider says so, and the permit follows', async () => {
    const id = await approved()
    const payment = await begin(id)
    expect(payment).toMatchObject({ state: 'open', page: `/pay/${payment.id}`, isTest: true })
    for (let said = 0; said < 2; said++) expect((await call(noticeOf(payment))).json()).toEqual({ heard: true })
    expect((await call(noticeOf(payment, 'failed'))).statusCode).toBe(200)
    expect(await feeOf(id)).toMatchObject({ state: 'paid', reference: `R-${payment.id}`, settledAt: now.toISOString() })
    expect(await db()('payment').select('state')).toEqual([{ state: 'paid' }])
    const again = await ask.send(water, 'POST', `/api/fees/${(await feeOf(id)).id}/payments`)
    expect([again.statusCode, codes(again)]).toEqual([409, ['fee_settled']])
    expect((await ask.event(office, id, 'grant')).json()).toMatchObject({ status: 'permitted' })
    const { items } = await ask.ok<{ items: { event: string }[] }>(water, 'GET', `/api/works/${id}/history`)
    expect(items.map(({ event }) => event)).toEqual(['grant', 'fee_paid', 'approve', 'submit', 'create'])
    expect(await verifyHistories(db())).toMatchObject({ illegal: [] })
    expect((await verifyAudit(db())).broken).toEqual([])
  })

  it('that failed can be paid again', async () => {
    const id = await approved()
    const first = await begin(id)
    await call(noticeOf(first, 'failed'))
    expect(await feeOf(id)).toMatchObject({ state: 'failed', settledAt: null })
    expect(codes(await ask.event(office, id, 'grant'))).toEqual(['fee_open'])
    const second = await begin(id)
    const { state } = await ask.ok<Payment>(water, 'POST', `/api/payments/${second.id}/outcome`, { outcome: 'paid' })
    expect(state).toBe('paid')
    expect(await feeOf(id)).toMatchObject({ state: 'paid' })
  })

  it('is not paid by whoever pretends to be the provider, nor with another amount', async () => {
    const id = await approved()
    const payment = await begin(id)
    const notice = noticeOf(payment)
    expect((await call(notice, { headers: { 'nasaq-signature': 'ab'.repeat(32) } })).statusCode).toBe(403)
    expect((await call(notice, { headers: { 'nasaq-signature': '' } })).statusCode).toBe(403)
    expect((await call(notice, { body: { amount: 1 } })).statusCode).toBe(403)
    expect((await call(noticeOf(payment, 'failed'), { body: { outcome: 'paid' } })).statusCode).toBe(403)
    // signed, and yet of another payment
    expect((await call({ ...notice, amount: 1 })).statusCode).toBe(404)
    expect((await call({ ...notice, paymentId: 'nothing' })).statusCode).toBe(404)
    expect(await feeOf(id)).toMatchObject({ state: 'due' })
  })

  it('is nothing that another organisation sees, pays or waives', async () => {
    const id = await approved()
    const { id: feeId } = await feeOf(id)
    const payment = await begin(id)
    for (const [method, url, payload] of [
      ['POST', `/api/fees/${feeId}/payments`, undefined],
      ['GET', `/api/payments/${payment.id}`, undefined],
      ['POST', `/api/payments/${payment.id}/outcome`, { outcome: 'paid' }],
    ] as const)
      expect((await ask.send(power, method, url, payload)).statusCode, url).toBe(404)
    expect(await feeOf(id)).toMatchObject({ state: 'due' })
  })

  it('cannot be said to be paid by whoever has to pay it, whatever the code believes', async () => {
    const id = await approved()
    const { id: feeId } = await feeOf(id)
    const actor = { userId: water.userId, agencyId: water.agencyId, role: 'utility', ground: [] } as never
    const { under } = doorsTo({ db: db(), tiles: null })
    const paid = under(actor, (trx) => trx('fee').where({ id: feeId }).update({ state: 'paid', settled_at: now }))
    await expect(paid).rejects.toMatchObject({ code: '42501' })
  })
})

describe('money that goes back', () => {
  it('is a share where a permit is given back before anybody has dug, once', async () => {
    const id = await approved()
    const payment = await begin(id)
    await call(noticeOf(payment))
    await ask.event(office, id, 'grant')
    expect((await ask.event(water, id, 'cancel')).json()).toMatchObject({ status: 'cancelled' })
    const refundAmount = Math.floor(payment.amount * 0.8)
    expect(await feeOf(id)).toMatchObject({ state: 'refunding', refundAmount })
    const asked: object[] = []
    const bank = { ...provider, payBack: async (one: object) => void asked.push(one) }
    expect(await payBackOwed(db(), { fines: fineKeeper, provider: bank, now })).toBe(1)
    expect(await payBackOwed(db(), { fines: fineKeeper, provider: bank, now })).toBe(0)
    expect(asked).toEqual([
      { paymentId: payment.id, amount: refundAmount, currency: 'SAR', reference: `R-${payment.id}` },
    ])
    expect(await feeOf(id)).toMatchObject({ state: 'refunded', refundAmount })
  })

  it('is all of it where nothing was granted, and what is open is asked for no more', async () => {
    const paid = await approved()
    const payment = await begin(paid)
    await call(noticeOf(payment))
    await ask.event(office, paid, 'refuse', { reason: 'Not here.' })
    expect(await feeOf(paid)).toMatchObject({ state: 'refunding', refundAmount: payment.amount })
  })

  it('is what arrives for a fee that nobody asks for any more', async () => {
    const id = await approved()
    const payment = await begin(id)
    await ask.event(water, id, 'cancel')
    expect(await feeOf(id)).toMatchObject({ state: 'void' })
    await call(noticeOf(payment))
    expect(await feeOf(id)).toMatchObject({ state: 'void' })
    expect(await payBackOwed(db(), { fines: fineKeeper, provider, now })).toBe(1)
    expect(await db()('payment').select('state', 'refund_amount')).toEqual([
      { state: 'refunded', refund_amount: payment.amount },
    ])
  })

  it('is back only once all payments of its fee are', async () => {
    const id = await approved()
    const [first, second] = [await begin(id), await begin(id)]
    for (const payment of [first, second]) await call(noticeOf(payment))
    await ask.event(office, id, 'refuse', { reason: 'Not here.' })
    const payBack = async (one: { paymentId: string }) => {
      if (one.paymentId === second.id) throw new Error('closed')
    }
    await expect(payBackOwed(db(), { fines: fineKeeper, provider: { ...provider, payBack }, now })).rejects.toThrow()
    expect(await feeOf(id)).toMatchObject({ state: 'refunding' })
    expect(await payBackOwed(db(), { fines: fineKeeper, provider, now })).toBe(1)
    expect(await feeOf(id)).toMatchObject({ state: 'refunded' })
  })

  it('stays owed while the provider does not take it', async () => {
    const id = await approved()
    await call(noticeOf(await begin(id)))
    await ask.event(water, id, 'cancel')
    const broken = { ...provider, payBack: () => Promise.reject(new Error('closed')) }
    await expect(payBackOwed(db(), { fines: fineKeeper, provider: broken, now })).rejects.toThrow(
      'could not be paid back',
    )
    expect(await feeOf(id)).toMatchObject({ state: 'refunding' })
    expect(await payBackOwed(db(), { fines: fineKeeper, provider, now })).toBe(1)
  })

  it('is taken off the next fee where a paid application comes back and is approved anew', async () => {
    const id = await approved()
    const { amount } = await feeOf(id)
    await call(noticeOf(await begin(id)))
    await ask.event(office, id, 'return', { reason: 'Longer.' })
    const { version } = await ask.ok<Works>(water, 'GET', `/api/works/${id}`)
    await ask.ok(water, 'PATCH', `/api/works/${id}`, { version, period: { start: '2027-01-10', end: '2027-01-30' } })
    await ask.event(water, id, 'submit')
    await ask.event(office, id, 'approve')
    const next = await feeOf(id)
    expect(next).toMatchObject({ state: 'due', amount: 3000 })
    expect(next.parts.at(-1)).toMatchObject({ part: 'paid_before', amount: -amount })
    expect(codes(await ask.event(office, id, 'grant'))).toEqual(['fee_open'])
  })

  it('goes back whole where the next fee is lower, which is asked for', async () => {
    const id = await approved()
    const { id: first, amount } = await feeOf(id)
    await call(noticeOf(await begin(id)))
    await ask.event(office, id, 'return', { reason: 'Shorter.' })
    const { version } = await ask.ok<Works>(water, 'GET', `/api/works/${id}`)
    await ask.ok(water, 'PATCH', `/api/works/${id}`, { version, period: { start: '2027-01-10', end: '2027-01-28' } })
    await ask.event(water, id, 'submit')
    await ask.event(office, id, 'approve')
    const { fees } = await ask.procedure(water, id)
    expect(fees.find((fee) => fee.id === first)).toMatchObject({ state: 'refunding', refundAmount: amount })
    expect(fees.at(-1)).toMatchObject({ state: 'due', amount: amount - 3000 })
  })
})

describe('the office', () => {
  const settle = (feeId: string, reference: string) =>
    ask.send(office, 'POST', `/api/fees/${feeId}/settlement`, { reference, reason: 'By bank transfer.' })

  it('records a payment that reached it, each reference once, and one that it has paid back', async () => {
    const [id, other] = [await approved(), await approved(24.71)]
    const { id: feeId } = await feeOf(id)
    expect((await settle(feeId, 'BANK-1')).json()).toMatchObject({ state: 'paid', reference: 'BANK-1' })
    expect(codes(await settle(feeId, 'BANK-2'))).toEqual(['fee_settled'])
    expect(codes(await settle((await feeOf(other)).id, 'BANK-1'))).toEqual(['reference_used'])
    await ask.event(office, id, 'refuse', { reason: 'Not here.' })
    // nobody but the office pays back what it took, also where there is a provider
    expect(await payBackOwed(db(), { fines: fineKeeper, provider, now })).toBe(0)
    expect(await feeOf(id)).toMatchObject({ state: 'refunding', refundBy: 'office', refundReference: null })
    const back = { state: 'refunded', refundBy: null, reference: 'BANK-1', refundReference: 'BANK-3' }
    expect((await settle(feeId, 'BANK-3')).json()).toMatchObject(back)
  })

  it('is told of a receipt that another office has recorded, whose payment it does not see', async () => {
    const [id, other] = [await approved(), await approved(24.71)]
    const east = await addOrganisation(db(), 'EAST', 'municipality')
    const area = { type: 'Polygon', coordinates: [[[46.6, 24.705], [46.8, 24.705], [46.8, 24.72], [46.6, 24.72], [46.6, 24.705]]] } as const // biome-ignore format: one line
    const ground = await addMunicipality(db(), 'EAST', east, area as never)
    await db()('works')
      .where({ id: other })
      .update({ municipality_id: ground, municipality_ids: [ground] })
    const clerk = await signedIn(ask.app, db(), 'planner', east)
    await settle((await feeOf(id)).id, '1001')
    const settling = { reference: '1001', reason: 'By bank transfer.' }
    const told = await ask.send(clerk, 'POST', `/api/fees/${(await feeOf(other)).id}/settlement`, settling)
    expect([told.statusCode, codes(told)]).toEqual([409, ['reference_used']])
  })

  it('names the payment that settled a fee, not one that was begun before it and goes back', async () => {
    const id = await approved()
    const payment = await begin(id)
    await settle((await feeOf(id)).id, 'BANK-5')
    await call(noticeOf(payment))
    expect(await feeOf(id)).toMatchObject({ state: 'paid', reference: 'BANK-5' })
  })

  it('waives a fee, or pays it back, with its reason', async () => {
    const [id, other] = [await approved(), await approved(24.71)]
    const reason = 'For a school.'
    const waived = await ask.send(office, 'POST', `/api/fees/${(await feeOf(id)).id}/waiver`, { reason })
    expect(waived.json()).toMatchObject({ state: 'waived', reason })
    expect((await ask.event(office, id, 'grant')).statusCode).toBe(200)
    const { id: feeId } = await feeOf(other)
    const refund = () => ask.send(office, 'POST', `/api/fees/${feeId}/refund`, { reason })
    expect(codes(await refund())).toEqual(['fee_not_paid'])
    await call(noticeOf(await begin(other)))
    expect((await refund()).json()).toMatchObject({ state: 'refunding', reason })
    expect(codes(await ask.event(office, other, 'grant'))).toEqual(['fee_open'])
    // it is asked for anew, and may be waived then
    const anew = await feeOf(other)
    expect(anew).toMatchObject({ state: 'due' })
    expect((await ask.send(office, 'POST', `/api/fees/${anew.id}/waiver`, { reason })).statusCode).toBe(200)
    expect((await ask.event(office, other, 'grant')).statusCode).toBe(200)
  })

  it('pays no fee back that a later one counts without asking for it anew', async () => {
    const id = await approved()
    const { id: first, amount } = await feeOf(id)
    await call(noticeOf(await begin(id)))
    await ask.event(office, id, 'return', { reason: 'A better drawing.' })
    await ask.event(water, id, 'submit')
    await ask.event(office, id, 'approve')
    expect(await feeOf(id)).toMatchObject({ state: 'waived', amount: 0 })
    await ask.ok(office, 'POST', `/api/fees/${first}/refund`, { reason: 'By mistake.' })
    expect(await feeOf(id)).toMatchObject({ state: 'due', amount })
    expect(codes(await ask.event(office, id, 'grant'))).toEqual(['fee_open'])
    const issue = db().transaction(
      (trx) =>
      trx('permit').insert({ works_id: id, number: 'X', valid: '[2027-01-10,2027-01-30)', conditions: '[]', issued_at: now, seen_version: 1, findings_complete: true, blocking_open: 0 }), // biome-ignore format: one line
    )
    await expect(issue).rejects.toMatchObject({ code: '23514' })
  })

  it('tells others that a fee was settled, and nothing of the money', async () => {
    const id = await approved()
    await settle((await feeOf(id)).id, 'BANK-9')
    const { items } = await ask.ok<{ items: object[] }>(power, 'GET', `/api/works/${id}/history`)
    expect(JSON.stringify(items)).toContain('fee_paid')
    expect(JSON.stringify(items)).not.toMatch(/BANK-9|bank transfer|amount|SAR/)
  })
})
