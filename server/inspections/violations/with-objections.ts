import type { Db } from '../../database/connect.ts'
import { rows } from '../../database/sql.ts'
import { tell } from '../../notifications/tell.ts'
import { inBatches } from '../../permits/batches.ts'
import { failureOf, type Timed } from '../../permits/with-time.ts'
import { findRow } from './read.ts'
import { recordViolation } from './record.ts'
import type { ViolationRow } from './row.ts'

/**
 * An objection that its office has not decided in time waits for the root authority from then on, as every answer that is not
 * given: neither does the fine fall due over it, nor does it fall away. Each once. Gives how many there were.
 */
export function escalateObjections(db: Db, timed: Timed): Promise<number> {
  const { now } = timed
  return inBatches<{ id: string }>(
    db,
    {
      due: (trx, { limit, without }) =>
        rows(
          trx,
          `select v.id from violation v join works w on w.id = v.works_id
           where v.state = 'objected' and v.escalated_at is null and v.decide_by <= cast(:now as timestamptz)
             and v.id <> all (cast(:without as uuid[]))
           order by v.decide_by, v.id limit :limit for update of w, v skip locked`,
          { now, limit, without },
        ),
      act: async (trx, due) => {
        for (const { id } of due) await escalate(trx, id, now)
        return due.length
      },
    },
    failureOf(timed),
  )
}

async function escalate(db: Db, id: string, now: Date): Promise<void> {
  const row = (await findRow(db, id)) as ViolationRow
  await db('violation')
    .where({ id })
    .update({ escalated_at: now, version: row.version + 1 })
  await tellRoot(db, row, now)
  await recordViolation(db, row, { id, event: 'escalate' })
}

/** The root of its region; of a region that has none, whoever is root. */
async function tellRoot(db: Db, { id, works_id, words, number }: ViolationRow, now: Date): Promise<void> {
  const roots = await rows<{ id: string }>(
    db,
    `select m.id from works w cross join municipality m where w.id = cast(:worksId as uuid) and m.is_root
     order by m.region_id = w.region_id desc, m.id limit 1`,
    { worksId: works_id },
  )
  await tell(
    db,
    roots.map((root) => ({
      kind: 'violation_escalated',
      subject: { type: 'violation', id },
      to: [{ role: 'planner', municipalityId: root.id }],
      about: { article: words, violation: number ?? '' },
      at: now,
      by: null,
      once: `violation ${id} escalated`,
    })),
  )
}
