import { uuidv7 } from 'uuidv7'
import { beforeEach, describe, expect, it } from 'vitest'
import { databaseForTests, pack } from '../../../testing/database.ts'
import { asking } from '../../../testing/procedure.ts'
import { addOrganisation, rootOffice, type SignedIn, serviceOn, signedIn } from '../../../testing/service.ts'
import { verifyAudit } from '../../audit/verify.ts'
import type { Assessment } from '../../coordination/contract.ts'
import { verifyRegister } from '../../coordination/verify.ts'
import type { Position } from '../../geo/contract.ts'
import type { Amendment } from '../amendments/contract.ts'
import type { Works, WorksHistory } from '../contract.ts'
import { verifyHistories } from '../verify.ts'
import type { Connection, Connections } from './contract.ts'

const db = databaseForTests()
let ask: ReturnType<typeof asking>
let [water, power, office] = [] as unknown as [SignedIn, SignedIn, SignedIn]
let id = ''

const degree = 111_195
const east = degree * Math.cos((24.7 * Math.PI) / 180)
const at = (x: number, y: number): Position => [46.7 + x / east, 24.7 + y / degree]
const line = (...coordinates: Position[]) => ({ type: 'LineString' as const, coordinates })
const meter = (x: number, y: number) => ({ type: 'Point', coordinates: at(x, y) })
const villa = (n: number, drawn: unknown) => ({ label: `Villa ${n}`, drawn })
const plan = {
  title: 'Connections of a quarter',
  category: 'multi_connection',
  utility: 'water',
  route: line(at(0, 0), at(200, 0)),
  period: { start: '2027-01-10', end: '2027-01-29' },
  status: 'planned',
}
/** Another organisation's works, on ground that only a new connection would reach. */
const beside = {
  ...plan,
  category: 'planned',
  utility: 'electricity',
  title: 'Cable',
  route: line(at(120, 12), at(120, 24)),
}

beforeEach(async () => {
  ask = asking(await serviceOn(db()))
  water = await signedIn(ask.app, db(), 'utility', await addOrganisation(db(), 'WATER'))
  power = await signedIn(ask.app, db(), 'utility', await addOrganisation(db(), 'POWER'))
  office = await signedIn(ask.app, db(), 'planner', await rootOffice(db()))
  ;({ id } = await ask.ok<Works>(water, 'POST', '/api/works', plan))
  const items = [villa(1, meter(20, 10)), villa(2, meter(60, 10))]
  await ask.ok(water, 'POST', `/api/works/${id}/connections`, { version: 1, items })
  expect((await ask.event(water, id, 'submit')).statusCode).toBe(200)
})

const works = () => ask.ok<Works>(water, 'GET', `/api/works/${id}`)
const list = () => ask.ok<Connections>(water, 'GET', `/api/works/${id}/connections`)
const first = async () => (await list()).items[0] as Connection
const amend = async (connectionList: object[], by = water, more: object = {}) =>
  ask.send(by, 'POST', `/api/works/${id}/amendments`, { version: (await works()).version, reason: 'Two more villas.', connectionList, ...more }) // biome-ignore format: one line
async function permitted() {
  expect((await ask.event(office, id, 'approve')).statusCode).toBe(200)
  await ask.paid(office, id)
  expect((await ask.event(office, id, 'grant')).statusCode).toBe(200)
}
async function decide(decision: string, number = 1) {
  const { version } = await works()
  const path = `/api/works/${id}/amendments/${number}/decision`
  return ask.send(office, 'POST', path, { decision, version, reason: 'As asked.' })
}
const codes = (answer: { json: () => { reasons?: { code: string }[] } }) =>
  answer.json().reasons?.map(({ code }) => code)
async function isRight() {
  expect(await verifyRegister(db(), pack)).toMatchObject({ missing: 0, extra: 0, differing: 0 })
  expect((await verifyHistories(db())).illegal).toEqual([])
  expect((await verifyAudit(db())).broken).toEqual([])
}

