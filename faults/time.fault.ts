import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { findPostgres } from '../testing/requirements.ts'
import { startCluster } from '../testing/server-engine.ts'
import { MortalService, verified } from './service.ts'

const bin = findPostgres()
const patience = 120_000

/** Everything that is asked is past its deadline, and every unused permit over: as after a stop of some days.
 * Days that have passed are written past the guard of permits, which would compare them as new ones. */
const stopped = `
  set session_replication_role = replica;
  update consultation set due_at = now() - interval '1 hour' where answer is null;
  update permit p set valid = daterange(current_date - 30, current_date - 1)
  from works w where w.id = p.works_id and w.status = 'permitted';
  update works set period = daterange(current_date - 30, current_date - 1) where status = 'permitted';
  set session_replication_role = origin`

const left = `
  select (select count(*) from consultation c join works w on w.id = c.works_id and w.rounds = c.round
          where c.answer is null and w.status = 'in_coordination')
       + (select count(*) from works where status = 'permitted') as waiting`

const done = `select event, count(*) as lines, count(distinct works_id) as works from works_history
  where event in ('deem','expire') group by event order by event`

describe.runIf(bin)('what time does, with two processes of which one is killed', () => {
  const folder = mkdtempSync(join(tmpdir(), 'nasaq-time-'))
  let cluster: Awaited<ReturnType<typeof startCluster>>
  let database: pg.Client
  beforeAll(async () => {
    cluster = await startCluster(bin as string)
  })
  afterAll(async () => {
    await database?.end()
    await cluster?.stop()
    rmSync(folder, { recursive: true, force: true })
  })
  const ask = async (text: string) => (await database.query(text)).rows as Record<string, string>[]
  const waiting = async () => Number((await ask(left))[0]?.waiting)

  it('is done once, and all of it', async () => {
    const service = (name: string) =>
      new MortalService({ NASAQ_DATA_DIR: join(folder, name), DATABASE_URL: cluster.url })
    const first = service('first')
    await first.start()
    await first.stop()
    database = new pg.Client(cluster.url)
    await database.connect()
    await database.query(stopped)
    const due = await waiting()
    expect(due).toBeGreaterThan(20)

    const both = [service('one'), service('two')] as const
    await Promise.all(both.map((one) => one.start()))
    await both[0].kill()
    try {
      const end = Date.now() + patience
      while ((await waiting()) > 0 && Date.now() < end) await pause(100)
      expect(await waiting()).toBe(0)
      const lines = await ask(done)
      process.stdout.write(`time: ${due} due, ${JSON.stringify(lines)}\n`)
      expect(lines.map(({ event }) => event)).toEqual(['deem', 'expire'])
      for (const line of lines) expect(line.lines).toBe(line.works)
    } finally {
      await both[1].stop()
    }
    expect(verified({ DATABASE_URL: cluster.url, NASAQ_DATA_DIR: join(folder, 'first') })).toContain('works')
  })
})
