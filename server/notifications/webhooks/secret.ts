import { randomBytes } from 'node:crypto'
import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/**
 * The service's own secret: `NASAQ_SECRET`, or one that is made once and kept in the data folder. Processes that share a
 * database need the same one.
 */
export function serviceSecret(named: string | undefined, dataDir: string): string {
  if (named) return named
  const path = join(dataDir, 'secret')
  if (!existsSync(path)) {
    // `wx`: of two processes that start at once, one writes it and both read it
    try {
      writeFileSync(path, randomBytes(32).toString('base64url'), { mode: 0o600, flag: 'wx' })
    } catch (error) {
      if (!existsSync(path)) throw error
    }
  }
  chmodSync(path, 0o600)
  return readFileSync(path, 'utf8').trim()
}