describe('connections that are tried', () => {
  const draft = () => {
    const { category, route, period } = plan
    return { category, route, period, worksId: id }
  }
  const tried = (by: SignedIn, more: object) => ask.send(by, 'POST', '/api/assessments', { ...draft(), ...more })
  const met = ({ findings }: Assessment) => findings.map(({ kind, other }) => [kind, other.title])

  it('are assessed with the works as they would be stored, and nothing is', async () => {
    await ask.ok(power, 'POST', '/api/works', beside)
    const before = await list()
    const [as, withOne] = [await tried(water, {}), await tried(water, { connectionList: [villa(3, meter(120, 14))] })]
    expect(met(as.json())).not.toContainEqual(['clash', 'Cable'])
    expect(met(withOne.json())).toContainEqual(['clash', 'Cable'])
    expect(withOne.json().areaSquareMetres).toBeGreaterThan(as.json().areaSquareMetres + 10)
    expect(await list()).toEqual(before)
    // one that is there, drawn elsewhere, leaves the ground that it had
    const one = await first()
    const redrawn = await tried(water, { connectionList: [{ id: one.id, label: one.label, drawn: meter(120, 14) }] })
    expect(met(redrawn.json())).toContainEqual(['clash', 'Cable'])
  })

  it('are refused by their rows, and on the works of others', async () => {
    const long = await tried(water, { connectionList: [villa(3, meter(100, 10)), villa(4, meter(100, 60))] })
    expect([long.statusCode, long.json().errors[0].path]).toEqual([400, 'connectionList/1/drawn'])
    const foreign = await tried(power, { connectionList: [villa(3, meter(100, 10))] })
    expect([foreign.statusCode, foreign.json().errors[0].path]).toEqual([400, 'worksId'])
    const nothing = { worksId: uuidv7(), connectionList: [villa(3, meter(100, 10))] }
    expect((await tried(water, nothing)).statusCode).toBe(404)
  })
})

describe('connections of an application', () => {
  it('come and are drawn anew by an amendment in effect at once, told before and after', async () => {
    const before = await works()
    const one = await first()
    const answer = await amend([villa(3, meter(100, 10)), { id: one.id, label: one.label, drawn: meter(24, 14) }])
    expect(answer.statusCode, answer.body).toBe(201)
    const { state, before: was, after } = answer.json() as Amendment
    expect([state, after.connections]).toEqual(['in_effect', 3])
    expect(was.connectionList).toMatchObject([{ number: 1, lengthMetres: expect.closeTo(10, 0) }])
    expect(after.connectionList).toMatchObject([{ label: 'Villa 3' }, { number: 1, lengthMetres: expect.closeTo(14, 0) }]) // biome-ignore format: one line
    const { items } = await list()
    expect(items.map(({ number, label }) => [number, label])).toEqual([[1, 'Villa 1'], [2, 'Villa 2'], [3, 'Villa 3']]) // biome-ignore format: one line
    const now = await works()
    expect(now).toMatchObject({ connections: 3, status: 'in_coordination' })
    expect(now.areaSquareMetres).toBeGreaterThan(before.areaSquareMetres + 30)
    const told = (await ask.ok<WorksHistory>(water, 'GET', `/api/works/${id}/history`)).items[0]
    expect(told).toMatchObject({ event: 'amend', after: { connections: 3, connectionList: [{ en: expect.stringContaining('Villa') }, { en: expect.stringContaining('Villa') }] } }) // biome-ignore format: one line
    await isRight()
  })

  it('are judged by the limits that held before, every fault of every row', async () => {
    const { id: known } = await first()
    const answer = await amend([
      villa(3, meter(100, 26)),
      villa(2, meter(60, 10)),
      { id: known, label: 'Villa 1', drawn: line(at(20, 3), at(20, 12)) },
    ])
    expect(answer.statusCode).toBe(400)
    expect(answer.json().errors.map(({ path }: { path: string }) => path)).toEqual([
      'connectionList/0/drawn',
      'connectionList/1/label',
      'connectionList/2/drawn',
    ])
    const many = Array.from({ length: 79 }, (_, n) => villa(n + 10, meter(2 * n + 5, -10)))
    expect((await amend(many)).json().errors).toMatchObject([{ path: 'connectionList/78' }])
    expect((await list()).items).toHaveLength(2)
  })

  it('are asked for by whoever applied, of a pack of them, and change something', async () => {
    expect((await amend([villa(3, meter(100, 10))], power)).statusCode).toBe(403)
    const one = await first()
    expect(codes(await amend([{ id: one.id, label: one.label, drawn: one.line }]))).toEqual(['nothing_changed'])
    expect((await amend([villa(3, meter(100, 10))], water, { connections: 9 })).json().errors).toMatchObject([{ path: 'connections' }]) // biome-ignore format: one line
    const other = await ask.ok<Works>(water, 'POST', '/api/works', { ...beside, category: 'planned' })
    expect((await ask.event(water, other.id, 'submit')).statusCode).toBe(200)
    const foreign = await ask.send(water, 'POST', `/api/works/${other.id}/amendments`, { version: 2, reason: 'One more.', connectionList: [villa(1, meter(125, 20))] }) // biome-ignore format: one line
    expect(codes(foreign)).toEqual(['not_multiple'])
  })

  it('take the ids that the service gives them, whatever was sent', async () => {
    const elsewhere = await ask.ok<Works>(power, 'POST', '/api/works', {
      ...plan,
      route: line(at(0, 900), at(200, 900)),
    })
    const taken = uuidv7()
    await ask.ok(power, 'POST', `/api/works/${elsewhere.id}/connections`, { version: 1, items: [{ id: taken, ...villa(1, meter(20, 910)) }] }) // biome-ignore format: one line
    expect((await amend([{ id: taken, ...villa(3, meter(100, 10)) }])).statusCode).toBe(201)
    expect((await list()).items).toHaveLength(3)
  })
})

