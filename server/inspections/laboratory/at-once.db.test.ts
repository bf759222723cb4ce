import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addWorks } from '../../../testing/applications.ts'
import { engineKind, openDatabase, pack, takeAllAway } from '../../../testing/database.ts'
import { addSample } from '../../../testing/laboratory.ts'
import { addOrganisation, now } from '../../../testing/service.ts'
import type { Actor } from '../../access/actor.ts'
import { ensureRoot } from '../../agencies/store.ts'
import type { Db } from '../../database/connect.ts'
import { holdWorks } from '../../works/read.ts'
import { takeFile } from './file.ts'
import { enterResult } from './results.ts'

/** The connections of the embedded engine take turns: none can wait for another. */
describe.skipIf(engineKind() !== 'server')('a works that is being cleared', () => {
  let pool: Db
  let worksId: string
  let sample: string
  let lab: string

  beforeAll(async () => {
    pool = openDatabase(6)
    await ensureRoot(pool, pack)
    lab = await addOrganisation(pool, 'RACE-L', 'laboratory')
    const water = await addOrganisation(pool, 'RACE-LW')
    worksId = await addWorks(pool, water, { type: 'LineString', coordinates: [[46.7, 24.7], [46.701, 24.7]] }, 'in_progress') // biome-ignore format: one line
    sample = await addSample(pool, worksId, lab)
  })
  afterAll(async () => {
    await takeAllAway(pool)
    await pool.destroy()
  })

  const actor = (): Actor => ({ userId: null, keyId: null, role: 'consultant', isAdmin: false, agencyId: lab, ground: [], scopes: null }) // biome-ignore format: one line
  const doing = () => ({ actor: actor(), now, pack, language: 'en' as const })
  const result = { value: 96, testedOn: '2026-11-23', certificate: 'R-1' }
  const file = () => `seal,value,tested_on,certificate\n${sample},96,2026-11-23,R-1`

  it.each<[string, (db: Db) => Promise<unknown>]>([
    ['a result', (db) => enterResult(db, sample, result, doing())],
    ['a file of results', (db) => takeFile(db, file(), false, doing())],
  ])('is waited for by %s', async (_what, enter) => {
    await pool.transaction(async (clearing) => {
      await holdWorks(clearing, worksId)
      const entering = pool.transaction(async (trx) => {
        await trx.raw("set local lock_timeout = '200ms'")
        await enter(trx)
      })
      // it gave up waiting: nothing was stored beside the clearance
      await expect(entering).rejects.toMatchObject({ code: '55P03' })
    })
    expect(await pool('laboratory_result')).toEqual([])
  })
})
