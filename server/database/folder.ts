import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { connect, type Server } from 'node:net'
import { join, resolve } from 'node:path'

/** Doors of an embedded engine: the service's own, and one for everybody else (the command line, psql, QGIS). */
export const doors = { guest: 5432, service: 5433 } as const
export type Door = keyof typeof doors

/** The longest path a unix socket may have on the systems we run on, less one for its end. */
const longestSocketPath = 100

export interface Address {
  host: string
  port: number
}

/** Where the sockets of an embedded engine stand in a data folder. */
export function socketDirOf(dataDir: string): string {
  return resolve(dataDir, 'socket')
}

function socketPath(socketDir: string, door: Door): string {
  return join(socketDir, `.s.PGSQL.${doors[door]}`)
}

/** Whether the doors can be files here; else they are ports of the loopback, and the guests' one is written down. */
export function hasSocketFiles(socketDir: string): boolean {
  return process.platform !== 'win32' && socketPath(socketDir, 'guest').length <= longestSocketPath
}

function portFile(socketDir: string): string {
  return join(socketDir, 'port')
}

function guestAddress(socketDir: string): Address {
  if (hasSocketFiles(socketDir)) return { host: socketDir, port: doors.guest }
  const port = existsSync(portFile(socketDir)) ? Number(readFileSync(portFile(socketDir), 'utf8')) : 0
  return { host: '127.0.0.1', port }
}

function answers({ host, port }: Address): Promise<boolean> {
  if (!port) return Promise.resolve(false)
  return new Promise((done) => {
    const socket = connect(host === '127.0.0.1' ? { host, port } : { path: socketPath(host, 'guest') })
    socket.once('connect', () => {
      socket.destroy()
      done(true)
    })
    socket.once('error', () => done(false))
  })
}

/** Where guests reach the engine that has this data folder open; null where none has. */
export async function openEngineOf(dataDir: string): Promise<Address | null> {
  const address = guestAddress(socketDirOf(dataDir))
  return (await answers(address)) ? address : null
}

/**
 * Opens the doors, the guests' first: whoever has it has the folder, and two engines on one folder would ruin it. A
 * socket file that nobody answers at was left by a process that is gone. Gives the port of the service's door.
 * Throws where another engine answers.
 */
export async function openDoors(socketDir: string, servers: Record<Door, Server>): Promise<number> {
  if (await answers(guestAddress(socketDir))) throw new Error('Another engine has this folder open.')
  const isFile = hasSocketFiles(socketDir)
  for (const door of ['guest', 'service'] as const) {
    if (isFile) rmSync(socketPath(socketDir, door), { force: true })
    await listening(servers[door], isFile ? { path: socketPath(socketDir, door) } : { host: '127.0.0.1', port: 0 })
  }
  if (isFile) return doors.service
  writeFileSync(portFile(socketDir), String(portOf(servers.guest)))
  return portOf(servers.service)
}

function listening(server: Server, where: { path: string } | Address): Promise<void> {
  return new Promise((done, fail) => {
    server.once('error', fail)
    server.listen(where, () => done())
  })
}

function portOf(server: Server): number {
  const address = server.address()
  return typeof address === 'object' && address ? address.port : 0
}

/** A file beside a data folder while it is filled from the template: one found at the start tells of a start cut off. */
export function unfinishedMark(dataDir: string): string {
  return `${dataDir}.unfinished`
}
