import type { Db } from '../../database/connect.ts'
import { rows } from '../../database/sql.ts'
import { isTestProvider, type PaymentProvider } from '../../permits/fees/provider.ts'
import type { RulePack } from '../../policy/contract.ts'
import type { WholeViolation } from './contract.ts'
import { violationsOf } from './counts.ts'
import { findRow } from './read.ts'
import { factsOf, type Reading, type ViolationRow, violation } from './row.ts'
import { suggestsBan } from './rules.ts'

interface Showing extends Reading {
  pack: RulePack
  provider: PaymentProvider | null
}

/** A violation with its photos, how it is paid, and, for the office, what else its contractor was fined for. */
export async function wholeViolation(db: Db, id: string, showing: Showing): Promise<WholeViolation | null> {
  const row = await findRow(db, id)
  if (!row) return null
  const { isOffice, isLiable } = factsOf(row, showing)
  const photos = await rows<WholeViolation['photos'][number]>(
    db,
    'select photo_id as id, purpose from violation_photo where violation_id = cast(:id as uuid) order by at, photo_id',
    { id },
  )
  const isOpen = row.fee_state === 'due' || row.fee_state === 'failed'
  const { provider } = showing
  return {
    ...violation(row, showing),
    photos,
    mayAdd: isOffice && row.ended_at === null,
    maySettle: isOffice && (isOpen || (await isToPayBack(db, row))),
    mayPay: isLiable && isOpen,
    payments: provider === null ? 'office' : isTestProvider(provider) ? 'test' : 'provider',
    record: isOffice && row.liable === 'contractor' ? await recordOf(db, row, showing) : null,
  }
}

/** The office took it, and gives it back: it records that it has. */
async function isToPayBack(db: Db, { fee_id, fee_state }: ViolationRow): Promise<boolean> {
  if (fee_id === null || fee_state !== 'refunding') return false
  return (await db('payment').where({ fee_id, state: 'refunding', provider: 'office' }).first('id')) !== undefined
}

async function recordOf(
  db: Db,
  { liable_id }: ViolationRow,
  { pack, now }: Showing,
): Promise<WholeViolation['record']> {
  const rules = pack.inspections.violations
  const { months } = rules.banHint
  const count = (await violationsOf(db, [liable_id], { months, now, zone: pack.zone })).get(liable_id) ?? 0
  return { count, months, suggestsBan: suggestsBan(count, rules) }
}
