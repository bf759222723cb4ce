import type { Readable } from 'node:stream'
import type { Actor } from '../access/actor.ts'
import { mayDo } from '../access/permissions.ts'
import type { Under } from '../access/under.ts'
import { listAgencies } from '../agencies/store.ts'
import { csvFile } from '../analytics/csv-file.ts'
import { mostItems, readCursor } from '../http/cursor.ts'
import type { Language } from '../language/contract.ts'
import type { WorksFilter } from './filter.ts'
import { type AfterWorks, listWorks } from './read.ts'
import { sayTable } from './table-messages.ts'
import { categoryWords, statusWords, utilityWords } from './words.ts'

const heads = ['number', 'reference', 'title', 'agency', 'category', 'utility', 'status', 'street', 'start', 'end', 'length', 'blocking', 'warning', 'chances', 'guarantee'] as const // biome-ignore format: a line of the file

/** All works of a filter as CSV, by their start. Whoever may not read conflicts gets no count of them: not that there are none. */
export async function worksTable(
  under: Under,
  filter: WorksFilter,
  viewer: Actor | null,
  language: Language,
  limit = mostItems,
): Promise<Readable> {
  const names = new Map((await under(viewer, listAgencies)).map(({ id, name }) => [id, name[language]]))
  const seesConflicts = mayDo(viewer, 'conflicts.read')
  const counted = (count: number) => (seesConflicts ? count : null)
  return csvFile({
    heads: heads.map((head) => sayTable(`csv.${head}`)(language)),
    read: (after: AfterWorks) => under(viewer, (db) => listWorks(db, filter, viewer, { limit, after })),
    after: (cursor) => readCursor(cursor, ['day', 'uuid']).value ?? null,
    lines: ({ conflicts, period, ...works }) => [
      [
        works.number,
        works.externalReference,
        works.title,
        names.get(works.agencyId) ?? null,
        categoryWords[works.category][language],
        utilityWords[works.utility][language],
        statusWords[works.status][language],
        works.streetName?.[language] ?? null,
        period.start,
        period.end,
        works.lengthMetres,
        counted(conflicts.blocking),
        counted(conflicts.warning),
        counted(conflicts.chances),
        works.guaranteeUntil,
      ],
    ],
  })
}
