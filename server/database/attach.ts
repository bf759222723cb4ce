import { connect as connectSocket } from 'node:net'
import { join, resolve } from 'node:path'
import type { Env } from '../env.ts'
import { connect, type Database } from './connect.ts'
import { openSocket } from './open-embedded.ts'

const socketName = '.s.PGSQL.5432'

function answers(path: string): Promise<boolean> {
  return new Promise((done) => {
    const socket = connectSocket(path)
    socket.once('connect', () => {
      socket.destroy()
      done(true)
    })
    socket.once('error', () => done(false))
  })
}

/** The database of these settings; where a service has the embedded one open, through its socket and beside it. */
export async function attach(env: Env): Promise<Pick<Database, 'db' | 'close'>> {
  const socketDir = resolve(env.NASAQ_DATA_DIR, 'socket')
  if (!env.DATABASE_URL && (await answers(join(socketDir, socketName)))) {
    const db = openSocket({ host: socketDir, port: 5432, user: 'postgres', database: 'postgres', password: 'postgres' })
    return { db, close: () => db.destroy() }
  }
  return connect({
    databaseUrl: env.DATABASE_URL,
    dataDir: env.NASAQ_DATA_DIR,
    statementLimit: env.NASAQ_STATEMENT_LIMIT,
  })
}
