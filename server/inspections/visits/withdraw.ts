import type { Db } from '../../database/connect.ts'
import { rows, sql } from '../../database/sql.ts'
import { dropVisits } from './drop.ts'

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
  await dropVisits(db, due, ['due'], { reason, now, isWithdrawn: true })
}
