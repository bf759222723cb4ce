import type { Env } from '../env.ts'
import { connect, type Database } from './connect.ts'
import { openEngineOf } from './folder.ts'
import { openSocket } from './open-embedded.ts'

/** The database of these settings; where a service has the embedded one open, through its guests' door and beside it. */
export async function attach(env: Env): Promise<Pick<Database, 'db' | 'close'>> {
  const open = env.DATABASE_URL ? null : await openEngineOf(env.NASAQ_DATA_DIR)
  if (open) {
    const db = openSocket({ ...open, user: 'postgres', database: 'postgres', password: 'postgres' })
    return { db, close: () => db.destroy() }
  }
  return connect({
    databaseUrl: env.DATABASE_URL,
    dataDir: env.NASAQ_DATA_DIR,
    statementLimit: env.NASAQ_STATEMENT_LIMIT,
  })
}
