import { record } from '../../audit/record.ts'
import type { Db } from '../../database/connect.ts'
import { rows, sql } from '../../database/sql.ts'

const handOverText = sql(import.meta.url, 'hand-over.sql')

/**
 * The visit that was planned for a report which is none, or is looked at with another: one that others from the same works wait for is
 * made for the latest of these instead; else it is withdrawn with a reason. Whoever has begun it goes on. Once the report is moved.
 */
export async function withdrawVisits(
  db: Db,
  reportId: string,
  { reason, now }: { reason: string; now: Date },
): Promise<void> {
  const [due] = (await db('visit').where({ report_id: reportId, state: 'due' }).forUpdate().select('id')) as {
    id: string
  }[]
  if (!due) return
  const handed = await rows(db, handOverText, { id: due.id })
  if (handed.length > 0) return
  const dropped = (await db('visit')
    .where({ id: due.id })
    .update({ state: 'dropped', ended_at: now, drop_reason: reason, withdrawn: true, version: db.raw('version + 1') })
    .returning(['id', 'municipality_id'])) as { id: string; municipality_id: string }[]
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
