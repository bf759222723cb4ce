import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { databaseForTests, engineKind, openDatabase, pack, takeAllAway } from '../../testing/database.ts'
import { addOrganisation, now, serviceOn } from '../../testing/service.ts'
import { ensureRoot } from '../agencies/store.ts'
import { keeper } from '../coordination/register.ts'
import { connect, type Db } from '../database/connect.ts'
import { certainRows, rows } from '../database/sql.ts'
import type { WorksKeeper } from '../works/store.ts'
import { holdJob, noteInterrupted, whileAlive } from './alive.ts'
import type { ImportStatus, Mapping } from './contract.ts'
import type { Importer } from './kinds/kind.ts'
import { ImportRunner } from './runner.ts'
import { createJob, findJob, type JobRow, moveJob, noteProgress } from './store.ts'

const folder = mkdtempSync(join(tmpdir(), 'nasaq-test-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const mapping: Mapping = {
  fields: { title: { from: 'name' }, start: { from: 'from' }, end: { from: 'to' }, externalReference: { from: 'ref' } },
}

/** So many good rows, each on ground of its own, and one bad one. */
function fileOf(count: number): string {
  const feature = (n: number, to: string) => ({
    type: 'Feature',
    geometry: {
      type: 'LineString',
      coordinates: [
        [46.7 + n * 0.002, 24.7],
        [46.7005 + n * 0.002, 24.7],
      ],
    },
    properties: { ref: String(n), name: `Main ${n}`, from: '2027-01-10', to },
  })
  const features = Array.from({ length: count }, (_, n) => feature(n, '2027-01-29'))
  const path = join(folder, `${count}.geojson`)
  writeFileSync(path, JSON.stringify({ type: 'FeatureCollection', features: [...features, feature(count, 'soon')] }))
  return path
}

function runnerOn(db: Db, more: Partial<WorksKeeper> = {}): ImportRunner {
  const needs = { db, pack, clock: () => now, keeper: { ...keeper, ...more } }
  return new ImportRunner(needs, { error: () => undefined })
}

/** A job that has been read and checked. */
async function checkedJob(db: Db, importer: Importer, rows: number): Promise<string> {
  const path = fileOf(rows)
  const told = { kind: 'works', fileName: 'works.geojson', fileBytes: 1, format: 'geojson', userId: null } as const
  const id = await createJob(db, { ...told, agencyId: importer.agencyId, mapping }, now)
  await runnerOn(db).readAndCheck(id, { path, format: 'geojson' }, importer)
  expect(await jobOf(db, id)).toMatchObject({ status: 'checked', counts: { ok: rows, refused: 1 } })
  return id
}

async function commit(db: Db, id: string, importer: Importer, more: Partial<WorksKeeper> = {}): Promise<JobRow> {
  await move(db, id, 'committing', 'checked')
  await runnerOn(db, more).commit(id, importer)
  return jobOf(db, id)
}

async function move(db: Db, id: string, to: ImportStatus, from: ImportStatus): Promise<void> {
  expect(await moveJob(db, id, { to, from: [from], now })).toBe(true)
}

async function jobOf(db: Db, id: string): Promise<JobRow> {
  return (await findJob(db, id, null)) as JobRow
}

async function worksOf(db: Db, { agencyId }: Importer): Promise<number> {
  const [found] = (await db('works').where({ agency_id: agencyId }).count({ n: '*' })) as { n: number }[]
  return found?.n ?? 0
}

function silence(db: Db, id: string): Promise<number> {
  return db('import_job')
    .where({ id })
    .update({ seen_at: db.raw("clock_timestamp() - interval '1 hour'") })
}

describe('a commit', () => {
  const db = databaseForTests()
  let importer: Importer
  beforeEach(async () => {
    importer = { userId: null, agencyId: await addOrganisation(db(), 'WATER'), isOffice: true }
  })

  it('that fails midway stores nothing, says so, and can be done again', { timeout: 120_000 }, async () => {
    const id = await checkedJob(db(), importer, 450)
    let kept = 0
    const keep: WorksKeeper['keep'] = async (trx, ids, rules) => {
      kept += 1
      if (kept === 3) throw new Error('the disk is full')
      await keeper.keep(trx, ids, rules)
    }
    expect(await commit(db(), id, importer, { keep })).toMatchObject({
      status: 'interrupted',
      stored: null,
      fault: { code: 'unexpected' },
      counts: { ok: 450, refused: 1 },
    })
    expect([kept, await worksOf(db(), importer)]).toEqual([3, 0])
    await move(db(), id, 'checking', 'interrupted')
    await runnerOn(db()).check(id, importer)
    expect(await commit(db(), id, importer)).toMatchObject({ status: 'committed', stored: 450, fault: null })
    expect(await worksOf(db(), importer)).toBe(450)
  })

  it('that the database cannot compute says that, and stores nothing', async () => {
    const id = await checkedJob(db(), importer, 2)
    const keep: WorksKeeper['keep'] = async (trx) => void (await certainRows(trx, 'select 1 where false'))
    expect(await commit(db(), id, importer, { keep })).toMatchObject({
      status: 'interrupted',
      fault: { code: 'overlaps_not_computable' },
    })
    expect(await worksOf(db(), importer)).toBe(0)
  })

  it('keeps of its rows what was said of them and what they became, and forgets the features', async () => {
    const id = await checkedJob(db(), importer, 2)
    await commit(db(), id, importer)
    const kept = await db()('import_row')
      .orderBy('place')
      .select('verdict', 'title', 'feature', 'prepared')
      .select(db().raw('stored_id is not null as is_stored, jsonb_array_length(reasons) as reasons'))
    const forgotten = { feature: null, prepared: null }
    expect(kept).toEqual([
      { verdict: 'ok', title: 'Main 0', is_stored: true, reasons: 0, ...forgotten },
      { verdict: 'ok', title: 'Main 1', is_stored: true, reasons: 0, ...forgotten },
      { verdict: 'refused', title: 'Main 2', is_stored: false, reasons: 1, ...forgotten },
    ])
  })

  it('does nothing for a job that is no longer to be committed', async () => {
    const id = await checkedJob(db(), importer, 2)
    await move(db(), id, 'committing', 'checked')
    await noteInterrupted(db(), 'all', now)
    await runnerOn(db()).commit(id, importer)
    expect(await jobOf(db(), id)).toMatchObject({ status: 'interrupted', fault: { code: 'interrupted' } })
    expect(await worksOf(db(), importer)).toBe(0)
    expect((await db()('import_row').whereNotNull('feature').select('place')).length).toBe(3)
  })
})

describe('work whose process ended', () => {
  const db = databaseForTests()
  let importer: Importer
  beforeEach(async () => {
    importer = { userId: null, agencyId: await addOrganisation(db(), 'WATER'), isOffice: true }
  })

  it('is noted when the service of an embedded engine starts; on a server, whose other services go on, not then', async () => {
    const id = await checkedJob(db(), importer, 1)
    await move(db(), id, 'committing', 'checked')
    await (await serviceOn(db())).ready()
    expect((await jobOf(db(), id)).status).toBe(engineKind() === 'embedded' ? 'interrupted' : 'committing')
  })

  it('is noted once it has been silent', async () => {
    const [silent, heard] = [await checkedJob(db(), importer, 1), await checkedJob(db(), importer, 2)]
    for (const id of [silent, heard]) await move(db(), id, 'checking', 'checked')
    await silence(db(), silent)
    await noteInterrupted(db(), 60, now)
    expect([(await jobOf(db(), silent)).status, (await jobOf(db(), heard)).status]).toEqual(['interrupted', 'checking'])
  })

  it('is heard of while it goes on', async () => {
    const id = await checkedJob(db(), importer, 1)
    await move(db(), id, 'checking', 'checked')
    await silence(db(), id)
    await whileAlive(db(), id, () => pause(500), 20)
    await pause(100)
    await noteInterrupted(db(), 60, now)
    expect((await jobOf(db(), id)).status).toBe('checking')
  })

  it('writes nothing more into a job that has moved on', async () => {
    const id = await checkedJob(db(), importer, 1)
    await move(db(), id, 'checking', 'checked')
    const before = await jobOf(db(), id)
    await noteInterrupted(db(), 'all', now)
    await move(db(), id, 'checking', 'interrupted')
    expect(await noteProgress(db(), before, now, { checked: 1, counted: before })).toBe(false)
    const { version } = before
    expect(await moveJob(db(), id, { to: 'checked', from: ['checking'], now, version })).toBe(false)
    expect(await noteProgress(db(), await jobOf(db(), id), now, { checked: 1, counted: before })).toBe(true)
  })
})

describe('beside a commit that goes on', () => {
  const clients: [Db, Db] = [] as unknown as [Db, Db]
  let importer: Importer
  beforeAll(async () => {
    clients.push(openDatabase(2), openDatabase())
    await ensureRoot(clients[0], pack)
    const agencyId = await addOrganisation(clients[0], `COMMITTING-${engineKind()}`)
    importer = { userId: null, agencyId, isOffice: true }
  })
  afterAll(async () => {
    const [db] = clients
    await takeAllAway(db)
    await Promise.all(clients.map((client) => client.destroy()))
  })
  beforeEach(async () => {
    for (const table of ['import_job', 'conflict', 'works', 'number_series']) await clients[0](table).delete()
  })

  /** A gate that a commit waits at while it stores, and what tells that it has come there. */
  function gate() {
    let open = () => {}
    let arrive = () => {}
    const opened = new Promise<void>((done) => {
      open = done
    })
    const arrived = new Promise<void>((done) => {
      arrive = done
    })
    const keep: WorksKeeper['keep'] = async (trx, ids, rules) => {
      arrive()
      await opened
      await keeper.keep(trx, ids, rules)
    }
    return { open, arrived, keep }
  }

  async function waitsForGround(db: Db): Promise<void> {
    const waiting = `select 1 from pg_locks l join pg_database d on d.oid = l.database
      where d.datname = current_database() and l.locktype = 'advisory' and not l.granted`
    while ((await rows(db, waiting)).length === 0) await pause(10)
  }

  it('nobody takes it for dead, however long it has been silent', async () => {
    const [db, other] = clients
    const id = await checkedJob(db, importer, 2)
    const { open, arrived, keep } = gate()
    const committed = commit(db, id, importer, { keep })
    await arrived
    const noted = noteInterrupted(other, 0, now)
    // the embedded engine answers the other connection once the commit has ended
    if (engineKind() === 'server') await noted
    open()
    expect(await committed).toMatchObject({ status: 'committed', stored: 2 })
    await noted
    expect(await jobOf(other, id)).toMatchObject({ status: 'committed', stored: 2, fault: null })
  })

  // the embedded engine has one writer at a time: the second asks what is recorded once the first has ended
  it.skipIf(engineKind() === 'embedded')(
    'one that brings the same reference stores nothing, and can be checked anew',
    async () => {
      const [db, other] = clients
      const [first, second] = [await checkedJob(db, importer, 1), await checkedJob(db, importer, 2)]
      const { open, arrived, keep } = gate()
      const committed = commit(db, first, importer, { keep })
      await arrived
      const late = commit(other, second, importer)
      await waitsForGround(db)
      open()
      expect(await committed).toMatchObject({ status: 'committed', stored: 1 })
      expect(await late).toMatchObject({ status: 'checked', fault: { code: 'changed_meanwhile' } })
      expect(await worksOf(db, importer)).toBe(1)
    },
  )

  it('a second commit of the same job stores nothing again', async () => {
    const [db, other] = clients
    const id = await checkedJob(db, importer, 2)
    await move(db, id, 'committing', 'checked')
    await Promise.all([runnerOn(db).commit(id, importer), runnerOn(other).commit(id, importer)])
    expect(await jobOf(db, id)).toMatchObject({ status: 'committed', stored: 2, fault: null })
    expect(await worksOf(db, importer)).toBe(2)
  })

  it.skipIf(engineKind() === 'embedded')(
    'one whose process is gone is noted as soon as its connection is',
    async () => {
      const [db, other] = clients
      const id = await checkedJob(other, importer, 2)
      await move(other, id, 'committing', 'checked')
      const transaction = await db.transaction()
      await holdJob(transaction, id)
      await noteInterrupted(other, 0, now)
      expect((await jobOf(other, id)).status).toBe('committing')
      const { rows: [{ pid }] = [{ pid: 0 }] } = await transaction.raw('select pg_backend_pid() as pid')
      await other.raw('select pg_terminate_backend(?, 5000)', [pid])
      await noteInterrupted(other, 0, now)
      expect(await jobOf(other, id)).toMatchObject({ status: 'interrupted', fault: { code: 'interrupted' } })
      await transaction.rollback().catch(() => undefined)
    },
  )
})

describe.skipIf(engineKind() === 'server')('an embedded engine that ends under a commit', () => {
  it('comes back with nothing of it stored, and the job says so', { timeout: 120_000 }, async () => {
    const { db, embedded, close } = await connect({ dataDir: join(folder, 'own'), statementLimit: 60_000 })
    try {
      await ensureRoot(db, pack)
      const importer = { userId: null, agencyId: await addOrganisation(db, 'WATER'), isOffice: true }
      const id = await checkedJob(db, importer, 2)
      const keep: WorksKeeper['keep'] = async (trx, ids, rules) => {
        await embedded?.kill()
        await keeper.keep(trx, ids, rules)
      }
      expect(await commit(db, id, importer, { keep })).toMatchObject({ status: 'interrupted', stored: null })
      expect(await worksOf(db, importer)).toBe(0)
    } finally {
      await close()
    }
  })
})
