import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { unfinishedMark } from './folder.ts'
import { Refused } from './refused.ts'

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
 * leaves neither in its place: the mark that is written before them has the next start finish it. Where it throws, what was there
 * is where it was. `sync` brings to the disk what a folder names, or all that is below it; the last one is the caller's.
 */
export async function putInPlace(
  dataDir: string,
  { aside, sync }: { aside: string; sync: (folder: string, depth: 'names' | 'all') => Promise<void> },
): Promise<void> {
  const [database, former] = [databaseOf(dataDir), join(aside, 'database')]
  await sync(loadedBeside(dataDir), 'all')
  try {
    writeFileSync(seenMark(dataDir), '')
    await sync(dataDir, 'names')
    if (isPlacedByAStart(dataDir)) return
    if (existsSync(database)) {
      mkdirSync(aside, { recursive: true, mode: 0o700 })
      renameSync(database, former)
      await sync(aside, 'names')
      await sync(dirname(aside), 'names')
    }
    await sync(dataDir, 'names')
    if (!isPlacedByAStart(dataDir)) place(dataDir)
  } catch (error) {
    if (existsSync(former) && !existsSync(database)) renameSync(former, database)
    // after it: a power cut between the two leaves a mark that the next start finds done with
    rmSync(seenMark(dataDir), { force: true })
    throw error
  }
}

/**
 * A start may come between what we do: it takes the mark, and has placed what was loaded where the place was empty. Throws where
 * it has gone on with the database that is still there.
 */
function isPlacedByAStart(dataDir: string): boolean {
  if (existsSync(seenMark(dataDir))) return false
  if (!existsSync(loadedBeside(dataDir)) && existsSync(databaseOf(dataDir))) return true
  throw new Refused(`A service was started in the data folder ${dataDir} meanwhile: stop it first.`)
}

/** The place is empty: what was loaded gets it. Throws where there is nothing loaded. */
function place(dataDir: string): void {
  const [database, loaded] = [databaseOf(dataDir), loadedBeside(dataDir)]
  if (!existsSync(loaded)) throw new Error(`${loaded} is not there any more.`)
  // left by a start that was cut off: the next one would take what we put there for half filled, and delete it
  rmSync(unfinishedMark(database), { force: true })
  renameSync(loaded, database)
  rmSync(seenMark(dataDir), { force: true })
}

/** Whether a restore was cut off between its two renames, which the next start finishes. */
export function isCutOff(dataDir: string): boolean {
  return existsSync(seenMark(dataDir)) && !existsSync(databaseOf(dataDir)) && existsSync(loadedBeside(dataDir))
}

/**
 * Finishes what a restore was cut off in, once nothing is in the database's place any more. Where the former one still is, the
 * restore has changed nothing, and it goes on: what was loaded beside it is nobody's any more.
 */
export function finishPlacing(dataDir: string): void {
  if (isCutOff(dataDir)) place(dataDir)
  else rmSync(seenMark(dataDir), { force: true })
}
