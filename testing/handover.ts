import { uuidv7 } from 'uuidv7'
import type { Db } from '../server/database/connect.ts'
import { rows } from '../server/database/sql.ts'
import { ensureChecklists } from '../server/inspections/checklists/store.ts'
import type { InspectionOutcome } from '../server/inspections/contract.ts'
import { now } from './service.ts'

interface Recorded {
  kind?: 'interim' | 'permanent'
  depthMetres?: number
  photos?: number
}

/** A record of how all ground of a works was closed, as the rules want it whole. */
export async function addReinstatement(
  db: Db,
  worksId: string,
  { kind = 'permanent', depthMetres = 1.2, photos = 2 }: Recorded = {},
): Promise<void> {
  await rows(
    db,
    `insert into reinstatement_record (id, works_id, place, version, kind, closed_on, areas, ground, area_square_metres,
       length_metres, depth_metres, surface, layers, recorded_at)
     select cast(:id as uuid), w.id, 1 + (select count(*) from reinstatement_record r where r.works_id = w.id), 1, :kind,
            lower(w.occupies), '[]', ST_Multi(w.footprint), w.area_square_metres, w.length_metres, :depthMetres, 'carriageway',
            '[{"material":"asphalt_wearing","thicknessMillimetres":50}]', :now
     from works w where w.id = cast(:worksId as uuid)`,
    { id: uuidv7(), worksId, kind, depthMetres, now },
  )
  for (let n = 0; n < photos; n++) {
    const photoId = uuidv7()
    await db('photo').insert({ id: photoId, width: 1, height: 1, is_public: false, created_at: now })
    await db('reinstatement_photo').insert({
      id: uuidv7(),
      works_id: worksId,
      record: 1,
      photo_id: photoId,
      added_at: now,
    })
  }
}

/** An inspection of a works with its outcome, as a telephone would have sent it. */
export async function addInspection(
  db: Db,
  worksId: string,
  kind: 'final' | 'guarantee',
  outcome: InspectionOutcome,
  by: { userId: string; agencyId: string | null },
  at = now,
): Promise<string> {
  const number = `TEST-I-${uuidv7().slice(-12)}`
  await ensureChecklists(db, now)
  await rows(
    db,
    `insert into inspection (id, number, works_id, works_version, kind, checklist_version, started_at, ended_at, received_at,
       inspector_id, agency_id, owner_id, contractor_id, municipality_id, outcome, unable_reason, signed_as, sent)
     select cast(:id as uuid), :number, w.id, w.version, :kind, 1, :at, :at, :at, cast(:userId as uuid), cast(:agencyId as uuid),
            w.agency_id, w.contractor_id, w.municipality_id, :outcome,
            case when :outcome = 'unable' then 'no_access' end, 'Inspector', '\\x00'
     from works w where w.id = cast(:worksId as uuid)`,
    { id: uuidv7(), number, worksId, kind, outcome, at, userId: by.userId, agencyId: by.agencyId },
  )
  return number
}

/** Closes a works as a clearance does, without asking what the rules ask. */
export async function clearWorks(
  db: Db,
  worksId: string,
  by: { userId: string; agencyId: string | null },
): Promise<void> {
  await addInspection(db, worksId, 'guarantee', 'passed', by)
  await db('clearance').insert({
    works_id: worksId,
    number: `TEST-H-${uuidv7().slice(-12)}`,
    issued_at: now,
    signed_as: 'Office',
    office_id: by.agencyId,
    seen_version: 1,
    ground_square_metres: 1,
  })
  await db.transaction((trx) => trx('works').where({ id: worksId }).update({ status: 'closed' }))
}
