import { longestPhotoSide, mostPhotoBytes, mostPhotoMegapixels, photoSides } from '../../../server/media/contract.ts'

/** A photo as it came out of the camera. */
export interface Shot {
  bytes: ArrayBuffer
  width: number
  height: number
}

/** Heavier ones are made smaller: on a network of 0.2 Mbit/s this much is through in 80 s. */
const heavyBytes = 2_000_000

const signs = { jpeg: [0xff, 0xd8, 0xff], png: [0x89, 0x50, 0x4e, 0x47], riff: [0x52, 0x49, 0x46, 0x46] }

/** By its first bytes, as the service looks at it: names and types of files say little. */
function isOfTakenKind(bytes: ArrayBuffer): boolean {
  const head = new Uint8Array(bytes, 0, Math.min(12, bytes.byteLength))
  const begins = (sign: readonly number[]) => sign.every((byte, at) => head[at] === byte)
  const isWebp = begins(signs.riff) && String.fromCharCode(...head.slice(8, 12)) === 'WEBP'
  return begins(signs.jpeg) || begins(signs.png) || isWebp
}

/** Would the service take it as it is? */
export function isTaken({ bytes, width, height }: Shot): boolean {
  if (!isOfTakenKind(bytes) || bytes.byteLength > mostPhotoBytes) return false
  return width * height <= mostPhotoMegapixels * 1e6 && Math.max(width, height) <= longestPhotoSide
}

/** May it lie here, and be sent, as it is? */
export function fits(shot: Shot): boolean {
  return isTaken(shot) && shot.bytes.byteLength <= heavyBytes
}

/** The sides that the service keeps of it: more would be sent for nothing. */
export function sidesKept({ width, height }: Pick<Shot, 'width' | 'height'>): { width: number; height: number } {
  const scale = Math.min(1, photoSides.large / Math.max(width, height))
  const scaled = (side: number) => Math.max(1, Math.round(side * scale))
  return { width: scaled(width), height: scaled(height) }
}
