import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { EmbeddedEngine } from '../server/database/embedded.ts'
import { ensureTemplate } from '../server/database/template.ts'

/** One embedded engine in memory, from the cached template, for all tests of a run. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const socketDir = mkdtempSync(join(tmpdir(), 'nasaq-test-'))
  const engine = new EmbeddedEngine({ socketDir, template: await ensureTemplate(), statementLimit: 60_000 })
  await engine.ready()
  project.provide('engine', { kind: 'embedded', connection: { ...engine.connection } })
  return async () => {
    await engine.stop()
    rmSync(socketDir, { recursive: true, force: true })
  }
}
