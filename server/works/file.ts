import type { Readable } from 'node:stream'
import type { Actor } from '../access/actor.ts'
import type { Under } from '../access/under.ts'
import { mostItems, readCursor } from '../http/cursor.ts'
import { featureFile } from '../http/feature-file.ts'
import type { WorksFilter } from './filter.ts'
import { type AfterWorks, listFeatures } from './read.ts'

/** All works of a filter as GeoJSON, by their start. */
export function worksFile(
  under: Under,
  filter: WorksFilter,
  viewer: Actor | null,
  limit = mostItems,
): Promise<Readable> {
  return featureFile(
    (after: AfterWorks) => under(viewer, (db) => listFeatures(db, filter, viewer, { limit, after })),
    (cursor) => readCursor(cursor, ['day', 'uuid']).value ?? null,
  )
}
