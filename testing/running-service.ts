import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { TestProject } from 'vitest/node'
import { findPostgres } from './requirements.ts'
import { startCluster } from './server-engine.ts'

const root = fileURLToPath(new URL('../', import.meta.url))
const patience = 300_000

/**
 * Starts the service as its users do, with the demo, in a temporary folder and on a free port: on the embedded engine, or on a
 * PostgreSQL cluster of its own where `NASAQ_WALKS_ON=server`.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  execFileSync(process.execPath, [join(root, 'node_modules/vite/bin/vite.js'), 'build', '--logLevel', 'warn'], {
    cwd: root,
    stdio: 'inherit',
    // the page as its users get it: libraries leave things out where they think that they are tested
    env: { ...process.env, NODE_ENV: 'production' },
  })
  const dataDir = mkdtempSync(join(tmpdir(), 'nasaq-walk-'))
  const cluster = await clusterAsked()
  const service = spawn(process.execPath, ['--import', 'tsx', 'server/main.ts'], {
    cwd: root,
    env: { ...process.env, PORT: '0', NASAQ_DATA_DIR: dataDir, NASAQ_DEMO: '1', DATABASE_URL: cluster?.url ?? '' },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  project.provide('address', await addressOf(service))
  return async () => {
    await ended(service)
    await cluster?.stop()
    rmSync(dataDir, { recursive: true, force: true })
  }
}

async function clusterAsked() {
  if (process.env.NASAQ_WALKS_ON !== 'server') return null
  const bin = findPostgres()
  if (!bin) throw new Error('PostgreSQL with PostGIS is not installed')
  return startCluster(bin)
}

/** The address that the service prints when it is ready. */
export function addressOf(service: ChildProcess): Promise<string> {
  return new Promise((done, fail) => {
    const timer = setTimeout(() => fail(new Error('The service did not start in time.')), patience)
    let printed = ''
    service.once('exit', (code) => fail(new Error(`The service ended (${code}).`)))
    service.stdout?.on('data', (text: Buffer) => {
      printed += text.toString()
      const address = /https?:\/\/\S+/.exec(printed)?.[0]
      if (!address) return
      clearTimeout(timer)
      done(address)
    })
  })
}

function ended(service: ChildProcess): Promise<void> {
  return new Promise((done) => {
    service.removeAllListeners('exit')
    service.once('exit', () => done())
    service.kill('SIGTERM')
  })
}

declare module 'vitest' {
  export interface ProvidedContext {
    address: string
  }
}
