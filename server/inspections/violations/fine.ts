import { uuidv7 } from 'uuidv7'
import type { Db } from '../../database/connect.ts'
import { rows } from '../../database/sql.ts'
import type { FeeKeeper } from '../../permits/fees/payments.ts'
import { findFee, payBack } from '../../permits/fees/store.ts'
import { findRow } from './read.ts'
import { recordViolation } from './record.ts'
import type { ViolationRow } from './row.ts'

/** Asks for a fine that is due: a fee as any other, of who has to pay it. */
export async function openFine(
  db: Db,
  { id, works_id, liable_id, amount, currency }: ViolationRow,
  now: Date,
): Promise<void> {
  const [works] = await rows<{ road_class: string | null }>(
    db,
    'select road_class from works where id = cast(:id as uuid)',
    { id: works_id },
  )
  await db('fee').insert({
    id: uuidv7(),
    works_id,
    kind: 'fine',
    state: 'due',
    amount,
    currency,
    road_class: works?.road_class ?? 'unknown',
    parts: JSON.stringify([{ part: 'fine', quantity: 1, rate: amount, amount }]),
    due_at: now,
    violation_id: id,
    payer_id: liable_id,
  })
}

/** Nobody asks for the fine of a violation that was withdrawn; what arrives all the same goes back. */
export async function voidFine(db: Db, violationId: string): Promise<void> {
  await db('fee').where({ violation_id: violationId }).whereIn('state', ['due', 'failed']).update({ state: 'void' })
}

/** What was paid for a violation that is withdrawn goes back whole: through its provider, or by the office that took it. */
export async function payFineBack(db: Db, { fee_id }: ViolationRow): Promise<void> {
  const fee = fee_id === null ? null : await findFee(db, fee_id)
  if (fee?.state === 'paid') await payBack(db, fee, fee.amount)
}

/** A fine that is paid ends its violation; that it went back is known of it. */
export const fineKeeper: FeeKeeper = {
  settled: async (db, violationId, { now, userId }) => {
    const before = await findRow(db, violationId)
    if (before?.state !== 'due') return
    await db('violation')
      .where({ id: violationId })
      .update({ state: 'paid', ended_at: now, ended_by: userId, version: before.version + 1 })
    await recordViolation(db, before, { id: violationId, event: 'pay' })
  },
  paidBack: async (db, violationId, reason) => {
    await recordViolation(db, (await findRow(db, violationId)) ?? null, { id: violationId, event: 'refund', reason })
  },
}
