import { Readable } from 'node:stream'
import type { Page } from '../http/cursor.ts'
import { byteOrderMark, csvLine } from './rules.ts'

type Cells = readonly (string | number | null)[]

interface CsvList<Item, After> {
  heads: readonly string[]
  /** A page of the list, in a transaction of its own. */
  read: (after: After | null) => Promise<Page<Item>>
  /** Where the page before ended. */
  after: (cursor: string) => After | null
  /** The lines that tell one thing of the list: mostly one. */
  lines: (item: Item) => Cells[]
}

/**
 * A list as CSV, written as it is read: whoever takes the file slowly holds no connection. The first page is read before
 * anything is written, so that what goes wrong can still be told.
 */
export async function csvFile<Item, After>({ heads, read, after, lines }: CsvList<Item, After>): Promise<Readable> {
  const first = await read(null)
  async function* written(): AsyncGenerator<string> {
    yield byteOrderMark + csvLine(heads)
    for (let page = first; ; ) {
      yield page.items.flatMap(lines).map(csvLine).join('')
      if (page.nextCursor === null) return
      page = await read(after(page.nextCursor))
    }
  }
  return Readable.from(written(), { objectMode: false })
}
