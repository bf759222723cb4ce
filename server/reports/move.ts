import { record } from '../audit/record.ts'
import type { Db } from '../database/connect.ts'
import { certainRows, rows } from '../database/sql.ts'
import type { ReportEvent, ReportStatus } from './contract.ts'
import type { WholeRow } from './row.ts'
import { tellOf } from './told.ts'

export interface Move {
  event: ReportEvent
  status: ReportStatus
  /** Columns of the report that the event writes. */
  written?: Record<string, unknown>
  reason?: string | null
  told?: Record<string, string>
  photo?: { id: string; metres: number }
}

/** For whom somebody acts; both null for the reporter and for the clock, who are nobody. */
export interface Mover {
  userId: string | null
  agencyId: string | null
  now: Date
}

/**
 * Moves a report that is held on to its next version: its row, a line of its way, whom it is told to, and the audit, in the
 * transaction of whoever does it.
 */
export async function moveReport(db: Db, row: WholeRow, move: Move, { userId, agencyId, now }: Mover): Promise<void> {
  const { event, status, written = {}, reason = null, told = {}, photo } = move
  const [moved] = (await db('report')
    .where({ id: row.id })
    .update({ status, ...written, version: row.version + 1, updated_at: now })
    .returning(['agency_id', 'works_id'])) as { agency_id: string; works_id: string | null }[]
  if (!moved) throw new Error('the report is not there any more')
  await certainRows(
    db,
    `insert into report_history (report_id, version, event, at, user_id, agency_id, reason, told, photo_id, photo_distance_metres)
     values (:id, :version, :event, cast(:now as timestamptz), cast(:userId as uuid), cast(:agencyId as uuid),
             cast(:reason as text), cast(:told as jsonb), cast(:photoId as uuid), cast(:metres as float8))
     returning version`,
    {
      id: row.id,
      version: row.version + 1,
      event,
      now,
      userId,
      agencyId,
      reason,
      told: JSON.stringify(told),
      photoId: photo?.id ?? null,
      metres: photo?.metres ?? null,
    },
  )
  await tellOf(db, { id: row.id, municipalityId: row.municipality_id, agencyId: moved.agency_id }, event, { at: now, by: userId, reason }) // biome-ignore format: one line
  const after = { number: row.number, status, version: row.version + 1, worksId: moved.works_id, ...told }
  const place = { agency: moved.agency_id, municipalities: [row.municipality_id] }
  // what its reporter writes may name people, and nothing is ever taken out of the audit
  const kept = event === 'dispute' || event === 'rate' ? null : reason
  await record(db, [{ subject: 'report', id: row.id, ...place, event, reason: kept, after }])
}

/** How far a place is from a report, in metres. */
export async function metresFrom(db: Db, id: string, [lng, lat]: readonly [number, number]): Promise<number> {
  const [found] = await rows<{ metres: number }>(
    db,
    `select ST_Distance(place::geography, ST_SetSRID(ST_MakePoint(:lng, :lat), 4326)::geography) as metres
     from report where id = cast(:id as uuid)`,
    { id, lng, lat },
  )
  return (found as { metres: number }).metres
}
