import { randomUUID } from 'node:crypto'
import { mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Db } from '../database/connect.ts'
import { rows } from '../database/sql.ts'
import { failed, type Outcome } from '../http/problem.ts'
import { mostPhotoBytes, type PhotoSize, photoSizes } from './contract.ts'
import { type EncodedPhoto, encodePhoto } from './encode.ts'
import { sayMedia } from './messages.ts'

/** Files past this age without a row are what a failure left behind. */
const orphanMilliseconds = 3_600_000

export type KeptPhoto = { id: string } & Omit<EncodedPhoto, PhotoSize>

function folderOf(mediaDir: string, id: string): string {
  return join(mediaDir, id.slice(0, 2))
}

function fileOf(mediaDir: string, id: string, size: PhotoSize): string {
  return join(folderOf(mediaDir, id), `${id}-${size}.jpg`)
}

/**
 * Makes a sent photo anew and writes its files under a random name: temporary, synced, renamed. The row comes after,
 * by `insertPhoto` in the transaction of what the photo belongs to.
 */
export async function keepPhoto(mediaDir: string, bytes: Buffer, zone: string): Promise<Outcome<KeptPhoto>> {
  if (bytes.length > mostPhotoBytes)
    return failed('too-large', {
      errors: [{ path: 'photo', message: sayMedia('too_many_bytes', { megabytes: mostPhotoBytes / 1024 ** 2 }) }],
    })
  const encoded = await encodePhoto(bytes, zone)
  if (encoded.problem) return encoded
  const id = randomUUID()
  const { large, small, ...kept } = encoded.value
  await mkdir(folderOf(mediaDir, id), { recursive: true, mode: 0o700 })
  await writeDurably(fileOf(mediaDir, id, 'large'), large)
  await writeDurably(fileOf(mediaDir, id, 'small'), small)
  await syncFolder(folderOf(mediaDir, id))
  return { value: { id, ...kept } }
}

async function writeDurably(path: string, bytes: Buffer): Promise<void> {
  const temporary = `${path}.tmp`
  const file = await open(temporary, 'wx', 0o600)
  try {
    await file.writeFile(bytes)
    await file.sync()
  } finally {
    await file.close()
  }
  await rename(temporary, path)
}

async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r')
  await folder.sync().finally(() => folder.close())
}

/** Takes the files away again where the row could not be written. */
export async function discardPhoto(mediaDir: string, id: string): Promise<void> {
  for (const size of photoSizes) await rm(fileOf(mediaDir, id, size), { force: true })
}

/** The row of kept files; `isPublic` where everybody may see what the photo belongs to. */
export async function insertPhoto(
  db: Db,
  { id, width, height, taken }: KeptPhoto,
  { isPublic, now }: { isPublic: boolean; now: Date },
): Promise<void> {
  const [lng, lat] = taken.place ?? [null, null]
  await rows(
    db,
    `insert into photo (id, width, height, is_public, taken_at, taken_place, created_at)
     values (:id, :width, :height, :isPublic, :takenAt,
             ST_SetSRID(ST_MakePoint(cast(:lng as float8), cast(:lat as float8)), 4326), :now)`,
    { id, width, height, isPublic, takenAt: taken.at, lng, lat, now },
  )
}

/** The bytes of a photo that everybody may see; null for any other. */
export async function readPublicPhoto(db: Db, mediaDir: string, id: string, size: PhotoSize): Promise<Buffer | null> {
  const known = await db('photo').where({ id, is_public: true }).first('id')
  if (!known) return null
  return readFile(fileOf(mediaDir, id.toLowerCase(), size)).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null
    throw error
  })
}

/** Removes files that no row knows: what was cut off between the file and its row. Gives how many. */
export async function sweepOrphans(db: Db, mediaDir: string, now: Date): Promise<number> {
  const before = now.getTime() - orphanMilliseconds
  const folders = await readdir(mediaDir, { withFileTypes: true }).catch(() => [])
  let removed = 0
  for (const folder of folders.filter((one) => one.isDirectory() && /^[0-9a-f]{2}$/.test(one.name))) {
    const paths = (await readdir(join(mediaDir, folder.name))).filter((name) => photoName.test(name))
    const ids = [...new Set(paths.map((name) => name.slice(0, 36)))]
    const found = (await db('photo').whereIn('id', ids).select('id')) as { id: string }[]
    const known = new Set(found.map(({ id }) => id))
    for (const name of paths.filter((one) => one.endsWith('.tmp') || !known.has(one.slice(0, 36)))) {
      const path = join(mediaDir, folder.name, name)
      if ((await stat(path)).mtimeMs > before) continue
      await rm(path, { force: true })
      removed += 1
    }
  }
  return removed
}

const photoName = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}-(large|small)\.jpg(\.tmp)?$/
