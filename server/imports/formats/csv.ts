import type { Format, ReadItem } from './format.ts'
import { geometryOfText } from './wkt.ts'

const mostRowCharacters = 1024 * 1024
const separators = [',', ';', '\t'] as const
/** Columns that hold a shape as well-known text or GeoJSON, and those of a place. */
const shapeColumn = /^(wkt|geom|geometry|the_geom|shape|الشكل)$/i
const longitudeColumn = /^(lng|lon|long|longitude|x|خط الطول)$/i
const latitudeColumn = /^(lat|latitude|y|دائرة العرض|خط العرض)$/i

/**
 * CSV (RFC 4180) in UTF-8 with a line of names, separated by commas, semicolons or tabs: each row as a feature whose shape
 * stands in a column of its own, as well-known text or GeoJSON, or in two as longitude and latitude.
 */
export const csv: Format = {
  name: 'csv',
  endings: ['.csv', '.tsv'],
  async *read(stream) {
    const decoder = new TextDecoder('utf-8', { fatal: true })
    const rows = new RowScanner()
    let head: string[] | null = null
    try {
      for await (const piece of stream)
        for (const row of rows.take(decoder.decode(piece as Buffer, { stream: true }))) {
          if (head) yield itemOf(head, row)
          else head = typeof row === 'string' ? [] : row.map((name) => name.trim())
        }
      for (const row of rows.end(decoder.decode())) if (head) yield itemOf(head, row)
    } catch (error) {
      if (!(error instanceof TypeError)) throw error
      yield { fault: { code: 'bad_encoding' } }
    }
  },
}

type Row = string[] | 'too_large' | 'unclosed_quote'

/** Cuts text into rows of cells as it comes; the first line tells what separates them. */
class RowScanner {
  #cells: string[] = []
  #cell = ''
  #characters = 0
  #inQuotes = false
  #afterQuote = false
  #isBroken = false
  #separator: string | null = null
  #waiting = ''

  #keep(character: string): void {
    if (this.#characters <= mostRowCharacters) this.#cell += character
  }

  *take(text: string): Generator<Row> {
    let given = this.#waiting + text
    this.#waiting = ''
    if (this.#separator === null) {
      const line = given.indexOf('\n')
      if (line < 0 && given.length < mostRowCharacters) {
        this.#waiting = given
        return
      }
      given = given.replace(/^\uFEFF/, '')
      this.#separator = separatorOf(given.slice(0, line < 0 ? undefined : line))
    }
    for (const character of given) {
      const row = this.#step(character)
      if (row) yield row
    }
  }

  *end(text: string): Generator<Row> {
    // a file of one line waits for its end
    this.#separator ??= separatorOf(this.#waiting)
    yield* this.take(`${text}\n`)
    // how many rows a quote that never closes has swallowed, nobody knows
    if (this.#inQuotes) yield 'unclosed_quote'
  }

  #step(character: string): Row | null {
    this.#characters += 1
    if (this.#inQuotes) {
      if (character !== '"') this.#keep(character)
      else {
        this.#inQuotes = false
        this.#afterQuote = true
      }
      return null
    }
    if (character === '"' && (this.#afterQuote || this.#cell === '')) {
      if (this.#afterQuote) this.#keep('"')
      this.#inQuotes = true
      this.#afterQuote = false
      return null
    }
    // words behind a closing quotation mark: one before it was never closed
    if (this.#afterQuote && ![this.#separator, '\n', '\r', ' '].includes(character)) this.#isBroken = true
    this.#afterQuote = false
    if (character === '\n') return this.#finished()
    if (character === this.#separator) this.#next()
    else if (character !== '\r') this.#keep(character)
    return null
  }

  #next(): void {
    this.#cells.push(this.#cell)
    this.#cell = ''
  }

  #finished(): Row | null {
    this.#next()
    const [cells, isTooLarge, isBroken] = [this.#cells, this.#characters > mostRowCharacters, this.#isBroken]
    this.#cells = []
    this.#characters = 0
    this.#isBroken = false
    if (isBroken) return 'unclosed_quote'
    if (isTooLarge) return 'too_large'
    return cells.some((cell) => cell.trim() !== '') ? cells : null
  }
}

function separatorOf(line: string): string {
  const counted = separators.map((separator) => ({ separator, count: line.split(separator).length }))
  return counted.reduce((best, one) => (one.count > best.count ? one : best)).separator
}

function itemOf(head: readonly string[], row: Row): ReadItem {
  if (row === 'too_large') return { refused: { code: 'row_too_large', values: { mebibytes: 1 } } }
  if (row === 'unclosed_quote') return { refused: { code: 'unclosed_quote' } }
  const named = head.map((name, n) => [name, row[n] ?? ''] as const).filter(([name]) => name !== '')
  const isShape = (name: string) => [shapeColumn, longitudeColumn, latitudeColumn].some((form) => form.test(name))
  const properties = Object.fromEntries(named.filter(([name]) => !isShape(name)))
  return { feature: { type: 'Feature', properties, geometry: shapeOf(named) } }
}

function shapeOf(named: readonly (readonly [string, string])[]): unknown {
  const text = named.find(([name]) => shapeColumn.test(name))?.[1].trim()
  if (text) return geometryOfText(text) ?? geojsonOf(text)
  const [lng, lat] = [longitudeColumn, latitudeColumn].map((form) =>
    named.find(([name]) => form.test(name))?.[1].trim(),
  )
  return lng && lat ? { type: 'Point', coordinates: [Number(lng), Number(lat)] } : null
}

/** What cannot be read is no shape: the check says so of the row. */
function geojsonOf(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return null
  }
}
