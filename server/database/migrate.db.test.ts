import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import knex, { type Knex } from 'knex'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { migrations } from '../../migrations/index.ts'
import { engineKind } from '../../testing/database.ts'
import type { Db } from './connect.ts'
import { EmbeddedEngine } from './embedded.ts'
import { migrate, migrateDown, pendingMigrations } from './migrate.ts'
import { openEmbedded } from './open-embedded.ts'
import { rows } from './sql.ts'
import { ensureTemplate } from './template.ts'

/** A database of its own, which may be torn down: an engine from the template, or a new database of the cluster. */
async function ownDatabase(): Promise<{ db: Db; close: () => Promise<void> }> {
  const { connection } = inject('engine')
  if (typeof connection === 'string') {
    const cluster = knex({ client: 'pg', connection })
    await cluster.raw('create database torn_down')
    const db = knex({ client: 'pg', connection: connection.replace(/\/postgres$/, '/torn_down') } as Knex.Config)
    await migrate(db)
    return {
      db,
      close: async () => {
        await db.destroy()
        await cluster.raw('drop database torn_down')
        await cluster.destroy()
      },
    }
  }
  const socketDir = mkdtempSync(join(tmpdir(), 'nasaq-test-'))
  const own = openEmbedded(new EmbeddedEngine({ socketDir, template: await ensureTemplate(), statementLimit: 60_000 }))
  return {
    db: own.db,
    close: async () => {
      await own.close()
      rmSync(socketDir, { recursive: true, force: true })
    },
  }
}

const tables = `select table_name from information_schema.tables
  where table_schema = 'public' and table_type = 'BASE TABLE' and table_name <> 'spatial_ref_sys' order by 1`

describe(`migrations on the ${engineKind()} engine`, () => {
  let own: Awaited<ReturnType<typeof ownDatabase>>
  beforeAll(async () => {
    own = await ownDatabase()
  })
  afterAll(() => own.close())

  it('go down to nothing and up again to the same', async () => {
    const before = await rows<{ table_name: string }>(own.db, tables)
    expect(before.map(({ table_name }) => table_name)).toContain('works')
    await migrateDown(own.db)
    expect(
      await rows(own.db, `${tables.replace('order by', "and table_name not like 'schema_migration%' order by")}`),
    ).toEqual([])
    expect(await pendingMigrations(own.db)).toBeGreaterThan(6)
    await migrate(own.db)
    expect(await rows(own.db, tables)).toEqual(before)
    expect(await pendingMigrations(own.db)).toBe(0)
  })

  it('go on where a process was killed amid them, and take turns', async () => {
    await migrateDown(own.db)
    await own.db('schema_migration_lock').update({ is_locked: 1 })
    // the embedded engine has one process to itself
    const processes = engineKind() === 'server' ? 2 : 1
    const runs = await Promise.all(Array.from({ length: processes }, () => migrate(own.db)))
    expect(runs.flat()).toHaveLength(Object.keys(migrations).length)
    expect(await pendingMigrations(own.db)).toBe(0)
  })

  it('refuse a database that a newer build has changed', async () => {
    const newer = { name: '9999_newer', batch: 99, migration_time: new Date() }
    await own.db('schema_migration').insert(newer)
    await expect(migrate(own.db)).rejects.toThrow(newer.name)
    await own.db('schema_migration').where({ name: newer.name }).delete()
    expect(await migrate(own.db)).toEqual([])
  })
})
