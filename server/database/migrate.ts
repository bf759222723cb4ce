import knex, { type Knex } from 'knex'
import { migrations } from '../../migrations/index.ts'
import type { Db } from './connect.ts'
import { rows } from './sql.ts'
import type { Watchdog } from './watchdog.ts'

class MigrationList implements Knex.MigrationSource<string> {
  getMigrations(): Promise<string[]> {
    return Promise.resolve(Object.keys(migrations).sort())
  }
  getMigrationName(name: string): string {
    return name
  }
  getMigration(name: string): Promise<Knex.Migration> {
    const found = migrations[name]
    return found ? Promise.resolve(found) : Promise.reject(new Error(`no migration ${name}`))
  }
}

const config = { migrationSource: new MigrationList(), tableName: 'schema_migration' }

/** Advisory lock of whoever changes the schema. */
const schemaLock = 7_208_330

/** Brings the schema up to date; gives the names of what was run. Processes that start at once take turns. */
export async function migrate(db: Db): Promise<string[]> {
  if (await isUpToDate(db)) return []
  return alone(db, () =>
    unhurried(db, async (own) => {
      // Knex's own lock is a row that a process killed midway leaves behind; ours went with its connection.
      await own.migrate.forceFreeMigrationsLock(config)
      const [, names] = (await own.migrate.latest(config)) as [number, string[]]
      return names
    }),
  )
}

/** An index over a million rows takes longer than any request may. */
const migrationMilliseconds = 3_600_000

/** Without the time limit of requests. Whoever waits for a lock still gives up: others would wait behind it. */
async function unhurried<T>(db: Db, work: (own: Db) => Promise<T>): Promise<T> {
  const { watchdog, ...settings } = db.client.config as Knex.Config & { watchdog?: Watchdog }
  if (watchdog) {
    watchdog.limit(migrationMilliseconds)
    return work(db).finally(() => watchdog.limit())
  }
  const limits = {
    statement_timeout: migrationMilliseconds,
    idle_in_transaction_session_timeout: migrationMilliseconds,
  }
  const connection = { ...(settings.connection as Knex.PgConnectionConfig), ...limits }
  const own = knex({ ...settings, connection, pool: { min: 0, max: 2 } })
  return work(own).finally(() => own.destroy())
}

/** Has every migration run, and no other? Knex would ask a dozen questions to find nothing to do, at each start. */
async function isUpToDate(db: Db): Promise<boolean> {
  const [table] = await rows<{ found: boolean }>(db, `select to_regclass('${config.tableName}') is not null as found`)
  if (!table?.found) return false
  const run = await db(config.tableName).pluck<string[]>('name')
  return run.sort().join() === Object.keys(migrations).sort().join()
}

/** A pool of one connection is the embedded engine's: nobody else is there to take turns with. */
function alone<T>(db: Db, work: () => Promise<T>): Promise<T> {
  if ((db.client.pool as { max: number }).max === 1) return work()
  return db.transaction(async (trx) => {
    await trx.raw('select set_config(?, ?, true), set_config(?, ?, true), set_config(?, ?, true)', [...waiting])
    await trx.raw('select pg_advisory_xact_lock(?)', [schemaLock])
    return work()
  })
}

/** The one who waits may wait, and its connection be idle, for as long as the other's migrations take. */
const waiting = ['statement_timeout', '0', 'lock_timeout', '0', 'idle_in_transaction_session_timeout', '0'] as const

/** Takes everything back, newest first. */
export async function migrateDown(db: Db): Promise<void> {
  await db.migrate.forceFreeMigrationsLock(config)
  await db.migrate.rollback(config, true)
}

/** How many migrations this build knows that the database has not run. */
export async function pendingMigrations(db: Db): Promise<number> {
  const [, pending] = (await db.migrate.list(config)) as [unknown[], unknown[]]
  return pending.length
}
