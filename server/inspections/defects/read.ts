import { join } from 'node:path'
import type { Actor } from '../../access/actor.ts'
import type { Db } from '../../database/connect.ts'
import { rows } from '../../database/sql.ts'
import type { PhotoSize } from '../../media/contract.ts'
import { photoFile } from '../../media/folder.ts'
import type { RulePack } from '../../policy/contract.ts'
import { dayAt } from '../../time/rules.ts'
import { lastVisitDay } from './clock.ts'
import { type Defect, type DefectLine, defectDeeds } from './contract.ts'
import { type DefectRow, defectColumns, defectTables, summary } from './row.ts'
import { type DefectFacts, mayStep } from './rules.ts'
import { partiesOf, seesDefect } from './standing.ts'

export interface Asking {
  actor: Actor
  now: Date
  pack: RulePack
}

/** A defect that whoever asks may see, held until the transaction ends where it is to be changed; null where there is none for them. */
export async function findDefect(
  db: Db,
  id: string,
  actor: Actor,
  { isHeld = false }: { isHeld?: boolean } = {},
): Promise<DefectRow | null> {
  if (isHeld) await holdGround(db, id)
  const [row] = await rows<DefectRow>(
    db,
    `select ${defectColumns} from ${defectTables} where d.id = cast(:id as uuid)${isHeld ? ' for update of d' : ''}`,
    { id },
  )
  return row && seesDefect(actor, placeOf(row)) ? row : null
}

/** The works before its defects, as an inspection holds them: neither waits for the other while it holds what that wants. */
async function holdGround(db: Db, id: string): Promise<void> {
  await rows(
    db,
    'select id from works where id = (select works_id from defect where id = cast(:id as uuid)) for key share',
    { id },
  )
}

export function placeOf(row: DefectRow) {
  return { agencyId: row.agency_id, contractorId: row.contractor_id, municipalityIds: row.municipality_ids }
}

/** What the rules know of a defect before anything is given with a deed. */
export function factsOf(row: DefectRow, { now, pack }: Pick<Asking, 'now' | 'pack'>): DefectFacts {
  return {
    state: row.state,
    answer: row.answer,
    isContested: row.is_contested,
    agreedDay: row.agreed_day,
    proposedDays: row.proposed_days ?? [],
    isAnswerOverdue: Date.parse(row.answer_due_at) <= now.getTime(),
    today: dayAt(now, pack.zone),
    hasReason: false,
    days: [],
    lastDay: lastVisitDay(now, pack),
    photo: null,
  }
}

/** A defect with all that became of it, as whoever asks may see it. */
export async function defectOf(db: Db, id: string, asking: Asking): Promise<Defect | null> {
  const { actor, now, pack } = asking
  const row = await findDefect(db, id, actor)
  if (!row) return null
  const parties = partiesOf(actor, placeOf(row))
  const facts = factsOf(row, asking)
  return {
    ...summary(row, dayAt(now, pack.zone)),
    note: row.note,
    inspectionId: row.inspection_id,
    sampleId: row.sample_id,
    foundPhotos: await foundPhotosOf(db, row),
    answerDueAt: row.answer_due_at,
    answeredAt: row.answered_at,
    answerReason: row.answer_reason,
    isDeemed: row.is_deemed,
    proposedDays: row.proposed_days ?? [],
    agreedDay: row.agreed_day,
    decisionReason: row.decision_reason,
    mendedAt: row.mended_at,
    rejections: row.rejections,
    endedAt: row.ended_at,
    history: await historyOf(db, id),
    may: defectDeeds.filter((deed) => mayStep(deed, parties, facts)),
    photoWithinMetres: pack.inspections.defects.photoWithinMetres,
  }
}

/** Of the failed item of the visit that found it: what has arrived. */
async function foundPhotosOf(db: Db, { inspection_id, item_code }: DefectRow): Promise<string[]> {
  if (inspection_id === null) return []
  const found = await rows<{ id: string }>(
    db,
    `select id from inspection_photo
     where inspection_id = cast(:inspection_id as uuid) and item_code = :item_code and received_at is not null
     order by position`,
    { inspection_id, item_code },
  )
  return found.map(({ id }) => id)
}

interface HistoryRow {
  version: number
  event: DefectLine['event']
  at: string
  name_ar: string | null
  name_en: string | null
  agency_id: string | null
  reason: string | null
  told: { dueOn?: string; days?: string[]; inspection?: string }
  photo_id: string | null
  photo_distance_metres: number | null
}

async function historyOf(db: Db, id: string): Promise<DefectLine[]> {
  const found = await rows<HistoryRow>(
    db,
    `select h.version, h.event, h.at, u.name_ar, u.name_en, h.agency_id, h.reason, h.told, h.photo_id, h.photo_distance_metres
     from defect_history h left join account_name u on u.id = h.user_id
     where h.defect_id = cast(:id as uuid) order by h.version`,
    { id },
  )
  return found.map(({ name_ar: ar, name_en: en, told, ...row }) => ({
    version: row.version,
    event: row.event,
    at: row.at,
    by: ar === null || en === null ? null : { ar, en },
    agencyId: row.agency_id,
    reason: row.reason,
    dueOn: told.dueOn ?? null,
    days: told.days ?? [],
    inspection: told.inspection ?? null,
    photoId: row.photo_id,
    photoDistanceMetres: row.photo_distance_metres === null ? null : Math.round(row.photo_distance_metres),
  }))
}

/** The file of a photo of a defect that whoever asks may see. */
export async function findDefectPhotoFile(
  db: Db,
  mediaDir: string,
  { id, photo, size }: { id: string; photo: string; size: PhotoSize },
): Promise<string | null> {
  const [known] = await rows<{ database_id: string }>(
    db,
    `select i.id as database_id from defect_history h cross join database_identity i
     where h.defect_id = cast(:id as uuid) and h.photo_id = cast(:photo as uuid)`,
    { id, photo },
  )
  if (!known) return null
  return photoFile(join(mediaDir, known.database_id), photo.toLowerCase(), size)
}
