import { uuidv7 } from 'uuidv7'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addWorks } from '../../testing/applications.ts'
import { engineKind, openDatabase, pack, takeAllAway } from '../../testing/database.ts'
import { addOrganisation, now } from '../../testing/service.ts'
import { ensureRoot } from '../agencies/store.ts'
import type { Db } from '../database/connect.ts'
import type { LineString } from '../geo/contract.ts'
import { keepCases } from './file.ts'
import { escalateCases } from './with-time.ts'

/** Two processes: only a server has two. */
const clients: Db[] = []
const agencies: string[] = []

beforeAll(async () => {
  clients.push(openDatabase(), openDatabase())
  const [db] = clients as [Db]
  await ensureRoot(db, pack)
  for (const side of ['A', 'B']) agencies.push(await addOrganisation(db, `RACE-${side}-${engineKind()}-${uuidv7()}`))
})
afterAll(async () => {
  const [db] = clients as [Db]
  await takeAllAway(db)
  await Promise.all(clients.map((client) => client.destroy()))
})

const lineAt = (north: number): LineString => ({ type: 'LineString', coordinates: [[46.7, north], [46.702, north]] }) // biome-ignore format: one line

describe.runIf(engineKind() === 'server')('two processes at once', () => {
  it('file each pair in one case, and escalate each case once', async () => {
    const [db] = clients as [Db]
    const rounds = 10
    for (let round = 0; round < rounds; round++) {
      const route = lineAt(24 + round * 0.01)
      const theirs = await addWorks(db, agencies[0] as string, route, 'planned')
      const ours = await addWorks(db, agencies[1] as string, route, 'submitted')
      const kept = await Promise.all(
        clients.map((client) => client.transaction((trx) => keepCases(trx, [ours, theirs], pack, now))),
      )
      expect(kept.reduce((sum, each) => sum + each, 0)).toBe(1)
    }
    expect(await db('case_pair').select('case_id').distinct()).toHaveLength(rounds)
    expect(await db('coordination_case').select('id')).toHaveLength(rounds)
    const late = { pack, now: new Date('2027-01-01T06:00:00Z') }
    const escalated = await Promise.all(clients.map((client) => escalateCases(client, late)))
    expect(escalated.reduce((sum, each) => sum + each, 0)).toBe(rounds)
    expect(await db('audit').where({ subject: 'case', event: 'escalate' })).toHaveLength(rounds)
  })
})
