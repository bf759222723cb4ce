import type { Readable } from 'node:stream'
import type { Actor } from '../access/actor.ts'
import type { Under } from '../access/under.ts'
import { namesFor } from '../agencies/names.ts'
import { csvFile } from '../analytics/csv-file.ts'
import { mostItems, readCursor } from '../http/cursor.ts'
import type { Language, Names } from '../language/contract.ts'
import { caseStateWords } from '../meeting/words.ts'
import { momentAt } from '../time/rules.ts'
import { type CaseFilter, type CasePlace, caseMarks, listCases } from './list.ts'

const heads: readonly Names[] = [
  { ar: 'رقم القضية', en: 'Case' },
  { ar: 'الحالة', en: 'State' },
  { ar: 'الأعمال', en: 'Works' },
  { ar: 'الأطراف', en: 'Parties' },
  { ar: 'البلدية', en: 'Municipality' },
  { ar: 'تعارض مانع', en: 'Blocking conflicts' },
  { ar: 'تنبيهات', en: 'Warnings' },
  { ar: 'المقترحات', en: 'Proposals' },
  { ar: 'بانتظار', en: 'Waits for' },
  { ar: 'المهلة', en: 'Due' },
  { ar: 'فُتحت', en: 'Opened' },
  { ar: 'رُفعت', en: 'Escalated' },
  { ar: 'انتهت', en: 'Ended' },
]

/** The cases of a filter as CSV, in the order of the list; several works and parties of a case stand in one cell. */
export async function casesTable(
  under: Under,
  filter: CaseFilter,
  { actor, zone }: { actor: Actor; zone: string },
  language: Language,
): Promise<Readable> {
  const named = await namesFor(under, actor, language)
  const all = (ids: readonly string[]) => ids.flatMap((id) => named(id) ?? []).join('; ')
  return csvFile({
    heads: heads.map((head) => head[language]),
    read: (after: CasePlace | null) => under(actor, (db) => listCases(db, filter, actor, { limit: mostItems, after })),
    after: (cursor) => readCursor(cursor, caseMarks).value ?? null,
    lines: (about) => [
      [
        about.number,
        caseStateWords[about.state][language],
        about.works.map(({ number, title }) => `${number} ${title}`).join('; '),
        all(about.parties),
        all(about.municipalityIds),
        about.blocking,
        about.warning,
        about.proposalCount,
        all(about.waitsFor),
        momentAt(about.dueAt, zone),
        momentAt(about.openedAt, zone),
        momentAt(about.escalatedAt, zone),
        momentAt(about.endedAt, zone),
      ],
    ],
  })
}
