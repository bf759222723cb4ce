import type { Readable } from 'node:stream'
import type { Actor } from '../access/actor.ts'
import type { Under } from '../access/under.ts'
import { namesFor } from '../agencies/names.ts'
import { csvFile } from '../analytics/csv-file.ts'
import { mostItems, readCursor } from '../http/cursor.ts'
import type { Language } from '../language/contract.ts'
import { momentAt } from '../time/rules.ts'
import { mostStars } from './contract.ts'
import { sayReports } from './messages.ts'
import { listReports, type ReportFilter } from './read.ts'
import { reportCategoryWords, reportStatusWords } from './words.ts'

const heads = ['number', 'category', 'status', 'sent', 'due', 'late', 'with', 'municipality', 'lng', 'lat', 'changed', 'rating'] as const // biome-ignore format: one line

interface Reading {
  actor: Actor
  now: Date
  zone: string
}

/** The reports of a filter as CSV, in the order of the list. */
export async function reportsFile(
  under: Under,
  filter: ReportFilter,
  { actor, now, zone }: Reading,
  language: Language,
): Promise<Readable> {
  const named = await namesFor(under, actor, language)
  const isLate = (dueAt: string | null) => dueAt !== null && Date.parse(dueAt) <= now.getTime()
  return csvFile({
    heads: heads.map((head) => sayReports(`csv.${head}`, { most: mostStars })(language)),
    read: (after: readonly [string, string] | null) =>
      under(actor, (db) => listReports(db, filter, actor, { limit: mostItems, after })),
    after: (cursor) => readCursor(cursor, ['instant', 'uuid']).value ?? null,
    lines: ({ number, category, status, createdAt, dueAt, agencyId, municipalityId, place, updatedAt, rating }) => [
      [
        number,
        reportCategoryWords[category][language],
        reportStatusWords[status][language],
        momentAt(createdAt, zone),
        momentAt(dueAt, zone),
        isLate(dueAt) ? sayReports('csv.isLate')(language) : null,
        named(agencyId),
        named(municipalityId),
        place.coordinates[0],
        place.coordinates[1],
        momentAt(updatedAt, zone),
        rating,
      ],
    ],
  })
}
