import { beforeEach, describe, expect, it } from 'vitest'
import { databaseForTests, pack } from '../../../testing/database.ts'
import { addReinstatement } from '../../../testing/handover.ts'
import { asking } from '../../../testing/procedure.ts'
import { addOrganisation, now, rootOffice, type SignedIn, serviceOn, signedIn } from '../../../testing/service.ts'
import type { Amendment } from '../../works/amendments/contract.ts'
import type { Works } from '../../works/contract.ts'
import { verifyHistories } from '../../works/verify.ts'
import { keeper } from '../keeper.ts'
import { expirePermits } from '../with-time.ts'
import type { Fee } from './contract.ts'
import { verifyFees } from './verify.ts'

const db = databaseForTests()
let ask: ReturnType<typeof asking>
let [water, office] = [] as unknown as [SignedIn, SignedIn]
let id = ''
let time = now

const line = (east: number) => ({ type: 'LineString', coordinates: [[46.7, 24.7], [east, 24.7]] }) // biome-ignore format: one line
const far = { type: 'LineString', coordinates: [[46.8, 24.8], [46.802, 24.8]] } // biome-ignore format: one line
const period = { start: '2027-01-10', end: '2027-01-29' }
const given = { title: 'Main renewal', category: 'planned', utility: 'water', status: 'planned', period }
const codes = (answer: { json: () => { reasons?: { code: string }[] } }) =>
  answer.json().reasons?.map(({ code }) => code)

beforeEach(async () => {
  time = now
  ask = asking(await serviceOn(db(), { clock: () => time }))
  water = await signedIn(ask.app, db(), 'utility', await addOrganisation(db(), 'WATER'))
  office = await signedIn(ask.app, db(), 'planner', await rootOffice(db()))
  ;({ id } = await ask.ok<Works>(water, 'POST', '/api/works', { ...given, route: line(46.702) }))
  for (const [by, event] of [[water, 'submit'], [office, 'approve']] as const) // biome-ignore format: one line
    expect((await ask.event(by, id, event)).statusCode).toBe(200)
  await ask.paid(office, id)
  expect((await ask.event(office, id, 'grant')).statusCode).toBe(200)
})

const version = async () => (await ask.ok<Works>(water, 'GET', `/api/works/${id}`)).version
const amend = async (more: object) =>
  ask.send(water, 'POST', `/api/works/${id}/amendments`, { version: await version(), reason: 'Rock.', ...more })
const extend = async (days: number) =>
  ask.send(water, 'POST', `/api/works/${id}/extensions`, { version: await version(), reason: 'Rock.', days })
const decide = async (by: SignedIn, decision: string, number = 1) =>
  ask.send(by, 'POST', `/api/works/${id}/amendments/${number}/decision`, {
    decision,
    version: await version(),
    reason: 'As asked.',
  })
const priced = (of = id) => `/api/works/${of}/amendments/price`
const fees = async () => (await ask.procedure(water, id)).fees.filter(({ kind }) => kind !== 'permit') as Fee[]

