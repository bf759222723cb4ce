import { existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import knex, { type Knex } from 'knex'
import { EmbeddedEngine } from './embedded.ts'
import { openEngineOf, socketDirOf, unfinishedMark } from './folder.ts'
import { type Listen, listenBy } from './listen.ts'
import { openEmbedded } from './open-embedded.ts'
import { databaseOf, finishPlacing } from './place-embedded.ts'
import { ensureTemplate } from './template.ts'
import { types } from './types.ts'

/** A connection or a transaction: the first argument of every store function. */
export type Db = Knex

/**
 * Connections that are bound by row security from their first statement to their last: as the public, or as agencies, who
 * see plans too. A tile is the same for all of them, so nothing need be told of who asks, and no transaction begun.
 */
export interface TilePools {
  public: Db
  agencies: Db
}

export interface Database {
  db: Db
  /** Small pools of their own for tiles, so that they cannot starve writes; none on the embedded engine. */
  tiles: TilePools | null
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
  /** Connections for the tiles of the public, and as many for those of agencies. */
  tilePoolSize?: number
}

const defaultStatementLimit = 15_000
/** A statement may wait for a lock for this part of its limit. */
const lockShare = 3
const usualTilePoolSize = 4
/** Who finds no connection is told to come again before a statement would be: they would only queue behind each other. */
const poolShare = 1.5
/** A connection that only listens would not notice that nobody is there any more: it asks now and then. */
const listening = { connectionTimeoutMillis: 5000, query_timeout: 10_000, application_name: 'nasaq listening' }
const checkMilliseconds = 30_000

export async function connect(options: ConnectOptions): Promise<Database> {
  return options.databaseUrl ? connectServer(options.databaseUrl, options) : connectEmbedded(options)
}

/** The options of an address apart from it: `pg` would take them instead of ours, and the tiles' role with them. */
function withoutOptions(address: string): { databaseUrl: string; given: string } {
  if (!URL.canParse(address)) return { databaseUrl: address, given: '' }
  const url = new URL(address)
  const given = url.searchParams.get('options') ?? ''
  url.searchParams.delete('options')
  return { databaseUrl: given === '' ? address : url.href, given }
}

function connectServer(address: string, options: Omit<ConnectOptions, 'dataDir'>): Database {
  const { databaseUrl, given } = withoutOptions(address)
  const limit = options.statementLimit ?? defaultStatementLimit
  const pool = (most: number, settings: readonly string[] = []) =>
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
        options: [given, ...['plan_cache_mode=force_generic_plan', ...settings].map((one) => `-c ${one}`)]
          .join(' ')
          .trim(),
      } as Knex.PgConnectionConfig,
      canPrepare: true,
      compileSqlOnError: false,
      pool: { min: 0, max: most },
      acquireConnectionTimeout: limit / poolShare,
    } as Knex.Config)
  const db = pool(options.poolSize ?? 16)
  const tilePoolSize = options.tilePoolSize ?? usualTilePoolSize
  const tiles = {
    public: pool(tilePoolSize, ['role=nasaq_app']),
    agencies: pool(tilePoolSize, ['role=nasaq_app', 'nasaq.plans=yes']),
  }
  const all = [db, tiles.public, tiles.agencies]
  const settings = { connectionString: databaseUrl, keepAlive: true, ...listening }
  return {
    db,
    tiles,
    engine: 'server',
    listen: listenBy(async () => settings, { checkMilliseconds }),
    close: async () => void (await Promise.all(all.map((one) => one.destroy()))),
  }
}

/** Opens the data folder, which a new one fills from the cached template of the migrated schema. */
async function connectEmbedded(options: ConnectOptions): Promise<Database> {
  if (await openEngineOf(options.dataDir))
    throw new Error(`Another service has the data folder ${options.dataDir} open.`)
  finishPlacing(options.dataDir)
  const dataDir = databaseOf(options.dataDir)
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
