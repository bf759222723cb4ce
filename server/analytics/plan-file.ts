import type { Readable } from 'node:stream'
import type { Under } from '../access/under.ts'
import { listAgencies } from '../agencies/store.ts'
import type { Db } from '../database/connect.ts'
import { mostItems, type Page, readCursor, writeCursor } from '../http/cursor.ts'
import type { Language } from '../language/contract.ts'
import { categoryWords, statusWords } from '../works/words.ts'
import type { PlannedStreet } from './contract.ts'
import { csvFile } from './csv-file.ts'
import { sayAnalytics } from './messages.ts'
import {
  type AfterElsewhere,
  type AfterStreet,
  type AskingForPlan,
  type PlanFilter,
  planElsewhere,
  streetsOfPlan,
} from './plan.ts'

const heads = ['street', 'number', 'title', 'agency', 'category', 'status', 'start', 'end', 'metres', 'blocking', 'warning', 'chances'] as const // biome-ignore format: one line

/** Where the file goes on: with streets, and after the last of them with what lies on none that is known. */
type After = { street: AfterStreet } | { elsewhere: AfterElsewhere }

function afterOf(cursor: string): After {
  const elsewhere = readCursor(cursor, ['text', 'day', 'uuid']).value
  if (elsewhere) return { elsewhere: [elsewhere[1], elsewhere[2]] }
  const street = readCursor(cursor, ['text', 'uuid']).value
  return street ? { street } : { elsewhere: null }
}

/** A page of the file: so many streets, each with all of its works, or so many works that lie on none. */
async function pageOfFile(
  db: Db,
  filter: PlanFilter,
  asking: AskingForPlan,
  { limit, after }: { limit: number; after: After | null },
): Promise<Page<PlannedStreet>> {
  if (after && 'elsewhere' in after) {
    const found = await planElsewhere(db, filter, asking, { most: limit, after: after.elsewhere })
    const last = found?.works.length === limit ? found.works.at(-1) : undefined
    return {
      items: found ? [found] : [],
      nextCursor: last ? writeCursor(['elsewhere', last.occupies.start, last.id]) : null,
    }
  }
  const { items, nextCursor } = await streetsOfPlan(db, filter, asking, {
    limit,
    after: after?.street ?? null,
    most: null,
  })
  return { items, nextCursor: nextCursor ?? writeCursor([]) }
}

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
    read: (after: After | null) => under(asking.viewer, (db) => pageOfFile(db, filter, asking, { limit, after })),
    after: afterOf,
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
