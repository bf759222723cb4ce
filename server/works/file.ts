import { Readable } from 'node:stream'
import type { Actor } from '../access/actor.ts'
import type { Under } from '../access/under.ts'
import { mostItems, readCursor } from '../http/cursor.ts'
import type { WorksFilter } from './filter.ts'
import { type AfterWorks, listFeatures } from './read.ts'

/**
 * All works of a filter as GeoJSON, written as it is read. Each page is read in a transaction of its own: whoever takes
 * the file slowly holds no connection, and others come between. The first is read before anything is written, so that
 * what goes wrong can still be told.
 */
export async function worksFile(
  under: Under,
  filter: WorksFilter,
  viewer: Actor | null,
  limit = mostItems,
): Promise<Readable> {
  const read = (after: AfterWorks) => under(viewer, (db) => listFeatures(db, filter, viewer, { limit, after }))
  const first = await read(null)
  return Readable.from(written(first, read), { objectMode: false })
}

type Features = Awaited<ReturnType<typeof listFeatures>>

async function* written(first: Features, read: (after: AfterWorks) => Promise<Features>): AsyncGenerator<string> {
  let page = first
  yield `{"type":"FeatureCollection","features":[${joined(page)}`
  while (page.nextCursor !== null) {
    const { value } = readCursor(page.nextCursor, ['day', 'uuid'])
    page = await read(value ?? null)
    if (page.items.length > 0) yield `,\n${joined(page)}`
  }
  yield ']}\n'
}

function joined({ items }: Features): string {
  return items.map((item) => JSON.stringify(item)).join(',\n')
}
