import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { unfinishedMark } from './folder.ts'

export const databaseOf = (dataDir: string): string => join(dataDir, 'database')

/** Where a dump is loaded before it has the database's place. */
export const loadedBeside = (dataDir: string): string => `${databaseOf(dataDir)}.restoring`

/** A file that tells of what is loaded beside the database that it is whole, was looked at and is on the disk. */
const seenMark = (dataDir: string): string => `${loadedBeside(dataDir)}.seen`

/** Takes away what a restore has left beside the database. */
export function clearBeside(dataDir: string): void {
  // the mark first: without it nobody takes what is left for whole
  for (const left of [seenMark(dataDir), loadedBeside(dataDir), unfinishedMark(loadedBeside(dataDir))])
    rmSync(left, { recursive: true, force: true })
}

/**
 * Gives what was loaded beside the database its place; the other goes to the folder `aside`. A power cut between the two renames
 * leaves neither in its place: the mark that is written before them has the next start finish it. `sync` brings
 * to the disk what a folder names, or all that is below it.
 */
export async function putInPlace(
  dataDir: string,
  { aside, sync }: { aside: string; sync: (folder: string, depth: 'names' | 'all') => Promise<void> },
): Promise<void> {
  const database = databaseOf(dataDir)
  await sync(loadedBeside(dataDir), 'all')
  writeFileSync(seenMark(dataDir), '')
  await sync(dataDir, 'names')
  if (existsSync(database)) {
    mkdirSync(aside, { recursive: true, mode: 0o700 })
    renameSync(database, join(aside, 'database'))
    await sync(aside, 'names')
    await sync(dirname(aside), 'names')
  }
  await sync(dataDir, 'names')
  finishPlacing(dataDir)
  await sync(dataDir, 'names')
}

/**
 * Finishes what a restore was cut off in, once nothing is in the database's place any more. Where the former one still is, the
 * restore has changed nothing, and it goes on: what was loaded beside it is nobody's any more.
 */
export function finishPlacing(dataDir: string): void {
  const [database, loaded] = [databaseOf(dataDir), loadedBeside(dataDir)]
  if (!existsSync(seenMark(dataDir))) return
  if (existsSync(database)) return void rmSync(seenMark(dataDir))
  // left by a start that was cut off: the next one would take what we put there for half filled, and delete it
  rmSync(unfinishedMark(database), { force: true })
  if (existsSync(loaded)) renameSync(loaded, database)
  rmSync(seenMark(dataDir))
}
