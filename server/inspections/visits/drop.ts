import { record } from '../../audit/record.ts'
import type { Db } from '../../database/connect.ts'
import type { Names } from '../../language/contract.ts'
import type { VisitState } from './contract.ts'
import { type DroppedVisit, tellDropped } from './told.ts'

interface Dropping {
  reason: string
  now: Date
  /** What it was planned for is none: it answers nothing. */
  isWithdrawn?: boolean
  /** What whoever was to make them reads, where the reason is a number. */
  why?: Names
}

/** Drops the visits of one visit's or defect's id that stand so, for a reason which their audit tells, and whoever was to make them. */
export async function dropVisits(
  db: Db,
  which: { id: string } | { defect_id: string },
  states: readonly VisitState[],
  { reason, now, isWithdrawn, why }: Dropping,
): Promise<void> {
  const ended = { state: 'dropped', ended_at: now, drop_reason: reason, ...(isWithdrawn && { withdrawn: true }) }
  const dropped = (await db('visit')
    .where(which)
    .whereIn('state', states)
    .update({ ...ended, version: db.raw('version + 1') })
    .returning(['id', 'municipality_id', 'works_id', 'assigned_to'])) as (DroppedVisit & {
    id: string
    municipality_id: string
  })[]
  await tellDropped(db, dropped, { reason: why ?? reason, at: now })
  await record(
    db,
    dropped.map((visit) => ({
      subject: 'visit',
      id: visit.id,
      municipalities: [visit.municipality_id],
      event: 'drop',
      reason,
    })),
  )
}