describe('the fee of an extension', () => {
  it('is asked for with it, and it takes effect once that is settled', async () => {
    expect((await extend(7)).statusCode).toBe(201)
    const [fee] = await fees()
    expect(fee).toMatchObject({ kind: 'extension', amendment: 1, state: 'due' })
    expect(fee?.parts.map(({ part, quantity }) => [part, quantity])).toEqual([
      ['base', 1],
      ['days', 7],
    ])
    expect(codes(await decide(office, 'accept'))).toEqual(['fee_open'])
    const { amending } = await ask.procedure(office, id)
    expect(amending.find(({ event }) => event === 'amend')?.reasons.map(({ code }) => code)).toEqual(['fee_open'])
    await ask.paid(office, id)
    expect((await decide(office, 'accept')).json()).toMatchObject({ state: 'in_effect' })
    // a second one is a fee of its own
    expect((await extend(3)).statusCode).toBe(201)
    expect(await fees()).toMatchObject([{ state: 'paid' }, { amendment: 2, state: 'due' }])
    expect((await verifyHistories(db())).illegal).toEqual([])
  })

  it('is told before it is asked for, and is what is asked for then', async () => {
    const price = await ask.ok<object>(water, 'POST', priced(), { period: { ...period, end: '2027-02-05' } })
    expect(price).toMatchObject({ parts: [{ part: 'base' }, { part: 'days', quantity: 7 }] })
    expect((await ask.procedure(water, id)).fees).toHaveLength(1)
    await extend(7)
    expect(await fees()).toMatchObject([price])
  })

  it('counts no metre that the works has had before, though its route has more digits than are told', async () => {
    const project = { ...given, category: 'future_project', route: far }
    const { id: projectId, version: seen } = await ask.ok<Works>(water, 'POST', '/api/works', project)
    const parts = [0, 50, 100].map((fromMetres) => ({ category: 'planned', fromMetres, toMetres: fromMetres + 50 }))
    const answer = await ask.ok<{ works: Works[] }>(water, 'POST', `/api/works/${projectId}/progress`, {
      version: seen,
      parts,
    })
    const longer = { period: { ...period, end: '2027-02-02' } }
    for (const { id: part } of answer.works) {
      for (const [by, event] of [[water, 'submit'], [office, 'approve']] as const) // biome-ignore format: one line
        expect((await ask.event(by, part, event)).statusCode).toBe(200)
      await ask.paid(office, part)
      expect((await ask.event(office, part, 'grant')).statusCode).toBe(200)
      const price = await ask.ok<Pick<Fee, 'parts'>>(water, 'POST', priced(part), longer)
      expect(price.parts.map((one) => one.part)).toEqual(['base', 'days'])
    }
  })

  it('goes back whole where it comes to nothing, and is not paid back before', async () => {
    await extend(7)
    await ask.paid(office, id)
    const [fee] = await fees()
    const refund = await ask.send(office, 'POST', `/api/fees/${fee?.id}/refund`, { reason: 'A mistake.' })
    expect(codes(refund)).toEqual(['refund_by_declining'])
    expect((await decide(office, 'decline')).statusCode).toBe(200)
    expect(await fees()).toMatchObject([{ state: 'refunding', refundAmount: fee?.amount }])
  })

  it('is asked for no more once it is withdrawn', async () => {
    await extend(7)
    expect((await decide(water, 'withdraw')).statusCode).toBe(200)
    expect(await fees()).toMatchObject([{ state: 'void' }])
  })

  it('cannot be passed over in the database either', async () => {
    await extend(7)
    const write = db().transaction((trx) =>
      trx('amendment').where({ works_id: id }).update({ state: 'in_effect', version_after: 9, decided_at: new Date() }),
    )
    await expect(write).rejects.toMatchObject({ constraint: 'amendment_fee' })
  })
})

describe('the fee of another amendment of a permit', () => {
  it('is what the works costs more than before', async () => {
    expect((await amend({ route: line(46.703) })).statusCode).toBe(201)
    const [fee] = await fees()
    expect(fee).toMatchObject({ kind: 'amendment', amendment: 1, state: 'due', parts: [{ part: 'growth' }] })
    expect(fee?.amount).toBeGreaterThan(0)
    expect(codes(await decide(office, 'accept'))).toContain('fee_open')
  })

  it.each([
    ['less ground', { route: line(46.701) }],
    ['as many days, later', { period: { start: '2027-01-10', end: '2027-01-28' } }],
  ])('is none for %s', async (_what, change) => {
    expect((await amend(change)).statusCode).toBe(201)
    expect(await fees()).toEqual([])
    expect((await decide(office, 'accept')).json()).toMatchObject({ state: 'in_effect' })
  })
})

