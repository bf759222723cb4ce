import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { EmbeddedEngine } from '../server/database/embedded.ts'
import { ensureTemplate } from '../server/database/template.ts'
import { provideEngines } from './provide-engines.ts'
import { enginesAtOnce } from './side-by-side.ts'

/** An embedded engine in memory, from the cached template, for each worker of a run. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const template = await ensureTemplate()
  const started = await Promise.all(Array.from({ length: enginesAtOnce }, () => start(template)))
  const takeBack = provideEngines(
    project,
    started.map(({ engine }) => ({ kind: 'embedded', connection: { ...engine.connection } })),
  )
  return async () => {
    await Promise.all(started.map(({ stop }) => stop()))
    takeBack()
  }
}

async function start(template: string) {
  const socketDir = mkdtempSync(join(tmpdir(), 'nasaq-test-'))
  const engine = new EmbeddedEngine({ socketDir, template, statementLimit: 60_000 })
  await engine.ready()
  const stop = async () => {
    await engine.stop()
    rmSync(socketDir, { recursive: true, force: true })
  }
  return { engine, stop }
}
