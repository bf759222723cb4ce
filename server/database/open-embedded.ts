import knex, { type Knex } from 'knex'
import PostgresClient from 'knex/lib/dialects/postgres/index.js'
import type { Database, Db } from './connect.ts'
import type { EmbeddedEngine } from './embedded.ts'
import { listenBy } from './listen.ts'
import { types } from './types.ts'
import { Watchdog } from './watchdog.ts'

const startMilliseconds = 120_000

/** Knex on an engine that may be started anew under it: a new connection waits until the engine answers. */
export function openEmbedded(engine: EmbeddedEngine): Database {
  const watchdog = new Watchdog(engine)
  class WaitingClient extends PostgresClient {
    override async acquireRawConnection() {
      await engine.ready()
      this.connectionSettings.port = engine.connection.port
      return super.acquireRawConnection()
    }

    override async _query(connection: object, query: unknown) {
      const answered = await watchdog.watch(connection, () => super._query(connection, query))
      return watchdog.insist(connection, answered)
    }
  }
  const db = knex({
    client: WaitingClient as unknown as typeof Knex.Client,
    connection: { ...engine.connection, types } as Knex.PgConnectionConfig,
    compileSqlOnError: false,
    // an engine that has to be made anew takes its time on a busy machine
    pool: { min: 0, max: 1, idleTimeoutMillis: 3_600_000, createTimeoutMillis: startMilliseconds },
    acquireConnectionTimeout: startMilliseconds,
  })
  db.client.config.watchdog = watchdog
  const close = async () => {
    await db.destroy()
    await engine.stop()
  }
  const listen = listenBy(async () => {
    await engine.ready()
    return { ...engine.connection }
  })
  return { db, tiles: null, engine: 'embedded', listen, embedded: engine, close }
}

/** Another connection to an embedded engine that is running: for the command line beside a service, and for tests. */
export function openSocket(where: EmbeddedEngine['connection']): Db {
  return knex({
    client: 'pg',
    connection: { ...where, types } as Knex.PgConnectionConfig,
    compileSqlOnError: false,
    pool: { min: 0, max: 1 },
  })
}
