import { uuidv7 } from 'uuidv7'
import type { Db } from '../../database/connect.ts'
import type { Outcome } from '../../http/problem.ts'
import type { Works } from '../../works/contract.ts'
import { note } from '../note.ts'
import { refused } from '../refused.ts'
import type { Fee, Settlement } from './contract.ts'
import { isOfOpenProposal } from './of-amendments.ts'
import { holdFee, type Paying } from './payments.ts'
import { isOpen } from './rules.ts'
import { findFee, openFee, payBack } from './store.ts'

const byOffice = 'office'

/** The office records a payment that reached it otherwise, or one that it has paid back: by its reference, with a reason. */
export async function settleFee(db: Db, id: string, given: Settlement, paying: Paying): Promise<Outcome<Fee>> {
  const held = await holdFee(db, id, paying.actor, 'works.decide')
  if (held.problem) return held
  const { fee } = held.value
  if (fee.refundBy === 'office') return paidBack(db, fee, given, paying)
  if (!isOpen(fee)) return refused('fee_settled')
  const { reference, reason } = given
  const { actor, now } = paying
  const by = { created_at: now, created_by: actor.userId, heard_at: now }
  const payment = { id: uuidv7(), fee_id: id, provider: byOffice, reference, state: 'paid', amount: fee.amount, ...by }
  // also where it is of a works that this office does not see, or is being recorded now
  const taken = await db('payment').insert(payment).onConflict(['provider', 'reference']).ignore().returning('id')
  if (taken.length === 0) return refused('reference_used')
  await db('fee').where({ id }).update({ state: 'paid', settled_at: now, settled_by: actor.userId, reason })
  if (fee.violationId !== null) await paying.keeper.settled(db, fee.violationId, { now, userId: actor.userId })
  return noted(db, fee, 'fee_paid', paying)
}

async function paidBack(db: Db, fee: Fee, { reference, reason }: Settlement, paying: Paying): Promise<Outcome<Fee>> {
  await db('payment')
    .where({ fee_id: fee.id, state: 'refunding', provider: byOffice })
    .update({ state: 'refunded', refund_reference: reference })
  await db('fee').where({ id: fee.id }).update({ state: 'refunded', reason })
  if (fee.violationId !== null) await paying.keeper.paidBack(db, fee.violationId, reason)
  return noted(db, fee, 'fee_refunded', paying)
}

/** The office asks for nothing, and says why. */
export async function waiveFee(db: Db, id: string, reason: string, paying: Paying): Promise<Outcome<Fee>> {
  const held = await holdFee(db, id, paying.actor, 'works.decide')
  if (held.problem) return held
  const { fee } = held.value
  if (fee.violationId !== null) return refused('fine_of_violation')
  if (!isOpen(fee)) return refused('fee_settled')
  const { actor, now } = paying
  await db('fee').where({ id }).update({ state: 'waived', settled_at: now, settled_by: actor.userId, reason })
  return noted(db, fee, 'fee_waived', paying)
}

/** The office pays a fee back whole before its works is permitted: it should not have been asked for. */
export async function refundFee(db: Db, id: string, reason: string, paying: Paying): Promise<Outcome<Fee>> {
  const held = await holdFee(db, id, paying.actor, 'works.decide')
  if (held.problem) return held
  const { fee, works } = held.value
  if (fee.violationId !== null) return refused('fine_of_violation')
  if (fee.state !== 'paid') return refused('fee_not_paid')
  if (fee.kind === 'permit' && works.permitNumber !== null) return refused('refund_by_cancelling')
  if (await isOfOpenProposal(db, works.id, fee.amendment)) return refused('refund_by_declining')
  await payBack(db, fee, fee.amount)
  await db('fee').where({ id }).update({ reason })
  // a later fee may have counted what goes back: what the permit costs is reckoned and asked for anew
  if (fee.kind === 'permit' && awaitsPermit(works)) await openFee(db, works, paying)
  return noted(db, fee, 'fee_refunded', paying)
}

/** Approved, or an emergency that is filed: its fee was asked for and its permit is still to come. */
function awaitsPermit({ status, notifiedAt, submittedAt }: Works): boolean {
  return status === 'approved' || (notifiedAt !== null && submittedAt !== null)
}

/** The history tells that it happened and no more: every organisation reads it, and money is no business of theirs. */
async function noted(
  db: Db,
  fee: Fee,
  event: 'fee_paid' | 'fee_waived' | 'fee_refunded',
  { actor, now }: Paying,
): Promise<Outcome<Fee>> {
  if (fee.violationId === null)
    await note(db, [fee.worksId], event, { reason: null, told: {} }, { userId: actor.userId, now })
  return { value: (await findFee(db, fee.id)) as Fee }
}
