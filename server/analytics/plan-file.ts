import type { Readable } from 'node:stream'
import type { Under } from '../access/under.ts'
import { listAgencies } from '../agencies/store.ts'
import { mostItems, readCursor } from '../http/cursor.ts'
import type { Language } from '../language/contract.ts'
import { categoryWords, statusWords } from '../works/words.ts'
import { csvFile } from './csv-file.ts'
import { sayAnalytics } from './messages.ts'
import { type AfterStreet, type AskingForPlan, type PlanFilter, planOfStreets } from './plan.ts'

const heads = ['street', 'number', 'title', 'agency', 'category', 'status', 'start', 'end', 'metres', 'blocking', 'warning', 'chances'] as const // biome-ignore format: one line

/** The year's plan as CSV: a line for each works on each of its streets. */
export async function planFile(
  under: Under,
  filter: PlanFilter,
  asking: AskingForPlan,
  language: Language,
  limit = mostItems,
): Promise<Readable> {
  const names = new Map((await under(asking.viewer, listAgencies)).map(({ id, name }) => [id, name[language]]))
  return csvFile({
    heads: heads.map((head) => sayAnalytics(head)(language)),
    read: (after: AfterStreet) =>
      under(asking.viewer, (db) => planOfStreets(db, filter, asking, { limit, after, most: null })),
    after: (cursor) => readCursor(cursor, ['text', 'uuid']).value ?? null,
    lines: ({ name, works }) =>
      works.map((one) => [
        name[language],
        one.number,
        one.title,
        names.get(one.agencyId) ?? null,
        categoryWords[one.category][language],
        statusWords[one.status][language],
        one.occupies.start,
        one.occupies.end,
        one.metres,
        one.blocking,
        one.warning,
        one.chances,
      ]),
  })
}
