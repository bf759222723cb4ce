import { Readable } from 'node:stream'
import type { Page } from './cursor.ts'

/**
 * A list of features as GeoJSON, written as it is read. Each page is read in a transaction of its own: whoever takes the
 * file slowly holds no connection, and others come between. The first is read before anything is written, so that what
 * goes wrong can still be told. `after` reads where the page before ended.
 */
export async function featureFile<After>(
  read: (after: After | null) => Promise<Page<unknown>>,
  after: (cursor: string) => After | null,
): Promise<Readable> {
  const first = await read(null)
  async function* written(): AsyncGenerator<string> {
    let page = first
    yield `{"type":"FeatureCollection","features":[${joined(page)}`
    while (page.nextCursor !== null) {
      page = await read(after(page.nextCursor))
      if (page.items.length > 0) yield `,\n${joined(page)}`
    }
    yield ']}\n'
  }
  return Readable.from(written(), { objectMode: false })
}

function joined({ items }: Page<unknown>): string {
  return items.map((item) => JSON.stringify(item)).join(',\n')
}
