import type { Readable } from 'node:stream'
import type { Actor } from '../access/actor.ts'
import type { Under } from '../access/under.ts'
import { namesFor } from '../agencies/names.ts'
import { csvFile } from '../analytics/csv-file.ts'
import { mostItems, readCursor } from '../http/cursor.ts'
import type { Language, Names } from '../language/contract.ts'
import { momentAt } from '../time/rules.ts'
import { type InspectionFilter, listInspections } from './read.ts'
import { inspectionKindWords, inspectionOutcomeWords } from './words.ts'

const heads: readonly Names[] = [
  { ar: 'رقم المعاينة', en: 'Inspection' },
  { ar: 'النوع', en: 'Kind' },
  { ar: 'النتيجة', en: 'Outcome' },
  { ar: 'بنود غير مطابقة', en: 'Failed items' },
  { ar: 'أوقف العمل', en: 'Work stopped' },
  { ar: 'رقم العمل', en: 'Works' },
  { ar: 'عنوان العمل', en: 'Title' },
  { ar: 'الجهة', en: 'Agency' },
  { ar: 'المقاول', en: 'Contractor' },
  { ar: 'البلدية', en: 'Municipality' },
  { ar: 'المفتش', en: 'Inspector' },
  { ar: 'بدأت', en: 'Began' },
  { ar: 'انتهت', en: 'Ended' },
  { ar: 'وصلت', en: 'Received' },
]
const yes: Names = { ar: 'نعم', en: 'yes' }

/** The inspections of a filter as CSV, in the order of the list. */
export async function inspectionsFile(
  under: Under,
  filter: InspectionFilter,
  { actor, zone }: { actor: Actor; zone: string },
  language: Language,
): Promise<Readable> {
  const named = await namesFor(under, actor, language)
  return csvFile({
    heads: heads.map((head) => head[language]),
    read: (after: readonly [string, string] | null) =>
      under(actor, (db) => listInspections(db, filter, actor, { limit: mostItems, after })),
    after: (cursor) => readCursor(cursor, ['instant', 'uuid']).value ?? null,
    lines: (one) => [
      [
        ...[one.number, inspectionKindWords[one.kind][language], inspectionOutcomeWords[one.outcome][language]],
        ...[one.failed, one.stoppedWork ? yes[language] : null, one.works.number, one.works.title],
        ...[named(one.works.agencyId), named(one.contractorId), named(one.municipalityId)],
        ...[one.inspector.name[language], momentAt(one.startedAt, zone), momentAt(one.endedAt, zone)],
        momentAt(one.receivedAt, zone),
      ],
    ],
  })
}
