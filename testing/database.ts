import knex, { type Knex } from 'knex'
import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest'
import { ensureRoot } from '../server/agencies/store.ts'
import type { Db } from '../server/database/connect.ts'
import { rows } from '../server/database/sql.ts'
import { types } from '../server/database/types.ts'
import { ensureChecklists } from '../server/inspections/checklists/store.ts'
import { loadRulePack } from '../server/policy/load.ts'
import { engineOfTests } from './engines.ts'

export const pack = loadRulePack('ksa')

/** A connection of its own to the engine of this run; two at once only on the server engine. */
export function openDatabase(most = 1): Db {
  const { connection } = engineOfTests()
  const where = typeof connection === 'string' ? { connectionString: connection } : connection
  return knex({ client: 'pg', connection: { ...where, types } as Knex.PgConnectionConfig, pool: { min: 0, max: most } })
}

/**
 * A database for each test of a file: the migrated schema with the root authority, in a transaction that is rolled
 * back afterwards. Read it with `db()`.
 */
export function databaseForTests(): () => Db {
  let outer: Db
  let inner: Knex.Transaction
  beforeAll(() => {
    outer = openDatabase()
  })
  afterAll(() => outer.destroy())
  beforeEach(async () => {
    inner = await outer.transaction()
    await ensureRoot(inner, pack)
    await ensureChecklists(inner, new Date('2026-01-01T06:00:00Z'))
  })
  afterEach(() => inner.rollback())
  return () => inner
}

/** Takes away everything that a file's tests have committed, for the file after it: what nobody commits needs none of this. */
export async function takeAllAway(db: Db): Promise<void> {
  const tables = await rows<{ name: string }>(
    db,
    `select tablename as name from pg_tables
     where schemaname = 'public' and tablename <> 'spatial_ref_sys' and tablename not like 'schema_migration%'`,
  )
  await db.raw(
    `truncate ${tables.map(() => '??').join(', ')}`,
    tables.map(({ name }) => name),
  )
}

export function engineKind(): 'embedded' | 'server' {
  return engineOfTests().kind
}
