import { open } from 'node:fs/promises'
import sharp from 'sharp'
import type { Db } from '../database/connect.ts'
import { rows } from '../database/sql.ts'
import { photoSizes } from './contract.ts'
import { findPhotoFolder, photoFile, unlessMissing } from './folder.ts'
import { countOrphans } from './sweep.ts'

/** What `verify` found of the photos. */
export interface PhotoCheck {
  photos: number
  /** Files that no row knows: of photos on their way to their row, and of what was cut off, until the next sweep. */
  without_row: number
  /** Each names a photo and what is wrong with a file of it. */
  faults: string[]
}

interface PhotoRow {
  id: string
  width: number
  height: number
}

const rowsAtOnce = 500
const filesAtOnce = 8
const endOfJpeg = Buffer.from([0xff, 0xd9])

/** Each row has its files, which are whole JPEGs of the size that the row says. Changes nothing. */
export async function verifyPhotos(db: Db, mediaDir: string): Promise<PhotoCheck> {
  const folder = await findPhotoFolder(db, mediaDir)
  const found: PhotoCheck = { photos: 0, without_row: folder === null ? 0 : await countOrphans(db, folder), faults: [] }
  for (let after: string | null = null, page: PhotoRow[]; ; after = page.at(-1)?.id ?? null) {
    page = await rowsAfter(db, after)
    if (page.length === 0) return found
    found.photos += page.length
    for (let at = 0; at < page.length; at += filesAtOnce) {
      const faults = page.slice(at, at + filesAtOnce).map((row) => faultsOf(folder, row))
      found.faults.push(...(await Promise.all(faults)).flat())
    }
  }
}

function rowsAfter(db: Db, after: string | null): Promise<PhotoRow[]> {
  return rows<PhotoRow>(
    db,
    `select id, width, height from photo
     where cast(:after as uuid) is null or id > cast(:after as uuid) order by id limit :rowsAtOnce`,
    { after, rowsAtOnce },
  )
}

async function faultsOf(folder: string | null, { id, width, height }: PhotoRow): Promise<string[]> {
  if (folder === null) return [`photo ${id}: the database has no folder of photos`]
  const faults: string[] = []
  for (const size of photoSizes) {
    const fault = await faultOf(photoFile(folder, id, size), size === 'large' ? { width, height } : null)
    if (fault) faults.push(`photo ${id}: its ${size} file ${fault}`)
  }
  return faults
}

/** Decoding all of them would take hours in a city: the head tells the format and the size, and the end that nothing is cut off. */
async function faultOf(path: string, size: { width: number; height: number } | null): Promise<string | null> {
  const file = await open(path, 'r').catch(unlessMissing(null))
  if (!file) return 'is missing'
  try {
    const { size: bytes } = await file.stat()
    const end = Buffer.alloc(endOfJpeg.length)
    await file.read(end, 0, end.length, Math.max(0, bytes - end.length))
    if (!end.equals(endOfJpeg)) return 'is not whole'
  } finally {
    await file.close()
  }
  const read = await sharp(path)
    .metadata()
    .catch(() => null)
  if (read?.format !== 'jpeg') return 'cannot be read'
  const differs = size !== null && (read.width !== size.width || read.height !== size.height)
  return differs ? `is ${read.width} × ${read.height} pixels, and not ${size.width} × ${size.height}` : null
}
