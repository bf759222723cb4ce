import type { Readable } from 'node:stream'
import type { Actor } from '../../access/actor.ts'
import type { Under } from '../../access/under.ts'
import { listAgencies } from '../../agencies/store.ts'
import { csvFile } from '../../analytics/csv-file.ts'
import { mostItems, readCursor } from '../../http/cursor.ts'
import type { Language } from '../../language/contract.ts'
import { momentAt } from '../../time/rules.ts'
import { sayViolations } from './messages.ts'
import { unitsOf } from './money/rules.ts'
import { type AfterViolation, type Asked, listViolations } from './read.ts'
import { violationCauseWords, violationOutcomeWords, violationStateWords } from './words.ts'

const heads = ['number', 'at', 'state', 'article', 'words', 'works', 'liable', 'amount', 'currency', 'cause', 'decision'] as const // biome-ignore format: one line

/** The violations of a filter as CSV, the newest first. */
export async function violationsFile(
  under: Under,
  asked: Asked,
  reading: { actor: Actor; now: Date },
  language: Language,
): Promise<Readable> {
  const names = new Map((await under(reading.actor, listAgencies)).map(({ id, name }) => [id, name[language]]))
  return csvFile({
    heads: heads.map((head) => sayViolations(`csv.${head}`)(language)),
    read: (after: AfterViolation) =>
      under(reading.actor, (db) => listViolations(db, asked, reading, { limit: mostItems, after })),
    after: (cursor) => readCursor(cursor, ['instant', 'uuid']).value ?? null,
    lines: ({ number, at, state, article, works, liable, amount, currency, cause, decision }) => [
      [
        number,
        momentAt(at, asked.zone),
        violationStateWords[state][language],
        article.code,
        article.words[language],
        works.number,
        names.get(liable.agencyId) ?? null,
        unitsOf(amount, currency),
        currency,
        violationCauseWords[cause][language],
        decision ? violationOutcomeWords[decision.outcome][language] : null,
      ],
    ],
  })
}
