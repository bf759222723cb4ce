import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { chownSync, mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'
import knex from 'knex'
import pg from 'pg'
import type { TestProject } from 'vitest/node'
import { ensureLeakproof } from '../server/database/leakproof.ts'
import { migrate } from '../server/database/migrate.ts'
import { provideEngines } from './provide-engines.ts'
import { findPostgres } from './requirements.ts'
import { enginesAtOnce } from './side-by-side.ts'

function freePort(): Promise<number> {
  return new Promise((done, fail) => {
    const server = createServer()
    server.once('error', fail)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => done(typeof address === 'object' && address ? address.port : 0))
    })
  })
}

/** PostgreSQL refuses to run as root: there it runs as the system's own user for it, or as nobody. */
function runner(): { uid: number; gid: number } | undefined {
  if (userInfo().uid !== 0) return undefined
  const id = (flag: string, name: string) =>
    Number(execFileSync('id', [flag, name], { stdio: ['ignore', 'pipe', 'ignore'] }).toString())
  for (const name of ['postgres', 'nobody']) {
    try {
      return { uid: id('-u', name), gid: id('-g', name) }
    } catch {
      // not on this system: the next one
    }
  }
  throw new Error('no user to run PostgreSQL as')
}

/** Starts a private cluster in a temporary folder on a free port of the loopback; `more` settings go over the tests' own. */
export async function startCluster(
  bin: string,
  more: readonly string[] = [],
): Promise<{ url: string; stop: () => Promise<void> }> {
  const folder = mkdtempSync(join(tmpdir(), 'nasaq-postgres-'))
  const as = runner()
  if (as) chownSync(folder, as.uid, as.gid)
  const data = join(folder, 'data')
  execFileSync(
    join(bin, 'initdb'),
    ['-D', data, '-U', 'nasaq', '-A', 'trust', '-E', 'UTF8', '--locale=C.UTF-8', '-N'],
    { ...as, stdio: 'ignore', cwd: folder },
  )
  const port = await freePort()
  const options = [
    'listen_addresses=127.0.0.1',
    `port=${port}`,
    `unix_socket_directories=${folder}`,
    'fsync=off',
    'jit=off',
    'shared_buffers=512MB',
    'max_locks_per_transaction=256',
    // a file of tests that was ended in the middle holds nothing back from the file after it
    'client_connection_check_interval=500ms',
    'maintenance_work_mem=256MB',
    ...more,
  ]
  const server = spawn(join(bin, 'postgres'), ['-D', data, ...options.flatMap((option) => ['-c', option])], {
    ...as,
    stdio: 'ignore',
    cwd: folder,
  })
  const url = `postgres://nasaq@127.0.0.1:${port}/postgres`
  await answering(url, server)
  return { url, stop: () => stop(server, folder) }
}

/** Waits until the cluster takes connections. */
async function answering(url: string, server: ChildProcess): Promise<void> {
  for (let tries = 0; tries < 150; tries++) {
    if (server.exitCode !== null) throw new Error('PostgreSQL did not start')
    const client = new pg.Client({ connectionString: url })
    try {
      await client.connect()
      return
    } catch {
      await new Promise((done) => setTimeout(done, 100))
    } finally {
      await client.end().catch(() => undefined)
    }
  }
  throw new Error('PostgreSQL does not answer')
}

function stop(server: ChildProcess, folder: string): Promise<void> {
  return new Promise((done) => {
    server.once('exit', () => {
      rmSync(folder, { recursive: true, force: true })
      done()
    })
    server.kill('SIGINT')
  })
}

/** A PostgreSQL cluster for each worker of a run; migrated once. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const bin = findPostgres()
  if (!bin) throw new Error('PostgreSQL with PostGIS is not installed')
  const clusters = await Promise.all(Array.from({ length: enginesAtOnce }, () => startMigrated(bin)))
  const takeBack = provideEngines(
    project,
    clusters.map(({ url }) => ({ kind: 'server', connection: url })),
  )
  return async () => {
    await Promise.all(clusters.map((cluster) => cluster.stop()))
    takeBack()
  }
}

async function startMigrated(bin: string) {
  const cluster = await startCluster(bin)
  const db = knex({ client: 'pg', connection: cluster.url, pool: { min: 0, max: 1 } })
  await migrate(db)
  await ensureLeakproof(db)
  await db.destroy()
  return cluster
}
