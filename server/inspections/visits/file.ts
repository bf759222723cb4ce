import type { Readable } from 'node:stream'
import type { Actor } from '../../access/actor.ts'
import type { Under } from '../../access/under.ts'
import { namesFor } from '../../agencies/names.ts'
import { csvFile } from '../../analytics/csv-file.ts'
import { mostItems, readCursor } from '../../http/cursor.ts'
import type { Language, Names } from '../../language/contract.ts'
import { inspectionKindWords } from '../words.ts'
import { listVisits, type VisitFilter } from './read.ts'
import { visitCauseWords, visitStateWords } from './words.ts'

const heads: readonly Names[] = [
  { ar: 'الموعد', en: 'Due' },
  { ar: 'النوع', en: 'Kind' },
  { ar: 'السبب', en: 'Why' },
  { ar: 'الحالة', en: 'State' },
  { ar: 'المفتش', en: 'Inspector' },
  { ar: 'رقم العمل', en: 'Works' },
  { ar: 'عنوان العمل', en: 'Title' },
  { ar: 'الشارع', en: 'Street' },
  { ar: 'الجهة', en: 'Agency' },
  { ar: 'المقاول', en: 'Contractor' },
  { ar: 'البلدية', en: 'Municipality' },
  { ar: 'الحي', en: 'District' },
  { ar: 'ملاحظة', en: 'Note' },
  { ar: 'خط الطول', en: 'Longitude' },
  { ar: 'خط العرض', en: 'Latitude' },
]

/** The visits of a filter as CSV, by their day; their places in degrees (WGS 84). */
export async function visitsFile(
  under: Under,
  filter: VisitFilter,
  actor: Actor,
  language: Language,
): Promise<Readable> {
  const named = await namesFor(under, actor, language)
  return csvFile({
    heads: heads.map((head) => head[language]),
    read: (after: readonly [string, string] | null) =>
      under(actor, (db) => listVisits(db, filter, actor, { limit: mostItems, after })),
    after: (cursor) => readCursor(cursor, ['day', 'uuid']).value ?? null,
    lines: ({ dueOn, kind, cause, state, assignee, works, district, note, place }) => [
      [
        ...[dueOn, inspectionKindWords[kind][language], visitCauseWords[cause][language]],
        ...[visitStateWords[state][language], assignee?.name[language] ?? null],
        ...[works.number, works.title, works.streetName?.[language] ?? null],
        ...[named(works.agencyId), named(works.contractorId), named(works.municipalityId)],
        ...[district?.name[language] ?? null, note, place.coordinates[0] ?? null, place.coordinates[1] ?? null],
      ],
    ],
  })
}
