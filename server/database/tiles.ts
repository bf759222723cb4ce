import type { Database } from './connect.ts'

/** `ST_AsMVT` needs protobuf, which the embedded engine was built without. */
export function canEncodeTiles(engine: Database['engine']): boolean {
  return engine === 'server'
}
