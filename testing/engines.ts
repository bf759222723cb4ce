import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { inject } from 'vitest'

export interface Engine {
  kind: 'embedded' | 'server'
  /** An address of PostgreSQL, or where the embedded engine's door is. */
  connection: string | Record<string, unknown>
}

declare module 'vitest' {
  export interface ProvidedContext {
    engines: Engine[]
    /** A folder in which the workers of a run note which engine each has taken. */
    leases: string
  }
}

/** How long a worker waits for one before it to end, in milliseconds. */
const patience = 30_000
const pause = 100

/**
 * The engine of the worker that asks: no other worker of the run has it meanwhile. Vitest's own number of a worker does not
 * tell them apart: where the next project of a run begins, its first two workers are given the same.
 */
export function engineOfTests(): Engine {
  const engines = inject('engines')
  const folder = inject('leases')
  for (let waited = 0; waited < patience; waited += pause) {
    const engine = engines.find((_, index) => isTaken(join(folder, String(index))))
    if (engine) return engine
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, pause)
  }
  throw new Error('there are more workers than engines')
}

/** Is this lease ours, already or from now on? That of a worker that is no more is taken over. */
function isTaken(lease: string): boolean {
  const own = String(process.pid)
  try {
    writeFileSync(lease, own, { flag: 'wx' })
    return true
  } catch {
    const holder = readFileSync(lease, 'utf8')
    if (holder === own) return true
    if (holder === '' || isAlive(Number(holder))) return false
    writeFileSync(lease, own)
    return true
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}
