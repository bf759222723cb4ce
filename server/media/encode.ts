import sharp from 'sharp'
import { failed, type Outcome } from '../http/problem.ts'
import { longestPhotoSide, mostPhotoMegapixels, photoSides } from './contract.ts'
import { sayMedia } from './messages.ts'
import { type Taken, takenFrom } from './rules.ts'
import { Turns } from './turns.ts'

/** Before anything is decoded: no reader but these, whatever a file calls itself. SVG is a document, not a photo. */
sharp.block({ operation: ['VipsForeignLoad'] })
sharp.unblock({ operation: ['VipsForeignLoadJpeg', 'VipsForeignLoadPng', 'VipsForeignLoadWebp'] })
sharp.concurrency(1)

const longestSeconds = 5
/** Photos decoded at once, and uploads that may wait for their turn; whoever comes then is told to come back. */
const photosAtOnce = 2
const mostWaiting = 10

const reading = { limitInputPixels: mostPhotoMegapixels * 1e6, sequentialRead: true, failOn: 'error' } as const
const turns = new Turns({ atOnce: photosAtOnce, waiting: mostWaiting })

export interface EncodedPhoto {
  large: Buffer
  small: Buffer
  /** Of the large one, pixels. */
  width: number
  height: number
  taken: Taken
}

/**
 * Makes a photo anew as two JPEGs, turned upright: no metadata, nothing behind the picture's end. What the camera
 * noted of time (in `zone` where it names none) and place is given apart.
 */
export async function encodePhoto(bytes: Buffer, zone: string): Promise<Outcome<EncodedPhoto>> {
  if (isHeic(bytes)) return refused('heic')
  const made = await turns.take(() => encode(bytes, zone))
  return made === 'full' ? failed('unavailable') : made
}

async function encode(bytes: Buffer, zone: string): Promise<Outcome<EncodedPhoto>> {
  const metadata = await sharp(bytes, { ...reading, limitInputPixels: false })
    .metadata()
    .catch(() => null)
  if (!metadata) return refused('not_a_photo')
  const { width, height, exif } = metadata
  if (width * height > reading.limitInputPixels || Math.max(width, height) > longestPhotoSide) return tooManyPixels()
  try {
    return { value: { ...(await resize(bytes)), taken: takenFrom(exif, zone) } }
  } catch (error) {
    // a photo of this size takes that long only where the machine has no time for it
    return isTimeout(error) ? failed('unavailable') : refused('broken', 'validation')
  }
}

function tooManyPixels() {
  const message = sayMedia('too_many_pixels', { megapixels: mostPhotoMegapixels, side: longestPhotoSide })
  return failed('too-large', { errors: [{ path: 'photo', message }] })
}

function isTimeout(error: unknown): boolean {
  return error instanceof Error && error.message.startsWith('timeout')
}

function refused(code: 'heic' | 'not_a_photo' | 'broken', name: 'media-type' | 'validation' = 'media-type') {
  return failed(name, { errors: [{ path: 'photo', message: sayMedia(code) }], more: { code } })
}

async function resize(bytes: Buffer) {
  const inside = (side: number) => ({ width: side, height: side, fit: 'inside', withoutEnlargement: true }) as const
  const { data: large, info } = await sharp(bytes, reading)
    .autoOrient()
    .resize(inside(photoSides.large))
    .flatten({ background: '#ffffff' })
    .jpeg({ quality: 82 })
    .timeout({ seconds: longestSeconds })
    .toBuffer({ resolveWithObject: true })
  const small = await sharp(large, reading)
    .resize(inside(photoSides.small))
    .jpeg({ quality: 76 })
    .timeout({ seconds: longestSeconds })
    .toBuffer()
  return { large, small, width: info.width, height: info.height }
}

const heicBrands = new Set(['heic', 'heix', 'heim', 'heis', 'hevc', 'hevx'])

/**
 * What iPhones store: our decoder cannot read HEVC, whose patents keep it out. (AVIF, of the same family, it could; no
 * phone sends it, and what nobody sends is not worth the slowest decoder of all.) The brands stand in the first box.
 */
function isHeic(bytes: Buffer): boolean {
  if (bytes.toString('latin1', 4, 8) !== 'ftyp') return false
  const end = Math.min(bytes.readUInt32BE(0), bytes.length, 256)
  for (let at = 8; at + 4 <= end; at += 4) if (heicBrands.has(bytes.toString('latin1', at, at + 4))) return true
  return false
}
