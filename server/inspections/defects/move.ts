import type { Db } from '../../database/connect.ts'
import { rows } from '../../database/sql.ts'
import type { Names } from '../../language/contract.ts'
import type { DefectEvent, DefectState } from './contract.ts'
import { recordDefects } from './record.ts'
import { tellOf } from './told.ts'

/** Columns of a defect that an event writes. */
export type Written = Record<string, unknown>

export interface Move {
  event: DefectEvent
  state: DefectState
  written?: Written
  reason?: string | null
  told?: object
  /** What its notice names: a day, and why where nobody has said it. */
  day?: string | null
  why?: Names
  photo?: { id: string; metres: number } | null
}

export interface Mover {
  /** For whom somebody acts; both null for time. */
  userId: string | null
  agencyId: string | null
  now: Date
}

/**
 * Moves a defect that is held on to its next version: its row, a line of its history, the audit, and whom it is told
 * to, in the transaction of whoever does it. Gives false where the row may not be written.
 */
export async function moveDefect(db: Db, id: string, move: Move, { userId, agencyId, now }: Mover): Promise<boolean> {
  const { event, state, written = {}, reason = null, told = {}, day = null, why, photo = null } = move
  const isEnd = state === 'verified' || state === 'withdrawn'
  const [moved] = (await db('defect')
    .where({ id })
    .update({
      state,
      ...written,
      ...(isEnd ? { ended_at: now } : {}),
      version: db.raw('version + 1'),
      updated_at: now,
    })
    .returning(['id', 'version', 'agency_id', 'contractor_id', 'municipality_ids'])) as {
    id: string
    version: number
    agency_id: string
    contractor_id: string | null
    municipality_ids: string[]
  }[]
  if (!moved) return false
  await rows(
    db,
    `insert into defect_history (defect_id, version, event, at, user_id, agency_id, reason, told, photo_id, photo_distance_metres)
     values (:id, :version, :event, cast(:now as timestamptz), cast(:userId as uuid), cast(:agencyId as uuid),
             cast(:reason as text), cast(:told as jsonb), cast(:photoId as uuid), cast(:metres as float8))`,
    {
      id,
      version: moved.version,
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
  await tellOf(db, [moved], event, { at: now, reason: why ?? reason, day, by: userId })
  await recordDefects(db, [{ id, event, reason, after: { version: moved.version, ...told } }])
  return true
}
