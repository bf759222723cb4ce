import { existsSync, mkdirSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import knex, { type Knex } from 'knex'
import PostgresClient from 'knex/lib/dialects/postgres/index.js'
import { EmbeddedEngine } from './embedded.ts'
import { ensureTemplate } from './template.ts'
import { types } from './types.ts'
import { Watchdog } from './watchdog.ts'

/** A connection or a transaction: the first argument of every store function. */
export type Db = Knex

export interface Database {
  db: Db
  /** A small pool of their own for tiles, so that they cannot starve writes; the same as `db` on the embedded engine. */
  tileDb: Db
  engine: 'embedded' | 'server'
  /** Ends the connections, and the engine where it is ours. */
  close: () => Promise<void>
  /** The embedded engine's process, for those who test its death. */
  embedded?: EmbeddedEngine
}

export interface ConnectOptions {
  databaseUrl?: string | undefined
  dataDir: string
  /** Milliseconds that a statement may take. */
  statementLimit?: number
  poolSize?: number
}

const defaultStatementLimit = 15_000
const tilePoolSize = 4

export async function connect(options: ConnectOptions): Promise<Database> {
  return options.databaseUrl ? connectServer(options.databaseUrl, options) : connectEmbedded(options)
}

function connectServer(databaseUrl: string, options: Omit<ConnectOptions, 'dataDir'>): Database {
  const limit = options.statementLimit ?? defaultStatementLimit
  const pool = (most: number) =>
    knex({
      client: 'pg',
      connection: {
        connectionString: databaseUrl,
        types,
        keepAlive: true,
        connectionTimeoutMillis: 5000,
        statement_timeout: limit,
        lock_timeout: limit,
        idle_in_transaction_session_timeout: limit * 4,
        application_name: 'nasaq',
      } as Knex.PgConnectionConfig,
      compileSqlOnError: false,
      pool: { min: 0, max: most },
    })
  const db = pool(options.poolSize ?? 10)
  const tileDb = pool(tilePoolSize)
  return { db, tileDb, engine: 'server', close: async () => void (await Promise.all([db.destroy(), tileDb.destroy()])) }
}

/** Opens the data folder, which a new one fills from the cached template of the migrated schema. */
async function connectEmbedded(options: ConnectOptions): Promise<Database> {
  const dataDir = join(options.dataDir, 'database')
  mkdirSync(dataDir, { recursive: true, mode: 0o700 })
  const isNew = !existsSync(join(dataDir, 'PG_VERSION')) && readdirSync(dataDir).length === 0
  return openEmbedded(
    new EmbeddedEngine({
      dataDir,
      socketDir: join(options.dataDir, 'socket'),
      statementLimit: options.statementLimit ?? defaultStatementLimit,
      ...(isNew ? { template: await ensureTemplate() } : {}),
    }),
  )
}

/** Knex on an engine that may be started anew under it: a new connection waits until the engine answers. */
export function openEmbedded(engine: EmbeddedEngine): Database {
  const watchdog = new Watchdog(engine)
  class WaitingClient extends PostgresClient {
    override async acquireRawConnection() {
      await engine.ready()
      this.connectionSettings.port = engine.connection.port
      return super.acquireRawConnection()
    }

    override _query(connection: object, query: unknown): Promise<unknown> {
      return watchdog.watch(connection, () => super._query(connection, query))
    }
  }
  const db = knex({
    client: WaitingClient as unknown as typeof Knex.Client,
    connection: { ...engine.connection, types } as Knex.PgConnectionConfig,
    compileSqlOnError: false,
    pool: { min: 0, max: 1, idleTimeoutMillis: 3_600_000 },
  })
  db.client.config.watchdog = watchdog
  const close = async () => {
    await db.destroy()
    await engine.stop()
  }
  return { db, tileDb: db, engine: 'embedded', embedded: engine, close }
}

/** Another connection to an embedded engine that is running: for the command line beside a service, and for tests. */
export function openBeside({ embedded }: Pick<Database, 'embedded'>): Db {
  if (!embedded) throw new Error('only the embedded engine is shared like this')
  return knex({
    client: 'pg',
    connection: { ...embedded.connection, types } as Knex.PgConnectionConfig,
    compileSqlOnError: false,
    pool: { min: 0, max: 1 },
  })
}
