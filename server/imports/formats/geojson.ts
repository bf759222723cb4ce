import type { Format, ReadItem } from './format.ts'

const byte = { quote: 34, comma: 44, backslash: 92, open: 123, close: 125, openList: 91, closeList: 93 } as const
const mostItemBytes = 4 * 1024 * 1024
const mostHeadBytes = 1024 * 1024
/** Coordinates of a multi-polygon lie eight levels deep in their feature; properties may nest further. */
const deepest = 64
const wgs84 = /(CRS:?84|EPSG:{1,2}4326|EPSG\/0\/4326|EPSG:[^:]*:4326)$/i

/** GeoJSON (RFC 7946): the features of a FeatureCollection, one by one, so that no file is in memory as a whole. */
export const geojson: Format = {
  name: 'geojson',
  endings: ['.geojson', '.json'],
  async *read(stream) {
    const scanner = new FeatureScanner()
    for await (const piece of stream) {
      yield* scanner.take(piece as Buffer)
      if (scanner.headIsTooLong) return yield { fault: { code: 'not_a_collection' } }
    }
    yield* scanner.end()
  },
}

/** Cuts the elements of the member `features` out of a stream of bytes; what remains is the collection's own head. */
class FeatureScanner {
  #head: Buffer[] = []
  #headBytes = 0
  #item: Buffer[] = []
  #itemBytes = 0
  #itemDepth = 0
  #depth = 0
  #inString = false
  #escaped = false
  #string = ''
  #key = ''
  #inFeatures = false

  get headIsTooLong(): boolean {
    return this.#headBytes > mostHeadBytes
  }

  *take(piece: Buffer): Generator<ReadItem> {
    let from = 0
    for (let i = 0; i < piece.length; i++) {
      const code = piece[i] as number
      const between = this.#inFeatures && this.#depth === 2 && !this.#inString
      if (between && (code === byte.comma || code === byte.closeList)) {
        this.#keep(piece.subarray(from, i), true)
        yield* this.#finished()
        from = code === byte.comma ? i + 1 : i
        if (code === byte.closeList) this.#inFeatures = false
      }
      this.#step(code)
      if (
        code === byte.openList &&
        this.#depth === 2 &&
        !this.#inFeatures &&
        !this.#inString &&
        this.#key === 'features'
      ) {
        this.#keep(piece.subarray(from, i + 1), false)
        this.#inFeatures = true
        this.#itemDepth = 0
        from = i + 1
      }
    }
    this.#keep(piece.subarray(from), this.#inFeatures)
  }

  *end(): Generator<ReadItem> {
    const text = decode(this.#head)
    if (text === undefined) return yield { fault: { code: 'bad_encoding' } }
    const head = parse(text)
    if (head === undefined) return yield { fault: { code: 'not_json' } }
    const { type, features, crs } = (head ?? {}) as {
      type?: unknown
      features?: unknown
      crs?: unknown
    }
    if (type !== 'FeatureCollection' || !Array.isArray(features)) return yield { fault: { code: 'not_a_collection' } }
    const name = crs === undefined || crs === null ? null : crsName(crs).slice(0, 100)
    if (name !== null && !wgs84.test(name)) yield { fault: { code: 'crs_not_wgs84', values: { crs: name } } }
  }

  #step(code: number): void {
    if (this.#inString) {
      if (this.#escaped) this.#escaped = false
      else if (code === byte.backslash) this.#escaped = true
      else if (code === byte.quote) {
        this.#inString = false
        if (this.#depth === 1) this.#key = this.#string
      } else if (this.#depth === 1 && this.#string.length < 40) this.#string += String.fromCharCode(code)
      return
    }
    if (code === byte.quote) {
      this.#inString = true
      this.#string = ''
    } else if (code === byte.open || code === byte.openList) {
      this.#depth += 1
      this.#itemDepth = Math.max(this.#itemDepth, this.#depth)
    } else if (code === byte.close || code === byte.closeList) this.#depth -= 1
  }

  #keep(bytes: Buffer, isItem: boolean): void {
    if (bytes.length === 0) return
    if (!isItem) {
      this.#head.push(Buffer.from(bytes))
      this.#headBytes += bytes.length
      return
    }
    this.#itemBytes += bytes.length
    if (this.#itemBytes <= mostItemBytes) this.#item.push(Buffer.from(bytes))
    else this.#item = []
  }

  *#finished(): Generator<ReadItem> {
    const text = decode(this.#item)?.trim()
    const isTooLarge = this.#itemBytes > mostItemBytes
    const isTooDeep = this.#itemDepth > deepest
    this.#item = []
    this.#itemBytes = 0
    this.#itemDepth = 0
    if (isTooLarge) yield { refused: { code: 'row_too_large', values: { mebibytes: mostItemBytes / 1024 / 1024 } } }
    else if (isTooDeep) yield { refused: { code: 'row_too_deep' } }
    else if (text === undefined) yield { refused: { code: 'bad_encoding' } }
    else if (text !== '') yield feature(text)
  }
}

/** A reference system says what it is, or of which kind; what does neither may be too deep to be told. */
function crsName(crs: unknown): string {
  if (typeof crs === 'string') return crs
  const { properties, type } = (crs ?? {}) as { properties?: { name?: unknown } | null; type?: unknown }
  const told = [properties?.name, type].find((one) => typeof one === 'string')
  return told === undefined ? 'crs' : String(told)
}

function feature(text: string): ReadItem {
  const value = parse(text)
  if (value === undefined) return { refused: { code: 'broken_row' } }
  const isFeature = typeof value === 'object' && value !== null && 'type' in value && value.type === 'Feature'
  return isFeature ? { feature: value as Record<string, unknown> } : { refused: { code: 'not_a_feature' } }
}

const utf8 = new TextDecoder('utf-8', { fatal: true })

/** Without a byte order mark; undefined for bytes of another encoding, which would be stored as garbage. */
function decode(pieces: readonly Buffer[]): string | undefined {
  try {
    return utf8.decode(Buffer.concat(pieces))
  } catch {
    return undefined
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return undefined
  }
}
