import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import type { Db } from '../database/connect.ts'
import { rows } from '../database/sql.ts'
import { TakenBack } from '../database/taken-back.ts'
import { failed, type Outcome } from '../http/problem.ts'
import { mostPhotoBytes, type PhotoSize } from './contract.ts'
import { type EncodedPhoto, encodePhoto } from './encode.ts'
import { photoFile, removePhoto, writePhoto } from './folder.ts'
import { sayMedia } from './messages.ts'

export type KeptPhoto = { id: string; folder: string } & Omit<EncodedPhoto, PhotoSize>

/**
 * Makes a sent photo anew and writes its files under a random name; where they cannot all be written, none stays. The
 * row comes after, by `insertPhoto` in the transaction of what the photo belongs to.
 */
export async function keepPhoto(folder: string, bytes: Buffer, zone: string): Promise<Outcome<KeptPhoto>> {
  if (bytes.length > mostPhotoBytes)
    return failed('too-large', {
      errors: [{ path: 'photo', message: sayMedia('too_many_bytes', { megabytes: mostPhotoBytes / 1024 ** 2 }) }],
    })
  const encoded = await encodePhoto(bytes, zone)
  if (encoded.problem) return encoded
  const id = randomUUID()
  const { large, small, ...kept } = encoded.value
  try {
    await writePhoto(folder, id, { large, small })
  } catch (error) {
    await removePhoto(folder, id)
    throw error
  }
  return { value: { id, folder, ...kept } }
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

/**
 * Takes kept files away again where the row was surely not written. After any other failure, such as a connection that
 * broke, the row may be there all the same: its files stay, and the sweep takes them where it is not.
 */
export async function discardUnwritten({ folder, id }: KeptPhoto, error: unknown): Promise<void> {
  if (isSurelyRolledBack(error)) await removePhoto(folder, id)
}

/**
 * The transaction was ended on purpose, or the database refused a statement: values, keys, privileges, a lock, its time. Every other failure (a connection that
 * broke, a server that went down or found its disk full) may have come after the commit.
 */
export function isSurelyRolledBack(error: unknown): boolean {
  if (error instanceof TakenBack) return true
  const code = typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : ''
  return /^(2[0-8]|4[0-4]|5[45])[0-9A-Z]{3}$|^57014$/.test(code)
}

/** The file of a photo that everybody may see; null for any other. */
export async function findPublicPhotoFile(
  db: Db,
  mediaDir: string,
  id: string,
  size: PhotoSize,
): Promise<string | null> {
  const [known] = await rows<{ database_id: string }>(
    db,
    `select d.id as database_id from photo p cross join database_identity d
     where p.id = cast(:id as uuid) and p.is_public`,
    { id },
  )
  if (!known) return null
  return photoFile(join(mediaDir, known.database_id), id.toLowerCase(), size)
}
