import { existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import knex, { type Knex } from 'knex'
import { EmbeddedEngine } from './embedded.ts'
import { openEngineOf, socketDirOf, unfinishedMark } from './folder.ts'
import { type Listen, listenBy } from './listen.ts'
import { openEmbedded } from './open-embedded.ts'
import { ensureTemplate } from './template.ts'
import { types } from './types.ts'

/** A connection or a transaction: the first argument of every store function. */
export type Db = Knex

export interface Database {
  db: Db
  /** A small pool of their own for tiles, so that they cannot starve writes; the same as `db` on the embedded engine. */
  tileDb: Db
  engine: 'embedded' | 'server'
  /** Hears what committed transactions say, on a connection of its own. */
  listen: Listen
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
/** A statement may wait for a lock for this part of its limit. */
const lockShare = 3
const tilePoolSize = 4
/** A connection that only listens would not notice that nobody is there any more: it asks now and then. */
const listening = { connectionTimeoutMillis: 5000, query_timeout: 10_000, application_name: 'nasaq listening' }
const checkMilliseconds = 30_000

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
        // who waits for a lock holds a connection that others need: it is told to come again
        lock_timeout: limit / lockShare,
        idle_in_transaction_session_timeout: limit * 4,
        application_name: 'nasaq',
        // what is prepared is planned once: its values do not change how it is best done
        options: '-c plan_cache_mode=force_generic_plan',
      } as Knex.PgConnectionConfig,
      canPrepare: true,
      compileSqlOnError: false,
      pool: { min: 0, max: most },
    } as Knex.Config)
  const db = pool(options.poolSize ?? 16)
  const tileDb = pool(tilePoolSize)
  const settings = { connectionString: databaseUrl, keepAlive: true, ...listening }
  return {
    db,
    tileDb,
    engine: 'server',
    listen: listenBy(async () => settings, { checkMilliseconds }),
    close: async () => void (await Promise.all([db.destroy(), tileDb.destroy()])),
  }
}

/** Opens the data folder, which a new one fills from the cached template of the migrated schema. */
async function connectEmbedded(options: ConnectOptions): Promise<Database> {
  if (await openEngineOf(options.dataDir))
    throw new Error(`Another service has the data folder ${options.dataDir} open.`)
  const dataDir = join(options.dataDir, 'database')
  const isFilled = existsSync(join(dataDir, 'PG_VERSION')) && !existsSync(unfinishedMark(dataDir))
  mkdirSync(options.dataDir, { recursive: true, mode: 0o700 })
  return openEmbedded(
    new EmbeddedEngine({
      dataDir,
      socketDir: socketDirOf(options.dataDir),
      statementLimit: options.statementLimit ?? defaultStatementLimit,
      ...(isFilled ? {} : { template: await ensureTemplate() }),
    }),
  )
}
