import type { Db } from '../database/connect.ts'
import { rows } from '../database/sql.ts'
import { inBatches } from '../permits/batches.ts'
import type { RulePack } from '../policy/contract.ts'
import type { ReportCategory } from './contract.ts'
import { answerDue } from './deadline.ts'
import { moveReport } from './move.ts'
import type { WholeRow } from './row.ts'
import { openStatuses } from './rules.ts'
import { tellLate } from './told.ts'
import { findRow } from './whole.ts'

interface Timed {
  pack: RulePack
  now: Date
  /** A report that nothing could be done to. */
  onFailure?: (error: unknown, id: string) => void
}

const failureOf = ({ onFailure }: Timed) =>
  onFailure ??
  ((error: unknown) => {
    throw error
  })

/** Written into the statements, so that the indexes of what waits are used. */
const isOpen = `status in (${openStatuses.map((status) => `'${status}'`).join(',')})`

/** What came before there were deadlines gets one that counts from now. Gives how many. */
export function giveDeadlines(db: Db, timed: Timed): Promise<number> {
  const { now, pack } = timed
  return inBatches<{ id: string; category: ReportCategory }>(
    db,
    {
      due: (trx, { limit, without }) =>
        rows(
          trx,
          `select id, category from report where ${isOpen} and due_at is null and id <> all (cast(:without as uuid[]))
           order by id limit :limit for update skip locked`,
          { limit, without },
        ),
      act: async (trx, found) => {
        for (const category of new Set(found.map((one) => one.category))) {
          const ids = found.flatMap((one) => (one.category === category ? [one.id] : []))
          await trx('report')
            .whereIn('id', ids)
            .update({ due_at: answerDue(now, category, pack) })
        }
        return found.length
      },
    },
    failureOf(timed),
  )
}

/**
 * What was not answered in time is brought before whoever leads the office of its ground: once for each of its deadlines, however many
 * processes look. Each is held by whoever does it, and is not due any more afterwards. Gives how many.
 */
export function escalateReports(db: Db, timed: Timed): Promise<number> {
  const { now } = timed
  return inBatches<{ id: string }>(
    db,
    {
      due: (trx, { limit, without }) =>
        rows(
          trx,
          `select id from report
           where ${isOpen} and due_at <= cast(:now as timestamptz) and escalated_at is null
             and id <> all (cast(:without as uuid[]))
           order by due_at, id limit :limit for update skip locked`,
          { now, limit, without },
        ),
      act: async (trx, late) => {
        for (const { id } of late) await escalate(trx, id, now)
        return late.length
      },
    },
    failureOf(timed),
  )
}

async function escalate(db: Db, id: string, now: Date): Promise<void> {
  const row = (await findRow(db, { number: id }, { isHeld: true })) as WholeRow
  const move = { event: 'escalate', status: row.status, written: { escalated_at: now } } as const
  await moveReport(db, row, move, { userId: null, agencyId: null, now })
  await tellLate(db, { id, municipalityId: row.municipality_id, due: row.due_at as string }, now)
}
