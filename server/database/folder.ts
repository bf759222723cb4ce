import { connect } from 'node:net'
import { join, resolve } from 'node:path'

const socketName = '.s.PGSQL.5432'

/** Where the socket of an embedded engine stands in a data folder. */
export function socketDirOf(dataDir: string): string {
  return resolve(dataDir, 'socket')
}

/**
 * Whether an engine has this data folder open: its socket answers as long as it writes. Two engines on one folder would
 * ruin it. (Where the socket cannot be a file, on a loopback port, this cannot be told.)
 */
export function isOpen(dataDir: string): Promise<boolean> {
  return new Promise((done) => {
    const socket = connect(join(socketDirOf(dataDir), socketName))
    socket.once('connect', () => {
      socket.destroy()
      done(true)
    })
    socket.once('error', () => done(false))
  })
}
