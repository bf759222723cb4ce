import type { Env } from '../env.ts'
import { connect, type Database } from './connect.ts'
import { isOpen, socketDirOf } from './folder.ts'
import { openSocket } from './open-embedded.ts'

/** The database of these settings; where a service has the embedded one open, through its socket and beside it. */
export async function attach(env: Env): Promise<Pick<Database, 'db' | 'close'>> {
  if (!env.DATABASE_URL && (await isOpen(env.NASAQ_DATA_DIR))) {
    const host = socketDirOf(env.NASAQ_DATA_DIR)
    const db = openSocket({ host, port: 5432, user: 'postgres', database: 'postgres', password: 'postgres' })
    return { db, close: () => db.destroy() }
  }
  return connect({
    databaseUrl: env.DATABASE_URL,
    dataDir: env.NASAQ_DATA_DIR,
    statementLimit: env.NASAQ_STATEMENT_LIMIT,
  })
}
