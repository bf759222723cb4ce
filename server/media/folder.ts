import { randomUUID } from 'node:crypto'
import { mkdir, open, readdir, rename, rm } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import type { Db } from '../database/connect.ts'
import { rows } from '../database/sql.ts'
import { type PhotoSize, photoSizes } from './contract.ts'

/**
 * The folder of a database's photos, by the database's own id: a service that was once started on another database with
 * the same data folder neither sweeps these photos nor puts its own among them.
 */
export async function photoFolder(db: Db, mediaDir: string): Promise<string> {
  return join(mediaDir, await databaseId(db))
}

/** The same for whoever only looks: null where the database has never needed one. */
export async function findPhotoFolder(db: Db, mediaDir: string): Promise<string | null> {
  const id = await findDatabaseId(db)
  return id === null ? null : join(mediaDir, id)
}

/** Given at the first use and not by a migration: all embedded databases start as copies of one that has been migrated. */
async function databaseId(db: Db): Promise<string> {
  const known = await findDatabaseId(db)
  if (known !== null) return known
  await rows(db, 'insert into database_identity (id) values (:id) on conflict do nothing', { id: randomUUID() })
  const given = await findDatabaseId(db)
  if (given === null) throw new Error('the database has no id')
  return given
}

async function findDatabaseId(db: Db): Promise<string | null> {
  const [known] = await rows<{ id: string }>(db, 'select id from database_identity')
  return known?.id ?? null
}

const aDatabase = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** Other databases whose photos lie beside those of this folder. */
export async function neighboursOf(folder: string): Promise<string[]> {
  return (await foldersIn(dirname(folder))).filter((name) => aDatabase.test(name) && name !== basename(folder))
}

/** The names of the folders in a folder; none where it is not there. */
export async function foldersIn(path: string): Promise<string[]> {
  const entries = await readdir(path, { withFileTypes: true }).catch(unlessMissing([]))
  return entries.filter((entry) => entry.isDirectory()).map(({ name }) => name)
}

/** For a file that is not there, or went while it was being dealt with: two services may sweep at once. */
export function unlessMissing<Value>(value: Value): (error: NodeJS.ErrnoException) => Value {
  return (error) => {
    if (error.code === 'ENOENT') return value
    throw error
  }
}

/** The name of a finished file: its photo and its size. */
export const photoName = /^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})-(large|small)\.jpg$/

export function photoFile(folder: string, id: string, size: PhotoSize): string {
  return join(folder, id.slice(0, 2), `${id}-${size}.jpg`)
}

/** Writes the files of a photo so that they outlive a power cut: temporary, synced, renamed, and the folders synced. */
export async function writePhoto(folder: string, id: string, photo: Record<PhotoSize, Buffer>): Promise<void> {
  const own = dirname(photoFile(folder, id, 'large'))
  await mkdir(own, { recursive: true, mode: 0o700 })
  for (const size of photoSizes) await writeDurably(photoFile(folder, id, size), photo[size])
  for (const path of [own, folder, dirname(folder)]) await syncFolder(path)
}

async function writeDurably(path: string, bytes: Buffer): Promise<void> {
  const temporary = temporaryOf(path)
  const file = await open(temporary, 'wx', 0o600)
  try {
    await file.writeFile(bytes)
    await file.sync()
  } finally {
    await file.close()
  }
  await rename(temporary, path)
}

/** So that what was renamed in a folder outlives a power cut. */
export async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r')
  await folder.sync().finally(() => folder.close())
}

/** Takes the files of a photo away, finished or not. */
export async function removePhoto(folder: string, id: string): Promise<void> {
  for (const size of photoSizes)
    for (const path of [photoFile(folder, id, size), temporaryOf(photoFile(folder, id, size))])
      await rm(path, { force: true })
}

function temporaryOf(path: string): string {
  return `${path}.tmp`
}
