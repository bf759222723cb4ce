import { afterAll, beforeAll, expect, it } from 'vitest'
import { addPermit, addWorks } from '../../../testing/applications.ts'
import { engineKind, openDatabase, pack, takeAllAway } from '../../../testing/database.ts'
import { addOrganisation, now } from '../../../testing/service.ts'
import { ensureRoot } from '../../agencies/store.ts'
import { keeper } from '../../cases/keeper.ts'
import type { Db } from '../../database/connect.ts'
import { fineExpiredPermits, fineLateFiling, moveViolations } from './with-time.ts'

/** Two connections on the server engine; the embedded one has them take turns. */
let pool: Db
const works = 6

beforeAll(async () => {
  pool = openDatabase(engineKind() === 'server' ? 6 : 1)
  await ensureRoot(pool, pack)
  const water = await addOrganisation(pool, 'RACE-V')
  for (let n = 0; n < works; n += 1) {
    const line = { type: 'LineString' as const, coordinates: [[46.7 + n / 100, 24.7], [46.702 + n / 100, 24.7]] as [number, number][] } // biome-ignore format: one line
    const id = await addWorks(pool, water, line, 'in_progress')
    await addPermit(pool, id)
    const past = { period: '[2026-11-01,2026-11-20)', actual_period: '[2026-11-01,)' }
    await pool('works')
      .where({ id })
      .update({ ...past, notified_at: new Date(now.getTime() - 30 * 3_600_000) })
  }
  await pool('permit').update({ valid: '[2026-11-01,2026-11-20)' })
})
afterAll(async () => {
  await takeAllAway(pool)
  await pool.destroy()
})

it('of two processes that look at once each finds what the other has not, and after a stop what is left', async () => {
  const twice = async (work: typeof moveViolations, at: Date) => {
    const timed = { pack, keeper, now: at }
    const done = await Promise.all([work(pool, timed), work(pool, timed)])
    return done[0] + done[1] + (await work(pool, timed))
  }
  expect(await twice(fineLateFiling, now)).toBe(works)
  expect(await twice(fineExpiredPermits, now)).toBe(works)
  const numbers = (await pool('violation').select('number')) as { number: string }[]
  expect(new Set(numbers.map(({ number }) => number)).size).toBe(2 * works)
  // the grace of the one and the days to object of the other have passed meanwhile, and nobody looked
  const later = new Date('2027-01-15T06:00:00Z')
  expect(await twice(moveViolations, later)).toBe(2 * works)
  expect(await pool('fee').where({ kind: 'fine', state: 'due' }).count('id as fines').first()).toEqual({ fines: works })
  // of those filed late each but the first is a repeat
  const amounts = (await pool('violation').where({ article: 'emergency_filed_late' }).orderBy('amount').select('amount')) as { amount: number }[] // biome-ignore format: one line
  expect(amounts.map(({ amount }) => amount)).toEqual([500_000, ...Array.from({ length: works - 1 }, () => 1_000_000)])
})
