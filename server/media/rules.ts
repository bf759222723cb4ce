import { startOfDay } from '../time/rules.ts'

/** What a camera noted: when, and where as longitude and latitude. */
export interface Taken {
  at: Date | null
  place: [longitude: number, latitude: number] | null
}

const nothing: Taken = { at: null, place: null }

/** Numbers of the tags we read (EXIF 2.32). */
const tag = {
  exif: 0x8769,
  gps: 0x8825,
  takenAt: 0x9003,
  offset: 0x9011,
  latitudeRef: 1,
  latitude: 2,
  longitudeRef: 3,
  longitude: 4,
}
const asciiType = 2
const longType = 4
const rationalType = 5
const entryBytes = 12
const mostEntries = 200

interface Reader {
  bytes: DataView
  isLittle: boolean
}
type Entries = Map<number, { type: number; count: number; at: number }>

/** Reads time and place from raw EXIF; what is missing or makes no sense is null, never an error. */
export function takenFrom(exif: Uint8Array | undefined, zone: string): Taken {
  return read(exif, nothing, (reader, root) => {
    const own = entries(reader, pointer(reader, root, tag.exif))
    return { at: instant(reader, own, zone), place: placeIn(reader, root) }
  })
}

/** The place alone, for whoever is to be asked whether it is the one that is meant. */
export function placeFrom(exif: Uint8Array | undefined): Taken['place'] {
  return read(exif, null, placeIn)
}

function read<T>(exif: Uint8Array | undefined, nought: T, work: (reader: Reader, root: Entries) => T): T {
  if (!exif) return nought
  const start = latin1(new DataView(exif.buffer, exif.byteOffset, exif.byteLength), 0, 4) === 'Exif' ? 6 : 0
  const own = exif.subarray(start)
  const bytes = new DataView(own.buffer, own.byteOffset, own.byteLength)
  const order = latin1(bytes, 0, 2)
  if (order !== 'II' && order !== 'MM') return nought
  try {
    const reader = { bytes, isLittle: order === 'II' }
    return work(reader, entries(reader, uint32(reader, 4)))
  } catch (error) {
    if (error instanceof RangeError) return nought
    throw error
  }
}

/** Text of one byte a letter; what lies behind the end is left out. */
function latin1(bytes: DataView, from: number, count: number): string {
  const codes = Array.from({ length: Math.max(0, Math.min(count, bytes.byteLength - from)) }, (_, at) => bytes.getUint8(from + at)) // biome-ignore format: one line
  return String.fromCharCode(...codes)
}

const uint16 = ({ bytes, isLittle }: Reader, at: number) => bytes.getUint16(at, isLittle)
const uint32 = ({ bytes, isLittle }: Reader, at: number) => bytes.getUint32(at, isLittle)

function entries(reader: Reader, at: number | null): Entries {
  const found: Entries = new Map()
  if (at === null) return found
  const count = Math.min(uint16(reader, at), mostEntries)
  for (let i = 0; i < count; i++) {
    const entry = at + 2 + i * entryBytes
    found.set(uint16(reader, entry), {
      type: uint16(reader, entry + 2),
      count: uint32(reader, entry + 4),
      at: entry + 8,
    })
  }
  return found
}

function pointer(reader: Reader, from: Entries, name: number): number | null {
  const entry = from.get(name)
  return entry?.type === longType ? uint32(reader, entry.at) : null
}

/** Text of up to four bytes stands in the entry itself, longer text where it points. */
function text(reader: Reader, from: Entries, name: number): string | null {
  const entry = from.get(name)
  if (entry?.type !== asciiType || entry.count > 64) return null
  const at = entry.count <= 4 ? entry.at : uint32(reader, entry.at)
  return latin1(reader.bytes, at, entry.count).replace(/\0.*$/s, '').trim()
}

function instant(reader: Reader, from: Entries, zone: string): Date | null {
  const parts = /^(\d{4}):(\d\d):(\d\d) (\d\d):(\d\d):(\d\d)$/.exec(text(reader, from, tag.takenAt) ?? '')
  if (!parts) return null
  const [, year, month, date, ...clock] = parts
  const offset = /^[+-]\d\d:\d\d$/.exec(text(reader, from, tag.offset) ?? '')?.[0]
  const written = new Date(`${year}-${month}-${date}T${clock.join(':')}${offset ?? 'Z'}`)
  if (Number.isNaN(written.getTime()) || Number(year) < 1990) return null
  const day = `${year}-${month}-${date}`
  return offset
    ? written
    : new Date(written.getTime() + startOfDay(day, zone).getTime() - Date.parse(`${day}T00:00:00Z`))
}

function placeIn(reader: Reader, root: Entries): Taken['place'] {
  const from = entries(reader, pointer(reader, root, tag.gps))
  const latitude = degrees(reader, from, { value: tag.latitude, side: tag.latitudeRef })
  const longitude = degrees(reader, from, { value: tag.longitude, side: tag.longitudeRef })
  if (latitude === null || longitude === null || Math.abs(latitude) > 90 || Math.abs(longitude) > 180) return null
  return latitude === 0 && longitude === 0 ? null : [longitude, latitude]
}

/** Degrees, minutes and seconds, each a fraction of two whole numbers. */
function degrees(reader: Reader, from: Entries, name: { value: number; side: number }): number | null {
  const entry = from.get(name.value)
  const side = text(reader, from, name.side)
  if (entry?.type !== rationalType || entry.count !== 3 || !side) return null
  const at = uint32(reader, entry.at)
  const [whole = 0, minutes = 0, seconds = 0] = [0, 8, 16].map(
    (k) => uint32(reader, at + k) / (uint32(reader, at + k + 4) || 1),
  )
  const value = whole + minutes / 60 + seconds / 3600
  return side === 'S' || side === 'W' ? -value : value
}
