import { Readable } from 'node:stream'
import type { Actor } from '../access/actor.ts'
import type { Under } from '../access/under.ts'
import { listAgencies } from '../agencies/store.ts'
import { mostItems, readCursor } from '../http/cursor.ts'
import type { Language } from '../language/contract.ts'
import type { PlannedStreet } from './contract.ts'
import { sayAnalytics } from './messages.ts'
import { type AfterStreet, type PlanFilter, planOfStreets } from './plan.ts'
import { byteOrderMark, csvLine } from './rules.ts'

const heads = ['street', 'number', 'title', 'agency', 'category', 'status', 'start', 'end', 'metres', 'blocking', 'warning', 'chances'] as const // biome-ignore format: one line

/**
 * The year's plan as CSV, written as it is read: a line for each works on each of its streets. Each page is a transaction
 * of its own; the first is read before anything is written, so that what goes wrong can still be told.
 */
export async function planFile(
  under: Under,
  filter: PlanFilter,
  viewer: Actor,
  language: Language,
  limit = mostItems,
): Promise<Readable> {
  const read = (after: AfterStreet) =>
    under(viewer, (db) => planOfStreets(db, filter, viewer, { limit, after, most: null }))
  const agencies = await under(viewer, listAgencies)
  const names = new Map(agencies.map(({ id, name }) => [id, name[language]]))
  const first = await read(null)
  async function* written(): AsyncGenerator<string> {
    yield byteOrderMark + csvLine(heads.map((head) => sayAnalytics(head)(language)))
    for (let page = first; ; ) {
      yield page.items.map((street) => linesOf(street, names, language)).join('')
      if (page.nextCursor === null) return
      page = await read(readCursor(page.nextCursor, ['text', 'uuid']).value ?? null)
    }
  }
  return Readable.from(written(), { objectMode: false })
}

function linesOf({ name, works }: PlannedStreet, agencies: ReadonlyMap<string, string>, language: Language): string {
  return works
    .map(({ number, title, agencyId, category, status, occupies, metres, blocking, warning, chances }) =>
      csvLine([
        name[language],
        number,
        title,
        agencies.get(agencyId) ?? null,
        category,
        status,
        occupies.start,
        occupies.end,
        metres,
        blocking,
        warning,
        chances,
      ]),
    )
    .join('')
}
