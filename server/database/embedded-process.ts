/**
 * The child process that holds the embedded engine: PGlite with PostGIS, served on a socket in PostgreSQL's own
 * protocol. It runs apart because a statement in WebAssembly blocks its process and cannot be cancelled; the parent
 * can only end it (see `embedded.ts`).
 *
 * Arguments: a JSON object { dataDir?, socket, template?, dumpTo? }. It reports `{ ready: true }` to its parent.
 */
import { readFile, rename, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { PGlite } from '@electric-sql/pglite'
import { btree_gist } from '@electric-sql/pglite/contrib/btree_gist'
import { postgis } from '@electric-sql/pglite-postgis'
import { PGLiteSocketHandler, type PGLiteSocketHandlerOptions } from '@electric-sql/pglite-socket'
import { StatementQueue } from './statement-queue.ts'

interface Order {
  dataDir?: string
  socket: { path: string } | { port: number; host: string }
  template?: string
}

const order = JSON.parse(process.argv[2] ?? '{}') as Order

const database = await PGlite.create({
  ...(order.dataDir ? { dataDir: order.dataDir } : {}),
  ...(order.template ? { loadDataDir: new Blob([new Uint8Array(await readFile(order.template))]) } : {}),
  extensions: { postgis, btree_gist },
})

const queue = new StatementQueue(database) as unknown as PGLiteSocketHandlerOptions['queryQueue']
const server = createServer((socket) => {
  void new PGLiteSocketHandler({ queryQueue: queue, closeOnDetach: true }).attach(socket)
})

async function dump(path: string): Promise<void> {
  const file = await database.dumpDataDir('gzip')
  await writeFile(`${path}.part`, Buffer.from(await file.arrayBuffer()))
  await rename(`${path}.part`, path)
  process.send?.({ dumped: true })
}

process.on('message', (message: { dump?: string; stop?: true }) => {
  if (message.dump) void dump(message.dump)
  if (message.stop) {
    void database.close().finally(() => process.exit(0))
  }
})
process.on('disconnect', () => process.exit(0))
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => undefined)

server.listen(order.socket, () => {
  const address = server.address()
  process.send?.({ ready: true, port: typeof address === 'object' ? address?.port : undefined })
})
