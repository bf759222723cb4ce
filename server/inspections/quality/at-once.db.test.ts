import { afterAll, beforeAll, expect, it } from 'vitest'
import { addWorks } from '../../../testing/applications.ts'
import { engineKind, openDatabase, pack, takeAllAway } from '../../../testing/database.ts'
import { addPassedSamples } from '../../../testing/laboratory.ts'
import { addOrganisation, now } from '../../../testing/service.ts'
import { ensureRoot } from '../../agencies/store.ts'
import type { Db } from '../../database/connect.ts'
import { keepScores } from './keep.ts'

/** Several connections on the server engine; the embedded one has them take turns. */
let pool: Db
let builder: string

beforeAll(async () => {
  pool = openDatabase(engineKind() === 'server' ? 6 : 1)
  await ensureRoot(pool, pack)
  const water = await addOrganisation(pool, 'RACE-Q')
  builder = await addOrganisation(pool, 'RACE-Q-B', 'contractor')
  const laboratory = await addOrganisation(pool, 'RACE-Q-L', 'laboratory')
  const id = await addWorks(pool, water, { type: 'LineString', coordinates: [[46.7, 24.7], [46.701, 24.7]] }, 'in_progress') // biome-ignore format: one line
  await pool('works').where({ id }).update({ contractor_id: builder, actual_period: '[2026-10-01,2026-10-20)' })
  await addPassedSamples(pool, id, laboratory)
  await pool('sample').update({ taken_at: '2026-10-10T08:00:00Z' })
})
afterAll(async () => {
  await takeAllAway(pool)
  await pool.destroy()
})

it('of processes that score the same month at once one does, and the others find it done', async () => {
  const made = await Promise.all([1, 2, 3].map(() => keepScores(pool, { pack, now })))
  const months = (await pool('quality_month').pluck('month')) as unknown[]
  expect(months.length).toBeGreaterThan(0)
  expect(made.reduce((sum, each) => sum + each, 0)).toBe(months.length)
  const scores = await pool('quality_score').where({ party_id: builder }).select('revision')
  expect(scores).toHaveLength(months.length)
  expect(await keepScores(pool, { pack, now })).toBe(0)
})
