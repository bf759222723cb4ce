import { uuidv7 } from 'uuidv7'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addWorks } from '../../testing/applications.ts'
import { engineKind, openDatabase, pack, takeAllAway } from '../../testing/database.ts'
import { addOrganisation, now, rootOffice } from '../../testing/service.ts'
import type { Actor } from '../access/actor.ts'
import { ensureRoot } from '../agencies/store.ts'
import { verifyRegister } from '../coordination/verify.ts'
import type { Db } from '../database/connect.ts'
import type { LineString } from '../geo/contract.ts'
import { keeper } from './keeper.ts'
import { linkWorks } from './link.ts'
import { verifyGroups } from './verify.ts'

const cause = { kind: 'case', id: uuidv7() } as const

/** A hundred metres eastwards, so many metres east of 46.7° E, 24.7° N. */
function line(east: number): LineString {
  const at = (metres: number): [number, number] => [46.7 + metres / 101_000, 24.7]
  return { type: 'LineString', coordinates: [at(east), at(east + 100)] }
}

describe.runIf(engineKind() === 'server')('two links of one works at the same moment', () => {
  const clients: Db[] = []
  beforeAll(async () => {
    clients.push(openDatabase(), openDatabase())
    await ensureRoot(clients[0] as Db, pack)
  })
  afterAll(async () => {
    const [one] = clients as [Db]
    await takeAllAway(one)
    await Promise.all(clients.map((client) => client.destroy()))
  })

  it('end in one group, and the other is told so', async () => {
    const [one] = clients as [Db]
    const agencies: string[] = []
    for (const n of [0, 1, 2]) agencies.push(await addOrganisation(one, `RACE-${n}-${engineKind()}`))
    const ground = 'everywhere' as const
    const office: Actor = { userId: null, keyId: null, role: 'planner', isAdmin: false, agencyId: await rootOffice(one), ground, scopes: null } // biome-ignore format: one line
    for (let round = 0; round < 10; round++) {
      const ids: string[] = []
      for (const agency of agencies) ids.push(await addWorks(one, agency, line(round * 300), 'planned'))
      const [first, shared, last] = ids as [string, string, string]
      const answers = await Promise.all(
        [first, last].map((leadId, n) =>
          (clients[n] as Db).transaction((trx) =>
            linkWorks(trx, { leadId, memberIds: [shared], cause }, { pack, keeper, actor: office, now }),
          ),
        ),
      )
      expect(answers.flatMap(({ problem }) => problem?.reasons?.map(({ code }) => code) ?? [])).toEqual(['in_group'])
    }
    expect(await verifyRegister(one, pack)).toMatchObject({ missing: 0, extra: 0, differing: 0 })
    expect(await verifyGroups(one)).toEqual({ linked: 20, misplaced: [] })
  })
})
