import { mkdir, readdir, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Db } from '../database/connect.ts'
import { dayNumber, isDay } from '../time/rules.ts'
import { foldersIn, unlessMissing } from './folder.ts'

/** Files past this age without a row are what a failure left behind; young ones may be on the way to theirs. */
const orphanMilliseconds = 24 * 3_600_000
/** How long what was swept can still be taken back. */
const quarantineDays = 14
const quarantineName = 'quarantine'
const photoName = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}-(large|small)\.jpg(\.tmp)?$/

/**
 * Moves the files that no row knows (what was cut off between the file and its row) into the folder's quarantine, and
 * deletes there what was swept more than two weeks ago. Gives how many were moved.
 */
export async function sweepOrphans(db: Db, folder: string, now: Date): Promise<number> {
  const quarantine = join(folder, quarantineName)
  const today = now.toISOString().slice(0, 10)
  let moved = 0
  for (const name of await foldersIn(folder))
    if (/^[0-9a-f]{2}$/.test(name))
      for (const orphan of await orphansIn(db, join(folder, name), now))
        moved += await moveAway(join(folder, name, orphan), join(quarantine, today), orphan)
  for (const day of await foldersIn(quarantine))
    if (isDay(day) && dayNumber(today) - dayNumber(day) > quarantineDays)
      await rm(join(quarantine, day), { recursive: true, force: true })
  return moved
}

/** The names are read before the rows, so that a photo that comes meanwhile is not taken for an orphan. */
async function orphansIn(db: Db, path: string, now: Date): Promise<string[]> {
  const names = (await readdir(path).catch(unlessMissing([]))).filter((name) => photoName.test(name))
  const ids = [...new Set(names.map(idOf))]
  const found = (await db('photo').whereIn('id', ids).select('id')) as { id: string }[]
  const known = new Set(found.map(({ id }) => id))
  const orphans: string[] = []
  for (const name of names.filter((one) => one.endsWith('.tmp') || !known.has(idOf(one)))) {
    const file = await stat(join(path, name)).catch(unlessMissing(null))
    if (file && file.mtimeMs < now.getTime() - orphanMilliseconds) orphans.push(name)
  }
  return orphans
}

function idOf(name: string): string {
  return name.slice(0, 36)
}

async function moveAway(path: string, to: string, name: string): Promise<0 | 1> {
  await mkdir(to, { recursive: true, mode: 0o700 })
  return rename(path, join(to, name)).then(() => 1 as const, unlessMissing(0))
}
