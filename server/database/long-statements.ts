import type { Db } from './connect.ts'
import type { Watchdog } from './watchdog.ts'

/**
 * Runs work whose statements may take longer than a request's: an import's commit, a recomputation, the demo city.
 * Inside a transaction only; the limit of the connection is back when it ends.
 */
export async function allowLongStatements<T>(db: Db, milliseconds: number, work: () => Promise<T>): Promise<T> {
  const watchdog = db.client.config.watchdog as Watchdog | undefined
  if (!watchdog) {
    const limit = String(milliseconds)
    await db.raw('select set_config(?, ?, true), set_config(?, ?, true), set_config(?, ?, true)', [
      'statement_timeout',
      limit,
      'lock_timeout',
      limit,
      'idle_in_transaction_session_timeout',
      limit,
    ])
    return work()
  }
  watchdog.limit(milliseconds)
  try {
    return await work()
  } finally {
    watchdog.limit()
  }
}