describe('connections of a permit', () => {
  it('are proposed, asked about, priced, and there once the office accepts', async () => {
    await permitted()
    const change = { connectionList: [villa(3, meter(100, 20)), villa(4, meter(140, 20))] }
    const before = await works()
    const price = await ask.ok<{ amount: number }>(water, 'POST', `/api/works/${id}/amendments/price`, change)
    expect(price.amount).toBeGreaterThan(0)
    const answer = await amend(change.connectionList)
    expect(answer.json(), answer.body).toMatchObject({ state: 'proposed', round: 2, after: { connections: 4 } })
    // one at a time: nothing else is entered that would be refused
    expect((await list()).may).toMatchObject({ amend: false, mark: true })
    expect((await list()).items).toHaveLength(2)
    expect((await works()).areaSquareMetres).toBe(before.areaSquareMetres)
    expect((await ask.procedure(water, id)).fees.find(({ kind }) => kind === 'amendment')).toMatchObject(price)
    await ask.allPaid(office, id)
    const accepted = await decide('accept')
    expect(accepted.statusCode, accepted.body).toBe(200)
    expect(await list()).toMatchObject({ items: [{ number: 1 }, { number: 2 }, { number: 3 }, { number: 4 }], may: { amend: true } }) // biome-ignore format: one line
    expect(await works()).toMatchObject({ connections: 4, status: 'permitted' })
    await isRight()
  })

  it('are judged anew with the ground that they would take', async () => {
    await permitted()
    await ask.ok(power, 'POST', '/api/works', beside)
    const met = async () => (await ask.procedure(office, id)).proposal?.findings?.map(({ kind }) => kind)
    expect((await amend([villa(3, meter(140, 20))])).statusCode).toBe(201)
    expect(await met()).toEqual([])
    await ask.ok(water, 'POST', `/api/works/${id}/amendments/1/decision`, { decision: 'withdraw', version: (await works()).version, reason: 'Others.' }) // biome-ignore format: one line
    expect((await amend([villa(3, meter(120, 20))])).statusCode).toBe(201)
    expect(await met()).toEqual(['clash'])
    expect((await ask.answer(power, id, { answer: 'approve', round: 3 })).statusCode).toBe(200)
    await ask.allPaid(office, id)
    expect(codes(await decide('accept', 2))).toEqual(['blocking_findings'])
    expect((await list()).items).toHaveLength(2)
  })

  it('are refused to the office where the connections are others by then', async () => {
    await permitted()
    const one = await first()
    expect((await amend([{ id: one.id, label: one.label, drawn: meter(24, 14) }])).statusCode).toBe(201)
    const marking = { items: [{ id: one.id, version: one.version }], state: 'cancelled', reason: 'Not wanted.' }
    await ask.ok(water, 'POST', `/api/works/${id}/connections/states`, marking)
    await ask.allPaid(office, id)
    expect(codes(await decide('accept'))).toEqual(['connections_moved'])
    const { proposal, amending } = await ask.procedure(office, id)
    expect(proposal).toMatchObject({ findings: null })
    // its owner hears so as well, and the office before it tries
    expect((await ask.procedure(water, id)).proposal?.against).toMatchObject([{ code: 'connections_moved' }])
    expect(amending.find(({ event }) => event === 'amend')?.reasons).toMatchObject([{ code: 'connections_moved' }])
    expect((await decide('decline')).statusCode).toBe(200)
    await isRight()
  })
})
