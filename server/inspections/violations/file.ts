import { Readable } from 'node:stream'
import type { Actor } from '../../access/actor.ts'
import type { Under } from '../../access/under.ts'
import { listAgencies } from '../../agencies/store.ts'
import { byteOrderMark, csvLine } from '../../analytics/rules.ts'
import { mostItems, readCursor } from '../../http/cursor.ts'
import type { Language } from '../../language/contract.ts'
import type { Violation } from './contract.ts'
import { sayViolations } from './messages.ts'
import { unitsOf } from './money/rules.ts'
import { type AfterViolation, type Asked, listViolations } from './read.ts'

const heads = ['number', 'at', 'state', 'article', 'words', 'works', 'liable', 'amount', 'currency', 'cause', 'decision'] as const // biome-ignore format: one line

/**
 * The violations of a filter as CSV, written as it is read: each page is a transaction of its own. The first is read before
 * anything is written, so that what goes wrong can still be told.
 */
export async function violationsFile(
  under: Under,
  asked: Asked,
  reading: { actor: Actor; now: Date },
  language: Language,
): Promise<Readable> {
  const read = (after: AfterViolation) =>
    under(reading.actor, (db) => listViolations(db, asked, reading, { limit: mostItems, after }))
  const names = new Map((await under(reading.actor, listAgencies)).map(({ id, name }) => [id, name[language]]))
  const first = await read(null)
  async function* written(): AsyncGenerator<string> {
    yield byteOrderMark + csvLine(heads.map((head) => sayViolations(`csv.${head}`)(language)))
    for (let page = first; ; ) {
      yield page.items.map((one) => lineOf(one, names, language)).join('')
      if (page.nextCursor === null) return
      page = await read(readCursor(page.nextCursor, ['instant', 'uuid']).value ?? null)
    }
  }
  return Readable.from(written(), { objectMode: false })
}

function lineOf(one: Violation, names: ReadonlyMap<string, string>, language: Language): string {
  const { number, at, state, article, works, liable, amount, currency, cause, decision } = one
  const liableName = names.get(liable.agencyId) ?? null
  return csvLine([
    number,
    at,
    state,
    article.code,
    article.words[language],
    works.number,
    liableName,
    unitsOf(amount, currency),
    currency,
    cause,
    decision?.outcome ?? null,
  ])
}
