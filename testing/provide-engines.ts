import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import type { Engine } from './engines.ts'

/** Gives the workers of a run their engines, and the folder in which each notes which is its own; returns what takes the folder away. */
export function provideEngines(project: TestProject, engines: Engine[]): () => void {
  const leases = mkdtempSync(join(tmpdir(), 'nasaq-leases-'))
  project.provide('engines', engines)
  project.provide('leases', leases)
  return () => rmSync(leases, { recursive: true, force: true })
}
