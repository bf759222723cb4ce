import type { Readable } from 'node:stream'
import type { Actor } from '../../access/actor.ts'
import type { Under } from '../../access/under.ts'
import { namesFor } from '../../agencies/names.ts'
import { csvFile } from '../../analytics/csv-file.ts'
import { mostItems, readCursor } from '../../http/cursor.ts'
import type { Language, Names } from '../../language/contract.ts'
import { momentAt } from '../../time/rules.ts'
import { type DefectFilter, listDefects } from './list.ts'
import { defectKindWords, defectSeverityWords, defectStateWords } from './words.ts'

const heads: readonly Names[] = [
  { ar: 'رقم الملاحظة', en: 'Defect' },
  { ar: 'الحالة', en: 'State' },
  { ar: 'الجسامة', en: 'Severity' },
  { ar: 'الملاحظة', en: 'What is to be mended' },
  { ar: 'كُشفت في', en: 'Found by' },
  { ar: 'رقم العمل', en: 'Works' },
  { ar: 'عنوان العمل', en: 'Title' },
  { ar: 'الجهة', en: 'Agency' },
  { ar: 'المقاول', en: 'Contractor' },
  { ar: 'البلدية', en: 'Municipality' },
  { ar: 'فُتحت', en: 'Opened' },
  { ar: 'موعد الإصلاح', en: 'Due' },
  { ar: 'التأخر', en: 'Late' },
  { ar: 'معترض عليها', en: 'Contested' },
  { ar: 'خط الطول', en: 'Longitude' },
  { ar: 'خط العرض', en: 'Latitude' },
]
const yes: Names = { ar: 'نعم', en: 'yes' }

interface Reading {
  actor: Actor
  today: string
  zone: string
}

/** The defects of a filter as CSV, in the order of the list; a stretch is told by where it begins, in degrees (WGS 84). */
export async function defectsFile(
  under: Under,
  filter: DefectFilter,
  { actor, today, zone }: Reading,
  language: Language,
): Promise<Readable> {
  const named = await namesFor(under, actor, language)
  return csvFile({
    heads: heads.map((head) => head[language]),
    read: (after: readonly [string, string] | null) =>
      under(actor, (db) => listDefects(db, filter, { actor, today }, { limit: mostItems, after })),
    after: (cursor) => readCursor(cursor, ['day', 'uuid']).value ?? null,
    lines: (defect) => {
      const { place } = defect
      const [lng = null, lat = null] = place.type === 'Point' ? place.coordinates : (place.coordinates[0] ?? [])
      return [
        [
          ...[defect.number, defectStateWords[defect.state][language], defectSeverityWords[defect.severity][language]],
          ...[defect.text[language], defectKindWords[defect.kind][language]],
          ...[defect.works.number, defect.works.title, named(defect.agencyId), named(defect.contractorId)],
          defect.municipalityIds.flatMap((id) => named(id) ?? []).join('; '),
          ...[momentAt(defect.openedAt, zone), defect.dueOn],
          ...[defect.isLate ? yes[language] : null, defect.isContested ? yes[language] : null],
          ...[lng, lat],
        ],
      ]
    },
  })
}
