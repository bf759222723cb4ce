import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addWorks } from '../../testing/applications.ts'
import { engineKind, openDatabase, pack, takeAllAway } from '../../testing/database.ts'
import { aPhoto, formOf } from '../../testing/form.ts'
import { addOrganisation, now, rootOffice, type SignedIn, serviceOn, signedIn } from '../../testing/service.ts'
import type { Actor } from '../access/actor.ts'
import { ensureRoot } from '../agencies/store.ts'
import type { Db } from '../database/connect.ts'
import type { App } from '../http/app-types.ts'
import { dealWith } from './deeds.ts'
import { escalateReports } from './with-time.ts'

let pool: Db
let app: App
let office: SignedIn

beforeAll(async () => {
  pool = openDatabase(4)
  await ensureRoot(pool, pack)
  app = await serviceOn(pool)
  office = await signedIn(app, pool, 'planner', await rootOffice(pool))
})
afterAll(async () => {
  await takeAllAway(pool)
  await pool.destroy()
})

async function sent(): Promise<string> {
  const form = formOf({ lng: '46.7', lat: '24.7', category: 'potholes', photo: aPhoto })
  const answer = await app.inject({ method: 'POST', url: '/api/reports', ...form })
  expect(answer.statusCode, answer.body).toBe(201)
  return answer.json<{ number: string }>().number
}

const deal = (number: string, payload: object) =>
  app.inject({ method: 'POST', url: `/api/reports/${number}/deeds`, headers: office.headers, payload })
const rounds = 10

describe.runIf(engineKind() === 'server')('two processes at once', () => {
  it('escalate each late report once', { timeout: 120_000 }, async () => {
    const numbers = [await sent(), await sent(), await sent()]
    const late = { pack, now: new Date('2026-12-24T06:00:00Z') }
    const done = await Promise.all([1, 2, 3].map(() => escalateReports(pool, late)))
    expect(done.reduce((sum, count) => sum + count, 0)).toBe(numbers.length)
    const ids = await pool('report').whereIn('number', numbers).pluck('id')
    expect(await pool('report_history').whereIn('report_id', ids).where({ event: 'escalate' })).toHaveLength(numbers.length) // biome-ignore format: one line
    const told = await pool('happening').whereRaw("content ->> 'kind' = 'report_late'").pluck('once')
    expect(told).toHaveLength(numbers.length)
  })
})

describe.runIf(engineKind() === 'server')('two deeds at once', () => {
  it('join no two reports to each other, and neither waits for the other for good', { timeout: 120_000 }, async () => {
    for (let round = 0; round < rounds; round++) {
      const [one, two] = [await sent(), await sent()]
      const answers = await Promise.all([
        deal(one, { version: 1, deed: 'double', of: two }),
        deal(two, { version: 1, deed: 'double', of: one }),
      ])
      expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([200, 400])
    }
  })

  it('join no report to one that is turned down meanwhile', { timeout: 120_000 }, async () => {
    for (let round = 0; round < rounds; round++) {
      const [one, two] = [await sent(), await sent()]
      await Promise.all([
        deal(one, { version: 1, deed: 'double', of: two }),
        deal(two, { version: 1, deed: 'reject', reason: 'Nothing is broken here.' }),
      ])
      const found = await pool('report').whereIn('number', [one, two]).orderBy('number').pluck('status')
      expect(found).not.toContain('duplicate')
    }
  })

  it('hold the works that a report is passed to: it is not cleared meanwhile', { timeout: 120_000 }, async () => {
    const agencyId = await addOrganisation(pool, 'WATER')
    const number = await sent()
    const route = { type: 'LineString' as const, coordinates: [[46.699, 24.7], [46.701, 24.7]] as [number, number][] } // biome-ignore format: one line
    const worksId = await addWorks(pool, agencyId, route, 'in_guarantee')
    const actor: Actor = { userId: office.userId, keyId: null, role: 'planner', isAdmin: false, agencyId: office.agencyId, ground: 'everywhere', scopes: null } // biome-ignore format: one line
    await pool.transaction(async (trx) => {
      const done = await dealWith(trx, number, { version: 1, deed: 'pass_on', agencyId, worksId }, { actor, now, pack })
      expect(done.problem).toBeUndefined()
      const clearing = pool.raw('select 1 from works where id = ? for no key update nowait', [worksId])
      await expect(clearing).rejects.toThrow(/could not obtain lock/)
    })
  })
})
