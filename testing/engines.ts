import { inject } from 'vitest'

export interface Engine {
  kind: 'embedded' | 'server'
  /** An address of PostgreSQL, or where the embedded engine's door is. */
  connection: string | Record<string, unknown>
}

declare module 'vitest' {
  export interface ProvidedContext {
    engines: Engine[]
  }
}

/** The engine of the worker that asks. */
export function engineOfTests(): Engine {
  const engines = inject('engines')
  const engine = engines[(Number(process.env.VITEST_POOL_ID ?? 1) - 1) % engines.length]
  if (!engine) throw new Error('no engine was started')
  return engine
}
