import type { Knex } from 'knex'
import { migrations } from '../../migrations/index.ts'
import type { Db } from './connect.ts'

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

/** Brings the schema up to date; gives the names of what was run. */
export async function migrate(db: Db): Promise<string[]> {
  const [, names] = (await db.migrate.latest(config)) as [number, string[]]
  return names
}

/** Takes everything back, newest first. */
export async function migrateDown(db: Db): Promise<void> {
  await db.migrate.rollback(config, true)
}

/** How many migrations this build knows that the database has not run. */
export async function pendingMigrations(db: Db): Promise<number> {
  const [, pending] = (await db.migrate.list(config)) as [unknown[], unknown[]]
  return pending.length
}
