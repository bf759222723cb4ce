import { randomBytes } from 'node:crypto'
import {
  chmodSync,
  closeSync,
  existsSync,
  fsyncSync,
  linkSync,
  openSync,
  readFileSync,
  rmSync,
  writeSync,
} from 'node:fs'
import { join } from 'node:path'

/** Shorter ones can be guessed, or were cut off while they were written. */
const leastCharacters = 32

/** Where a secret that nobody has named is kept. */
export function secretFile(dataDir: string): string {
  return join(dataDir, 'secret')
}

/**
 * The service's own secret: `NASAQ_SECRET`, or one that is made once and kept in the data folder. Processes that share a
 * database need the same one. Throws where the kept one is too short to be one.
 */
export function serviceSecret(named: string | undefined, dataDir: string): string {
  if (named) return named
  const path = secretFile(dataDir)
  if (!existsSync(path)) make(path, dataDir)
  chmodSync(path, 0o600)
  const kept = readFileSync(path, 'utf8').trim()
  if (kept.length < leastCharacters) throw new Error(tooShort(path, kept.length))
  return kept
}

/**
 * It has its name only once it is whole and on the disk: a full disk leaves none behind, and no other process reads half
 * of it. Of two processes that start at once one gives its own the name, and both read that.
 */
function make(path: string, dataDir: string): void {
  const temporary = `${path}.${randomBytes(6).toString('hex')}.tmp`
  try {
    const file = openSync(temporary, 'wx', 0o600)
    try {
      writeSync(file, randomBytes(32).toString('base64url'))
      fsyncSync(file)
    } finally {
      closeSync(file)
    }
    linkSync(temporary, path)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  } finally {
    rmSync(temporary, { force: true })
  }
  const folder = openSync(dataDir, 'r')
  fsyncSync(folder)
  closeSync(folder)
}

function tooShort(path: string, length: number): string {
  return `The secret in ${path} has ${length} characters, and at least ${leastCharacters} are needed: it was cut off when it was \
written. Put the right one there from a backup; where there is none, delete the file and a new one is made, after which \
webhooks need new secrets of their own.`
}
