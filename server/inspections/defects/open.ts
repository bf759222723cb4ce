import { uuidv7 } from 'uuidv7'
import type { Db } from '../../database/connect.ts'
import { rows, sql } from '../../database/sql.ts'
import type { LineString, Point } from '../../geo/contract.ts'
import type { Names } from '../../language/contract.ts'
import type { RulePack } from '../../policy/contract.ts'
import { dayAt } from '../../time/rules.ts'
import { answerDueOf, dueDayOf } from './clock.ts'
import type { DefectKind, DefectSeverity } from './contract.ts'
import { recordDefects } from './record.ts'
import { tellOf } from './told.ts'

const text = sql(import.meta.url, 'open.sql')

/** Something that was found wrong with the ground of a works. */
export interface FoundDefect {
  worksId: string
  kind: DefectKind
  severity: DefectSeverity
  /** What is wrong, in both languages. */
  text: Names
  note?: string | null
  /** WGS84: a point, or a stretch along the route. Without it, the ground of the works nearest to `near`. */
  place?: Point | LineString | null
  near?: Point | null
  inspectionId?: string | null
  itemCode?: string | null
  sampleId?: string | null
  photoId?: string | null
}

export interface Finder {
  userId: string | null
  agencyId: string | null
  now: Date
  pack: RulePack
}

interface Opened {
  id: string
  number: string
  agency_id: string
  contractor_id: string | null
  municipality_ids: string[]
}

/**
 * Opens defects, in the transaction of what found them: who digs there has to mend each by a day of the rule pack, and is
 * told. An item of an inspection that has its defect already is passed over. Gives those that were opened, in their order.
 */
export async function openDefects(
  db: Db,
  found: readonly FoundDefect[],
  { userId, agencyId, now, pack }: Finder,
): Promise<{ id: string; number: string }[]> {
  if (found.length === 0) return []
  const opened = await rows<Opened>(db, text, {
    defects: JSON.stringify(found.map((one, position) => columnsOf(one, { position, now, pack }))),
    year: Number(dayAt(now, pack.zone).slice(0, 4)),
    now,
    answerDue: answerDueOf(now, pack),
    userId,
    byAgency: agencyId,
  })
  await tellOf(db, opened, 'open', { at: now, by: userId })
  await recordDefects(
    db,
    opened.map(({ id }) => ({ id, event: 'open' })),
  )
  return opened.map(({ id, number }) => ({ id, number }))
}

/** Opens one; gives null where it has been opened before. */
export async function openDefect(
  db: Db,
  found: FoundDefect,
  finder: Finder,
): Promise<{ id: string; number: string } | null> {
  const [opened] = await openDefects(db, [found], finder)
  return opened ?? null
}

function columnsOf(
  { place = null, near = null, ...found }: FoundDefect,
  { position, now, pack }: { position: number; now: Date; pack: RulePack },
) {
  return {
    position,
    id: uuidv7(),
    works_id: found.worksId,
    inspection_id: found.inspectionId ?? null,
    sample_id: found.sampleId ?? null,
    item_code: found.itemCode ?? null,
    kind: found.kind,
    severity: found.severity,
    text_ar: found.text.ar,
    text_en: found.text.en,
    note: found.note ?? null,
    place: place && JSON.stringify(place),
    near: near && JSON.stringify(near),
    due_on: dueDayOf(found.severity, now, pack),
    photo_id: found.photoId ?? null,
  }
}
