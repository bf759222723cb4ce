import { mkdir, readdir, rename, rm, rmdir, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Db } from '../database/connect.ts'
import { dayNumber, isDay } from '../time/rules.ts'
import type { PhotoSize } from './contract.ts'
import { foldersIn, photoFile, photoName, unlessMissing } from './folder.ts'

/** Files past this age without a row are what a failure left behind; young ones may be on the way to theirs. */
const orphanMilliseconds = 24 * 3_600_000
/** How long what was swept can still be taken back. */
const quarantineDays = 14
const quarantineName = 'quarantine'
const fileName = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}-(large|small)\.jpg(\.tmp)?$/

/** Files that were put aside, and those that were brought back since they have a row after all. */
export interface Swept {
  putAside: number
  broughtBack: number
}

/**
 * Brings back what lies in the folder's quarantine and has a row (again: a database that was restored to another day
 * knows other photos); moves there the files that no row knows, which is what was cut off between the file and its row;
 * and deletes what has lain there for more than two weeks without a row.
 */
export async function sweepOrphans(db: Db, folder: string, now: Date): Promise<Swept> {
  const quarantine = join(folder, quarantineName)
  const today = now.toISOString().slice(0, 10)
  const swept = { putAside: 0, broughtBack: 0 }
  for (const day of await foldersIn(quarantine)) swept.broughtBack += await bringBack(db, folder, join(quarantine, day))
  for (const name of await foldersIn(folder))
    if (isPhotoFolder(name))
      for (const orphan of await orphansIn(db, join(folder, name), now))
        swept.putAside += await moveTo(join(folder, name, orphan), join(quarantine, today, orphan))
  for (const day of await foldersIn(quarantine))
    if (isDay(day) && dayNumber(today) - dayNumber(day) > quarantineDays) await deleteOrphans(db, join(quarantine, day))
  return swept
}

/** The files in a database's folder that no row knows, and those of unfinished photos; what is put aside is not counted. */
export async function countOrphans(db: Db, folder: string): Promise<number> {
  let count = 0
  for (const name of await foldersIn(folder))
    if (isPhotoFolder(name)) count += (await withoutRow(db, join(folder, name))).length
  return count
}

function isPhotoFolder(name: string): boolean {
  return /^[0-9a-f]{2}$/.test(name)
}

/** A photo's file of the same name is never written over. */
async function bringBack(db: Db, folder: string, from: string): Promise<number> {
  let count = 0
  for (const name of await withRow(db, from)) {
    const [, id = '', size = ''] = photoName.exec(name) ?? []
    const to = photoFile(folder, id, size as PhotoSize)
    if (!(await stat(to).catch(unlessMissing(null)))) count += await moveTo(join(from, name), to)
  }
  return count
}

async function orphansIn(db: Db, path: string, now: Date): Promise<string[]> {
  const orphans: string[] = []
  for (const name of await withoutRow(db, path)) {
    const file = await stat(join(path, name)).catch(unlessMissing(null))
    if (file && file.mtimeMs < now.getTime() - orphanMilliseconds) orphans.push(name)
  }
  return orphans
}

/** Whatever the day, a file whose photo has a row stays. */
async function deleteOrphans(db: Db, path: string): Promise<void> {
  const kept = new Set(await withRow(db, path))
  for (const name of await readdir(path).catch(unlessMissing([])))
    if (!kept.has(name)) await rm(join(path, name), { recursive: true, force: true })
  if (kept.size === 0) await rmdir(path).catch(unlessMissing(undefined))
}

async function withRow(db: Db, path: string): Promise<string[]> {
  const { names, known } = await namesIn(db, path)
  return names.filter((name) => photoName.test(name) && known.has(idOf(name)))
}

async function withoutRow(db: Db, path: string): Promise<string[]> {
  const { names, known } = await namesIn(db, path)
  return names.filter((name) => !photoName.test(name) || !known.has(idOf(name)))
}

/** The names are read before the rows, so that a photo that comes meanwhile is not taken for an orphan. */
async function namesIn(db: Db, path: string): Promise<{ names: string[]; known: ReadonlySet<string> }> {
  const names = (await readdir(path).catch(unlessMissing([]))).filter((name) => fileName.test(name))
  const ids = [...new Set(names.map(idOf))]
  const found = ids.length === 0 ? [] : ((await db('photo').whereIn('id', ids).select('id')) as { id: string }[])
  return { names, known: new Set(found.map(({ id }) => id)) }
}

function idOf(name: string): string {
  return name.slice(0, 36)
}

async function moveTo(from: string, to: string): Promise<0 | 1> {
  await mkdir(dirname(to), { recursive: true, mode: 0o700 })
  return rename(from, to).then(() => 1 as const, unlessMissing(0))
}
