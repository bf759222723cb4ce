import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addWorks } from '../../testing/applications.ts'
import { engineKind, openDatabase, pack, takeAllAway } from '../../testing/database.ts'
import { asking } from '../../testing/procedure.ts'
import { addOrganisation, now, rootOffice, type SignedIn, serviceOn, signedIn } from '../../testing/service.ts'
import { ensureRoot } from '../agencies/store.ts'
import { verifyRegister } from '../coordination/verify.ts'
import type { Db } from '../database/connect.ts'
import { linkWorks } from '../dig-once/link.ts'
import { keeper } from '../permits/keeper.ts'
import type { Works } from '../works/contract.ts'
import type { Case, CaseList } from './contract.ts'

/** Several connections on the server engine; the embedded one has everybody take turns. */
let pool: Db
let ask: ReturnType<typeof asking>
let people: SignedIn[] = []
let agencies: string[] = []

beforeAll(async () => {
  pool = openDatabase(6)
  await ensureRoot(pool, pack)
  const app = await serviceOn(pool, { clock: () => now })
  ask = asking(app)
  agencies = [await addOrganisation(pool, 'ORDER-A'), await addOrganisation(pool, 'ORDER-B')]
  people = [
    await signedIn(app, pool, 'utility', agencies[0]),
    await signedIn(app, pool, 'utility', agencies[1]),
    await signedIn(app, pool, 'planner', await rootOffice(pool)),
  ]
})
afterAll(async () => {
  await takeAllAway(pool)
  await pool.destroy()
})

const rounds = 8
const line = (west: number, east: number, north: number) => ({ type: 'LineString' as const, coordinates: [[west, north], [east, north]] as [number, number][] }) // biome-ignore format: one line

/** A case between two works of an acre each; gives the works that caused it, and the case. */
async function clashing(west: number, north: number) {
  const [water, power] = people as [SignedIn, SignedIn]
  const given = { title: 'Main', category: 'planned', utility: 'water', status: 'planned', route: line(west, west + 0.001, north) } // biome-ignore format: one line
  const period = { start: '2027-01-10', end: '2027-01-29' }
  await ask.ok(power, 'POST', '/api/works', { ...given, period })
  const { id } = await ask.ok<Works>(water, 'POST', '/api/works', { ...given, period })
  expect((await ask.event(water, id, 'submit')).statusCode).toBe(200)
  const { items } = await ask.ok<CaseList>(water, 'GET', `/api/cases?works=${id}`)
  return { worksId: id, caseId: items[0]?.id as string }
}

async function reroute({ worksId, caseId }: { worksId: string; caseId: string }, route: object) {
  const office = people[2] as SignedIn
  const { works } = await ask.ok<Case>(office, 'GET', `/api/cases/${caseId}`)
  const seen = works.map(({ id, version }) => ({ id, version }))
  const measure = { kind: 'reroute', worksId, route }
  return () =>
    ask.send(office, 'POST', `/api/cases/${caseId}/decision`, { works: seen, measure, reason: 'As it must be.' })
}

describe.runIf(engineKind() === 'server')('two deeds at once', () => {
  it('decide cases whose works change places, and neither waits for the other', { timeout: 120_000 }, async () => {
    for (let round = 0; round < rounds; round++) {
      const north = 24.1 + round * 0.02
      const [here, there] = [await clashing(46.7, north), await clashing(46.75, north)]
      // each moves onto the square kilometre of the other, and meets nobody there
      const decisions = [await reroute(here, line(46.753, 46.754, north)), await reroute(there, line(46.703, 46.704, north))] // biome-ignore format: one line
      const answers = await Promise.all(decisions.map((decide) => decide()))
      expect(answers.map(({ statusCode }) => statusCode)).toEqual([200, 200])
    }
    expect(await verifyRegister(pool, pack)).toMatchObject({ missing: 0, extra: 0, differing: 0 })
  })

  it('change works that share one trench at its two ends', { timeout: 120_000 }, async () => {
    const [water, power, office] = people as [SignedIn, SignedIn, SignedIn]
    const actor = { userId: null, keyId: null, role: 'planner', isAdmin: false, agencyId: office.agencyId, ground: 'everywhere', scopes: null } as const // biome-ignore format: one line
    for (let round = 0; round < rounds; round++) {
      const north = 24.4 + round * 0.02
      const lead = await addWorks(pool, agencies[0] as string, line(46.7, 46.75, north), 'planned')
      const ends = [
        await addWorks(pool, agencies[0] as string, line(46.7, 46.702, north), 'planned'),
        await addWorks(pool, agencies[1] as string, line(46.748, 46.75, north), 'planned'),
      ] as const
      const cause = { kind: 'case', id: lead } as const
      const linked = await pool.transaction((trx) => linkWorks(trx, { leadId: lead, memberIds: ends, cause }, { pack, keeper, actor, now })) // biome-ignore format: one line
      expect(linked.problem).toBeUndefined()
      const period = { start: '2027-01-02', end: '2027-01-30' }
      const answers = await Promise.all(
        [water, power].map((by, at) => ask.send(by, 'PATCH', `/api/works/${ends[at]}`, { version: 1, period })),
      )
      expect(answers.map(({ statusCode }) => statusCode)).toEqual([200, 200])
    }
    expect(await verifyRegister(pool, pack)).toMatchObject({ missing: 0, extra: 0, differing: 0 })
  })
})
