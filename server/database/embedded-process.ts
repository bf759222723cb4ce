/**
 * The child process that holds the embedded engine: PGlite with PostGIS, served on sockets in PostgreSQL's own
 * protocol. It runs apart because a statement in WebAssembly blocks its process and cannot be cancelled; the parent
 * can only end it (see `embedded.ts`).
 *
 * Argument: a JSON object (`Order`). It tells its parent `{ ready, port }`, and `{ held }` while a guest's statements run.
 */
import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { readFile, rename, writeFile } from 'node:fs/promises'
import { createServer, type Socket } from 'node:net'
import { PGlite } from '@electric-sql/pglite'
import { btree_gist } from '@electric-sql/pglite/contrib/btree_gist'
import { postgis } from '@electric-sql/pglite-postgis'
import { PGLiteSocketHandler, type PGLiteSocketHandlerOptions } from '@electric-sql/pglite-socket'
import { type Door, openDoors, unfinishedMark } from './folder.ts'
import { StatementQueue } from './statement-queue.ts'

export interface Order {
  /** Folder of the data; without one the database lives in memory. */
  dataDir?: string
  socketDir: string
  /** A gzipped dump that a new, empty database starts from. */
  template?: string
}

const order = JSON.parse(process.argv[2] ?? '{}') as Order

const unfinished = order.dataDir && unfinishedMark(order.dataDir)

async function openDatabase(): Promise<PGlite> {
  const { dataDir, template } = order
  const extensions = { postgis, btree_gist }
  if (unfinished && dataDir && existsSync(unfinished)) rmSync(dataDir, { recursive: true, force: true })
  const isNew = !dataDir || !existsSync(dataDir) || readdirSync(dataDir).length === 0
  if (dataDir) mkdirSync(dataDir, { recursive: true, mode: 0o700 })
  if (!isNew || !template) return PGlite.create({ ...(dataDir ? { dataDir } : {}), extensions })
  if (unfinished) writeFileSync(unfinished, '')
  const loadDataDir = new Blob([new Uint8Array(await readFile(template))])
  const filled = await PGlite.create({ ...(dataDir ? { dataDir } : {}), loadDataDir, extensions })
  if (unfinished) rmSync(unfinished)
  return filled
}

async function dump(path: string): Promise<void> {
  const file = await (await database).dumpDataDir('gzip')
  const part = `${path}.${process.pid}.part`
  await writeFile(part, Buffer.from(await file.arrayBuffer()))
  await rename(part, path)
  process.send?.({ dumped: true })
}

process.on('message', (message: { dump?: string; stop?: true }) => {
  if (message.dump) void dump(message.dump)
  if (message.stop) void database.then((open) => open.close()).finally(() => process.exit(0))
})
process.on('disconnect', () => process.exit(0))
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => undefined)

/** Whoever connects before the database is open waits for it. */
const welcome = (door: Door) => async (socket: Socket) => {
  const queue = await opened
  const handler = new PGLiteSocketHandler({
    queryQueue: queue as unknown as PGLiteSocketHandlerOptions['queryQueue'],
    closeOnDetach: true,
  })
  queue.ears.welcome(handler.handlerId, (message) => void (socket.writable && socket.write(message)))
  if (door === 'guest') queue.welcomeGuest(handler.handlerId, () => void handler.detach(true))
  await handler.attach(socket)
}

let open: (queue: StatementQueue) => void = () => undefined
const opened = new Promise<StatementQueue>((done) => {
  open = done
})
const servers = {
  guest: createServer((socket) => void welcome('guest')(socket)),
  service: createServer((socket) => void welcome('service')(socket)),
}

mkdirSync(order.socketDir, { recursive: true, mode: 0o700 })
const port = await openDoors(order.socketDir, servers)
const database = openDatabase()
open(new StatementQueue(await database, (held) => process.send?.({ held })))
process.send?.({ ready: true, port })
