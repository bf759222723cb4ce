import { beforeEach, expect, it } from 'vitest'
import { databaseForTests } from '../../testing/database.ts'
import { asking } from '../../testing/procedure.ts'
import {
  addMunicipality,
  addOrganisation,
  rootOffice,
  type SignedIn,
  serviceOn,
  signedIn,
} from '../../testing/service.ts'
import type { Case, CaseList } from '../cases/contract.ts'
import type { Polygon, Position } from '../geo/contract.ts'
import type { Works } from '../works/contract.ts'

const db = databaseForTests()
let ask: ReturnType<typeof asking>
let [water, west, root] = [] as unknown as [SignedIn, SignedIn, SignedIn]
let id: string

const degree = 111_195
const east = degree * Math.cos((24.7 * Math.PI) / 180)
/** Metres east of the border of two municipalities. */
const at = (x: number, y = 0): Position => [46.7 + x / east, 24.7 + y / degree]
const town = (from: number, to: number): Polygon => {
  return { type: 'Polygon', coordinates: [[at(from, -5000), at(to, -5000), at(to, 5000), at(from, 5000), at(from, -5000)]] } // biome-ignore format: one line
}
const line = (from: number, to: number) => ({ type: 'LineString', coordinates: [at(from), at(to)] })
const given = {
  ...{ title: 'Main renewal', category: 'planned', utility: 'water', status: 'planned', route: line(-400, -50) },
  period: { start: '2027-03-01', end: '2027-03-10' },
}

/** Water's works have their permit of the western office. */
beforeEach(async () => {
  ask = asking(await serviceOn(db()))
  water = await signedIn(ask.app, db(), 'utility', await addOrganisation(db(), 'WATER'))
  const [westId, eastId] = [await addOrganisation(db(), 'OFFICE-W', 'municipality'), await addOrganisation(db(), 'OFFICE-E', 'municipality')] // biome-ignore format: one line
  await addMunicipality(db(), 'W', westId, town(-5000, 0))
  await addMunicipality(db(), 'E', eastId, town(0, 5000))
  west = await signedIn(ask.app, db(), 'planner', westId)
  root = await signedIn(ask.app, db(), 'planner', await rootOffice(db()))
  id = (await ask.ok<Works>(water, 'POST', '/api/works', given)).id
  for (const [by, event] of [[water, 'submit'], [west, 'approve']] as const) // biome-ignore format: one line
    expect((await ask.event(by, id, event)).statusCode, event).toBe(200)
  await ask.paid(west, id)
  expect((await ask.event(west, id, 'grant')).statusCode).toBe(200)
})

const propose = async (by: SignedIn, route: object) => {
  const { version } = await ask.ok<Works>(by, 'GET', `/api/works/${id}`)
  return ask.send(by, 'POST', `/api/works/${id}/amendments?lang=en`, { version, reason: 'Rock.', route })
}
const decide = async (by: SignedIn, decision: string, more: object = {}) => {
  const { version } = await ask.ok<Works>(by, 'GET', `/api/works/${id}`)
  return ask.send(by, 'POST', `/api/works/${id}/amendments/1/decision`, { decision, version, ...more })
}

it('is proposed only as far as the office of the permit decides on it: its owner hears where to apply', async () => {
  const answer = await propose(water, line(-50, 300))
  expect(answer.statusCode, answer.body).toBe(409)
  expect(answer.json().reasons).toMatchObject([{ code: 'lies_elsewhere', detail: expect.stringContaining('new works') }]) // biome-ignore format: one line
  // what nobody may propose has no price either
  const price = await ask.send(water, 'POST', `/api/works/${id}/amendments/price`, { route: line(-50, 300) })
  expect([price.statusCode, price.json().reasons?.[0]?.code]).toEqual([409, 'lies_elsewhere'])
  await ask.ok(water, 'POST', `/api/works/${id}/amendments/price`, { route: line(-300, 200) })
  // more of it than before, and not most
  expect((await propose(water, line(-300, 200))).statusCode).toBe(201)
})

it('is offered to the office for declining where it would lie elsewhere all the same; the root authority decides everywhere', async () => {
  const before = await ask.ok<Works>(water, 'GET', `/api/works/${id}`)
  expect((await propose(root, line(-50, 300))).statusCode).toBe(201)
  const { amending } = await ask.procedure(west, id)
  expect(amending.find(({ event }) => event === 'amend')?.reasons[0]?.code).toBe('would_lie_elsewhere')
  expect(amending.find(({ event }) => event === 'decline')?.reasons).toEqual([])
  await ask.allPaid(west, id)
  expect((await decide(west, 'accept')).json()).toMatchObject({
    status: 409,
    reasons: [{ code: 'would_lie_elsewhere' }],
  })
  expect((await decide(west, 'decline', { reason: 'Apply there.' })).statusCode).toBe(200)
  const seen = await ask.ok<Works>(water, 'GET', `/api/works/${id}`)
  expect(seen).toMatchObject({ status: 'permitted', route: before.route, municipalityIds: before.municipalityIds })
})

it('is moved there by no case, and within the ground of its office as ever', async () => {
  const power = await signedIn(ask.app, db(), 'utility', await addOrganisation(db(), 'POWER'))
  const theirs = await ask.ok<Works>(power, 'POST', '/api/works', { ...given, title: 'Cable' })
  expect((await ask.event(power, theirs.id, 'submit')).statusCode).toBe(200)
  const [met] = (await ask.ok<CaseList>(power, 'GET', `/api/cases?works=${id}`)).items
  const tried = async (route: object) => {
    const measure = { kind: 'reroute', worksId: id, route }
    const room = await ask.ok<Case>(power, 'POST', `/api/cases/${met?.id}/proposals`, { measure })
    return room.proposals.find(({ state }) => state === 'open')?.trial.refusal
  }
  expect((await tried(line(-50, 300)))?.en).toContain('another office grants permits')
  const seen = (await ask.ok<Case>(west, 'GET', `/api/cases/${met?.id}`)).works.map((one) => ({ id: one.id, version: one.version })) // biome-ignore format: one line
  const measure = { kind: 'reroute', worksId: id, route: line(-50, 300) }
  const decision = { works: seen, reason: 'As it must be.', measure }
  const decided = await ask.send(west, 'POST', `/api/cases/${met?.id}/decision`, decision)
  expect(decided.json().reasons?.map(({ code }: { code: string }) => code)).toEqual(['not_feasible'])
  const aside = { type: 'LineString', coordinates: [at(-400, 60), at(-50, 60)] }
  expect(await tried(aside)).toBeNull()
})
