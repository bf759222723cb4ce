import { uuidv7 } from 'uuidv7'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addWorks } from '../../testing/applications.ts'
import { engineKind, openDatabase, pack, takeAllAway } from '../../testing/database.ts'
import { addOrganisation, now, rootOffice } from '../../testing/service.ts'
import type { Actor } from '../access/actor.ts'
import { ensureRoot } from '../agencies/store.ts'
import { verifyRegister } from '../coordination/verify.ts'
import type { Db } from '../database/connect.ts'
import { certainRows } from '../database/sql.ts'
import type { LineString } from '../geo/contract.ts'
import { lockWorks } from '../works/diversions/store.ts'
import { type Cells, cellsOf, lockGround } from '../works/ground.ts'
import { keeper } from './keeper.ts'
import { linkWorks } from './link.ts'
import { verifyGroups } from './verify.ts'

const cause = { kind: 'case', id: uuidv7() } as const

/** A hundred metres eastwards, so many metres east of 46.7° E, 24.7° N. */
function line(east: number): LineString {
  const at = (metres: number): [number, number] => [46.7 + metres / 101_000, 24.7]
  return { type: 'LineString', coordinates: [at(east), at(east + 100)] }
}

/** Resolves once somebody waits for a lock that this transaction has. */
async function isWaiting(db: Db): Promise<void> {
  for (let tries = 0; tries < 200; tries++) {
    const [found] = await certainRows<{ n: number }>(
      db,
      `select count(*)::int as n from pg_locks
       where locktype = 'advisory' and not granted and pg_backend_pid() = any (pg_blocking_pids(pid))`,
    )
    if (found?.n) return
    await new Promise((done) => setTimeout(done, 20))
  }
  throw new Error('nobody waits')
}

/** Does nobody hold any of these cells? */
async function isFree(db: Db, cells: Cells): Promise<boolean> {
  const [xs, ys] = [0, 1].map((side) => (cells ?? []).map((cell) => cell[side]))
  const [found] = await certainRows<{ free: boolean }>(
    db,
    `select bool_and(pg_try_advisory_xact_lock(u.x, u.y)) as free
     from unnest(cast(:xs as int[]), cast(:ys as int[])) as u (x, y)`,
    { xs, ys },
  )
  return found?.free === true
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

  it('a writer who waited while its works was linked holds the ground of both, taken in one order', async () => {
    const [one, other] = clients as [Db, Db]
    const agency = await addOrganisation(one, `LINKED-${engineKind()}`)
    // so far apart that no lock of the one is one of the other, and the other's comes first
    const written = await addWorks(one, agency, line(9000), 'planned')
    const linked = await addWorks(one, agency, line(6000), 'planned')
    const cells = (east: number) => cellsOf([{ id: '', route: line(east) }], pack)
    const linking = await one.transaction()
    await lockGround(linking, cells(9000))
    const writing = await other.transaction()
    const waiting = lockWorks(writing, [{ id: written, route: line(9000) }], { pack })
    await isWaiting(linking)
    const group = uuidv7()
    await linking('works_group').insert({
      ...{ id: group, lead_id: linked, municipality_ids: [uuidv7()], currency: 'SAR', linked_at: now },
    })
    const member = { group_id: group, agency_id: agency, linked_at: now, cause_kind: 'case', cause_id: cause.id }
    await linking('works_group_member').insert([linked, written].map((works_id) => ({ ...member, works_id })))
    await linking.commit()
    await waiting
    const held = await one.transaction(async (trx) => [
      await isFree(trx, cells(6000)),
      await isFree(trx, cells(9000)),
      await isFree(trx, cells(3000)),
    ])
    await writing.rollback()
    expect(held).toEqual([false, false, true])
  })
})
