import { afterAll, beforeAll, expect, it } from 'vitest'
import { engineKind, openDatabase, pack, takeAllAway } from '../../testing/database.ts'
import { asking } from '../../testing/procedure.ts'
import { addOrganisation, now, rootOffice, type SignedIn, serviceOn, signedIn } from '../../testing/service.ts'
import { ensureRoot } from '../agencies/store.ts'
import type { Db } from '../database/connect.ts'
import type { Works, WorksHistory } from '../works/contract.ts'
import { keeper } from './keeper.ts'
import { deemSilence } from './with-time.ts'

/** Two connections on the server engine; the embedded one has them take turns. */
let pool: Db
let ask: ReturnType<typeof asking>
let people: SignedIn[] = []
const time = now

beforeAll(async () => {
  pool = openDatabase(engineKind() === 'server' ? 6 : 1)
  await ensureRoot(pool, pack)
  const app = await serviceOn(pool, { clock: () => time })
  ask = asking(app)
  const [water, power] = [await addOrganisation(pool, 'RACE-A'), await addOrganisation(pool, 'RACE-B')]
  people = [
    await signedIn(app, pool, 'utility', water),
    await signedIn(app, pool, 'utility', power),
    await signedIn(app, pool, 'planner', await rootOffice(pool)),
    await signedIn(app, pool, 'planner', await rootOffice(pool)),
  ]
})
afterAll(async () => {
  await takeAllAway(pool)
  await pool.destroy()
})

let west = 46.7
/** A works of the first on ground of its own, beside a later one of the second, which is asked. */
async function submitted(): Promise<Works> {
  const [water, power] = people as [SignedIn, SignedIn]
  west += 0.01
  const route = { type: 'LineString', coordinates: [[west, 24.7], [west + 0.002, 24.7]] } // biome-ignore format: one line
  const given = { category: 'planned', utility: 'water', status: 'planned', route }
  const later = { title: 'Cable', period: { start: '2027-06-01', end: '2027-06-20' } }
  const ours = { title: 'Main', period: { start: '2027-01-10', end: '2027-01-29' } }
  await ask.ok(power, 'POST', '/api/works', { ...given, ...later })
  const { id } = await ask.ok<Works>(water, 'POST', '/api/works', { ...given, ...ours })
  return (await ask.event(water, id, 'submit')).json<Works>()
}
const eventsOf = async (id: string) =>
  (await ask.ok<WorksHistory>(people[0] as SignedIn, 'GET', `/api/works/${id}/history`)).items.map(({ event }) => event)

it('of two officers who decide at once on the same version one is heard, and the other has to look again', async () => {
  const { id, version } = await submitted()
  const [, , one, other] = people as [SignedIn, SignedIn, SignedIn, SignedIn]
  const decide = (by: SignedIn, event: string) =>
    ask.send(by, 'POST', `/api/works/${id}/events`, { event, version, reason: 'Not as drawn.' })
  const answers = await Promise.all([decide(one, 'return'), decide(other, 'refuse')])
  expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([200, 409])
  expect(answers.find(({ statusCode }) => statusCode === 409)?.json().type).toBe('/problems/version')
  expect(await eventsOf(id)).toHaveLength(3)
})

it('an amendment and a decision at once: the decision is on what was seen, or on nothing', async () => {
  const { id, version } = await submitted()
  const [water, , office] = people as [SignedIn, SignedIn, SignedIn]
  const change = { version, reason: 'The pipes come late.', period: { start: '2027-02-01', end: '2027-02-20' } }
  const [amended, decided] = await Promise.all([
    ask.send(water, 'POST', `/api/works/${id}/amendments`, change),
    ask.send(office, 'POST', `/api/works/${id}/events`, { event: 'refuse', version, reason: 'Not as drawn.' }),
  ])
  expect([amended.statusCode === 201, decided.statusCode === 200].filter(Boolean)).toHaveLength(1)
})

it('an answer and the clock at once: the round has one answer, and silence is told once by two processes', async () => {
  const { id } = await submitted()
  const [, power] = people as [SignedIn, SignedIn]
  const { consultations } = await ask.procedure(power, id)
  const due = new Date(consultations[0]?.dueAt as string)
  const doing = { pack, keeper, now: due }
  const [said] = await Promise.all([
    ask.answer(power, id, { answer: 'object', reason: 'Our cable lies there.' }),
    deemSilence(pool, doing),
    deemSilence(pool, doing),
  ])
  const isHeard = said.statusCode === 200
  const [one] = (await ask.procedure(power, id)).consultations
  expect(one).toMatchObject(isHeard ? { answer: 'object', isDeemed: false } : { answer: 'approve', isDeemed: true })
  expect((await eventsOf(id)).filter((event) => event === 'answer' || event === 'deem')).toHaveLength(1)
})
