import { setTimeout as wait } from 'node:timers/promises'
import { uuidv7 } from 'uuidv7'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { addFee, addWorks } from '../../../testing/applications.ts'
import { engineKind, openDatabase, pack, takeAllAway } from '../../../testing/database.ts'
import { addOrganisation, now } from '../../../testing/service.ts'
import { ensureRoot } from '../../agencies/store.ts'
import type { Db } from '../../database/connect.ts'
import { fineKeeper } from '../../inspections/violations/fine.ts'
import { payBackOwed } from './pay-back.ts'
import { testProvider } from './provider.ts'

/** Several connections on the server engine; the embedded one has them take turns. */
let pool: Db

beforeAll(async () => {
  pool = openDatabase(engineKind() === 'server' ? 6 : 1)
  await ensureRoot(pool, pack)
})
afterAll(async () => {
  await takeAllAway(pool)
  await pool.destroy()
})

it('a fee that was paid twice is back once both payments are, also where two processes pay back at once', async () => {
  const water = await addOrganisation(pool, 'RACE-F')
  const line = { type: 'LineString' as const, coordinates: [[46.7, 24.7], [46.702, 24.7]] as [number, number][] } // biome-ignore format: one line
  const feeId = await addFee(pool, await addWorks(pool, water, line, 'refused'))
  await pool('fee').where({ id: feeId }).update({ state: 'refunding', refund_amount: 50_000, settled_at: now })
  // two that are asked for side by side are answered in the same moment
  let asked = 0
  const payBack = async () => {
    asked += 1
    for (let n = 0; n < 40 && asked < 2; n += 1) await wait(10)
  }
  const slow = { ...testProvider(), payBack }
  const owed = { fee_id: feeId, provider: slow.name, state: 'refunding', amount: 50_000, refund_amount: 50_000, created_at: now } // biome-ignore format: one line
  for (const reference of ['ONE', 'TWO']) await pool('payment').insert({ id: uuidv7(), reference, ...owed })
  const payOwed = () => payBackOwed(pool, { provider: slow, fines: fineKeeper, now })
  const done = await Promise.all([payOwed(), payOwed()])
  expect(done[0] + done[1] + (await payOwed())).toBe(2)
  expect(await pool('fee').where({ id: feeId }).first('state')).toEqual({ state: 'refunded' })
})
