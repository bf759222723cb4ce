import { difference, record } from '../../audit/record.ts'
import type { Db } from '../../database/connect.ts'
import { note } from '../../permits/note.ts'
import { unitsOf } from './money/rules.ts'
import { findRow } from './read.ts'
import type { ViolationRow } from './row.ts'

/** What of a violation the audit tells, before and after. */
function outline(row: ViolationRow | null): Record<string, unknown> {
  if (!row) return {}
  const {
    state,
    number,
    amount,
    currency,
    grace_until: graceUntil,
    object_until: objectUntil,
    due_at: dueAt,
    decision,
  } = row
  return { state, number, fine: `${unitsOf(amount, currency)} ${currency}`, graceUntil, objectUntil, dueAt, decision }
}

/**
 * Records a deed in the audit of the office whose ground it is, and of the liable party once there is anything to answer
 * for: what is only proposed has no number, and is told to nobody else. The last of its transaction.
 */
export async function recordViolation(
  db: Db,
  before: ViolationRow | null,
  { id, event, reason = null }: { id: string; event: string; reason?: string | null },
): Promise<void> {
  const row = (await findRow(db, id)) as ViolationRow
  await record(db, [
    {
      subject: 'violation',
      id,
      agency: row.number === null ? null : row.liable_id,
      municipalities: row.municipality_ids,
      event,
      reason,
      ...(before ? difference(outline(before), outline(row)) : { after: outline(row) }),
    },
  ])
}

/** The works' own history tells that it was violated, and which article: what it costs is no business of all its readers. */
export function noteOnWorks(
  db: Db,
  { works_id, number, article }: Pick<ViolationRow, 'works_id' | 'number' | 'article'>,
  doing: { userId: string | null; now: Date },
): Promise<void> {
  return note(db, [works_id], 'violate', { reason: null, told: { article, number } }, doing)
}
