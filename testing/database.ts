import knex, { type Knex } from 'knex'
import { afterAll, afterEach, beforeAll, beforeEach, inject } from 'vitest'
import { ensureRoot } from '../server/agencies/store.ts'
import type { Db } from '../server/database/connect.ts'
import { types } from '../server/database/types.ts'
import { loadRulePack } from '../server/policy/load.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    engine: { kind: 'embedded' | 'server'; connection: string | Record<string, unknown> }
  }
}

export const pack = loadRulePack('ksa')

/** A connection of its own to the engine of this run; two at once only on the server engine. */
export function openDatabase(most = 1): Db {
  const { connection } = inject('engine')
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
  })
  afterEach(() => inner.rollback())
  return () => inner
}

export function engineKind(): 'embedded' | 'server' {
  return inject('engine').kind
}