describe('the price of an amendment', () => {
  const meeting = { closure: 'full', diversions: [{ line: { ...line(46.702), coordinates: [[46.7, 24.7002], [46.702, 24.7002]] } }] } // biome-ignore format: one line
  it.each([
    ['another route', { route: line(46.703) }],
    ['a wider trench', { trenchWidthMetres: 9 }],
    ['more ground and more days', { route: line(46.703), period: { ...period, end: '2027-02-02' } }],
    ['less ground', { route: line(46.701) }],
    ['more hindrance', { trafficImpact: 'major' }],
    ['a closure with its diversion', meeting],
  ])('of %s is what is asked for once it is proposed', async (_what, change) => {
    const before = await version()
    const price = await ask.ok<{ amount: number }>(water, 'POST', priced(), change)
    // nothing was written, and nobody has to look again
    expect([await version(), await fees()]).toEqual([before, []])
    expect((await amend(change)).statusCode).toBe(201)
    expect(await fees()).toMatchObject(price.amount > 0 ? [price] : [])
  })

  it('counts the growth beside the days', async () => {
    const grown = { route: line(46.703), period: { ...period, end: '2027-02-02' } }
    const { parts } = await ask.ok<Fee>(water, 'POST', priced(), grown)
    expect(parts.map(({ part }) => part)).toEqual(['base', 'days', 'growth'])
  })

  it('is told to whoever may propose it, of a permit', async () => {
    const power = await signedIn(ask.app, db(), 'utility', await addOrganisation(db(), 'POWER'))
    expect((await ask.send(power, 'POST', priced(), { trenchWidthMetres: 3 })).statusCode).toBe(403)
    const { id: plan } = await ask.ok<Works>(water, 'POST', '/api/works', { ...given, route: far })
    expect(codes(await ask.send(water, 'POST', priced(plan), { trenchWidthMetres: 3 }))).toEqual(['permit_missing'])
    const nowhere = await ask.send(water, 'POST', priced('018f0000-0000-7000-8000-000000000001'), {
      trenchWidthMetres: 3,
    })
    expect(nowhere.statusCode).toBe(404)
  })

  it.each([
    ['ground that crosses itself', { route: { type: 'Polygon', coordinates: [[[46.7, 24.7], [46.71, 24.71], [46.71, 24.7], [46.7, 24.71], [46.7, 24.7]]] } }], // biome-ignore format: one line
    ['a route outside', { route: { type: 'LineString', coordinates: [[10, 50], [10.001, 50]] } }], // biome-ignore format: one line
    ['an end before its start', { period: { start: '2027-01-10', end: '2027-01-09' } }],
    ['nothing', {}],
    ['what it is already', { period }],
    ['a member that there is not', { title: 'Another' }],
  ])('is refused for %s, as proposing it is', async (_what, change) => {
    const [price, proposal] = [await ask.send(water, 'POST', priced(), change), await amend(change)]
    expect(price.statusCode).toBeGreaterThanOrEqual(400)
    const { requestId: _first, ...told } = price.json()
    const { requestId: _second, ...same } = proposal.json()
    expect({ ...told, instance: '' }).toEqual({ ...same, instance: '' })
  })
})

describe('the fee of a proposal that nobody decides on before its works goes on', () => {
  const at = async (instant: string) => {
    time = new Date(instant)
    await db()('session').update({ created_at: time, seen_at: time })
  }
  const state = async () => {
    const { items } = await ask.ok<{ items: Amendment[] }>(water, 'GET', `/api/works/${id}/amendments`)
    return items[0]?.state
  }
  const reinstate = async () => {
    await addReinstatement(db(), id)
    expect((await ask.event(water, id, 'reinstate')).statusCode).toBe(200)
  }
  const isRight = async () => {
    expect((await verifyFees(db())).faults).toEqual([])
    expect((await verifyHistories(db())).illegal).toEqual([])
  }

  it('goes back whole where the ground is closed', async () => {
    await at('2027-01-10T05:00:00Z')
    expect((await ask.event(water, id, 'start')).statusCode).toBe(200)
    await extend(7)
    await ask.paid(office, id)
    await reinstate()
    expect(await state()).toBe('lapsed')
    const [fee] = await fees()
    expect(fee).toMatchObject({ state: 'refunding', refundAmount: fee?.amount })
    await isRight()
  })

  it('is asked for no more where the ground is closed', async () => {
    await at('2027-01-10T05:00:00Z')
    await ask.event(water, id, 'start')
    await extend(7)
    await reinstate()
    const [fee] = await fees()
    expect(fee).toMatchObject({ state: 'void' })
    const late = { reference: 'BANK-1', reason: 'By bank transfer.' }
    expect(codes(await ask.send(office, 'POST', `/api/fees/${fee?.id}/settlement`, late))).toEqual(['fee_settled'])
  })

  it('goes back whole where its works is given up, and of the permit’s what the rules say', async () => {
    await extend(7)
    await ask.paid(office, id)
    expect((await ask.event(water, id, 'cancel')).statusCode).toBe(200)
    expect(await state()).toBe('lapsed')
    const all = (await ask.procedure(water, id)).fees
    const back = (kind: Fee['kind']) => all.find((fee) => fee.kind === kind) as Fee
    expect(back('extension')).toMatchObject({ state: 'refunding', refundAmount: back('extension').amount })
    expect(back('permit').refundAmount).toBe((back('permit').amount * pack.fees.refundPercent) / 100)
    await isRight()
  })

  it('goes back whole where the permit runs out', async () => {
    expect((await amend({ route: line(46.703) })).statusCode).toBe(201)
    await ask.paid(office, id)
    await at('2027-01-31T05:00:00Z')
    expect(await expirePermits(db(), { pack, keeper, now: time })).toBe(1)
    expect(await state()).toBe('lapsed')
    const [fee] = await fees()
    expect(fee).toMatchObject({ state: 'refunding', refundAmount: fee?.amount })
    await isRight()
  })
})
