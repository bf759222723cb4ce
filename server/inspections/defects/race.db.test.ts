import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addWorks } from '../../../testing/applications.ts'
import { engineKind, openDatabase, pack, takeAllAway } from '../../../testing/database.ts'
import { addDefect } from '../../../testing/defects.ts'
import { addOrganisation } from '../../../testing/service.ts'
import { ensureRoot } from '../../agencies/store.ts'
import type { Db } from '../../database/connect.ts'
import { deemDefects } from './with-time.ts'

describe.runIf(engineKind() === 'server')('two processes at once', () => {
  let [one, two] = [] as unknown as [Db, Db]
  beforeAll(async () => {
    ;[one, two] = [openDatabase(), openDatabase()]
    await ensureRoot(one, pack)
  })
  afterAll(async () => {
    await takeAllAway(one)
    await Promise.all([one.destroy(), two.destroy()])
  })

  it('each silence is an acceptance once, after however long a stop', async () => {
    const agencyId = await addOrganisation(one, 'RACE-DEFECTS')
    const line = { type: 'LineString', coordinates: [[46.7, 24.7], [46.702, 24.7]] } // biome-ignore format: one line
    const works = await addWorks(one, agencyId, line as never, 'in_progress')
    const count = 150
    for (let at = 0; at < count; at++) await addDefect(one, works)
    const now = new Date('2027-03-01T06:00:00Z')
    const done = await Promise.all([deemDefects(one, { now }), deemDefects(two, { now })])
    expect(done[0] + done[1]).toBe(count)
    expect(await one('defect_history').where({ event: 'deem' }).count('* as n')).toEqual([{ n: count }])
    expect(await one('defect').where({ is_deemed: true, version: 2 }).count('* as n')).toEqual([{ n: count }])
    expect(await deemDefects(two, { now })).toBe(0)
  })
})
