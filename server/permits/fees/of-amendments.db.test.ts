import { beforeEach, describe, expect, it } from 'vitest'
import { databaseForTests } from '../../../testing/database.ts'
import { asking } from '../../../testing/procedure.ts'
import { addOrganisation, rootOffice, type SignedIn, serviceOn, signedIn } from '../../../testing/service.ts'
import type { Works } from '../../works/contract.ts'
import { verifyHistories } from '../../works/verify.ts'
import type { Fee } from './contract.ts'

const db = databaseForTests()
let ask: ReturnType<typeof asking>
let [water, office] = [] as unknown as [SignedIn, SignedIn]
let id = ''

const line = (east: number) => ({ type: 'LineString', coordinates: [[46.7, 24.7], [east, 24.7]] }) // biome-ignore format: one line
const far = { type: 'LineString', coordinates: [[46.8, 24.8], [46.802, 24.8]] } // biome-ignore format: one line
const period = { start: '2027-01-10', end: '2027-01-29' }
const given = { title: 'Main renewal', category: 'planned', utility: 'water', status: 'planned', period }
const codes = (answer: { json: () => { reasons?: { code: string }[] } }) =>
  answer.json().reasons?.map(({ code }) => code)

beforeEach(async () => {
  ask = asking(await serviceOn(db()))
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

  it('is told before it is asked for, to whoever may ask, and is what is asked for then', async () => {
    const url = `/api/works/${id}/extensions/price?days=7`
    const price = await ask.ok<object>(water, 'GET', url)
    expect((await ask.procedure(water, id)).fees).toHaveLength(1)
    const power = await signedIn(ask.app, db(), 'utility', await addOrganisation(db(), 'POWER'))
    expect((await ask.send(power, 'GET', url)).statusCode).toBe(403)
    expect((await ask.send(water, 'GET', `/api/works/${id}/extensions/price?days=0`)).statusCode).toBe(400)
    const { id: plan } = await ask.ok<Works>(water, 'POST', '/api/works', { ...given, route: far })
    expect(codes(await ask.send(water, 'GET', `/api/works/${plan}/extensions/price?days=7`))).toEqual([
      'permit_missing',
    ])
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
    for (const { id: part } of answer.works) {
      for (const [by, event] of [[water, 'submit'], [office, 'approve']] as const) // biome-ignore format: one line
        expect((await ask.event(by, part, event)).statusCode).toBe(200)
      await ask.paid(office, part)
      expect((await ask.event(office, part, 'grant')).statusCode).toBe(200)
      const price = await ask.ok<Pick<Fee, 'parts'>>(water, 'GET', `/api/works/${part}/extensions/price?days=5`)
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
