import { uuidv7 } from 'uuidv7'
import type { Actor } from '../../access/actor.ts'
import { allows } from '../../access/policy.ts'
import type { Db } from '../../database/connect.ts'
import { rows } from '../../database/sql.ts'
import { failed, type Outcome } from '../../http/problem.ts'
import type { RulePack } from '../../policy/contract.ts'
import type { Works } from '../../works/contract.ts'
import { findWorks, holdWorks } from '../../works/read.ts'
import { note } from '../note.ts'
import { refused } from '../refused.ts'
import type { Fee, FeeState, Payment, PaymentState } from './contract.ts'
import type { PaymentProvider, ProviderNotice } from './provider.ts'
import { afterNotice, isOpen } from './rules.ts'
import { findFee } from './store.ts'

export interface Paying {
  actor: Actor
  pack: RulePack
  now: Date
  provider: PaymentProvider | null
  keeper: FeeKeeper
}

/** What follows where a fine is paid, or paid back: its violation is not this room's business. */
export interface FeeKeeper {
  settled: (db: Db, violationId: string, doing: { now: Date; userId: string | null }) => Promise<void>
  paidBack: (db: Db, violationId: string, reason: string | null) => Promise<void>
}

/** A fee to write on, with its works: both held, the works first as by every deed. */
export async function holdFee(
  db: Db,
  id: string,
  actor: Actor,
  deed: 'fees.pay' | 'works.decide',
): Promise<Outcome<{ fee: Fee; works: Works }>> {
  const seen = await findFee(db, id)
  if (!seen) return failed('not-found')
  await holdWorks(db, seen.worksId)
  await db('fee').where({ id }).forUpdate().select('id')
  const works = await findWorks(db, seen.worksId, actor)
  const fee = await findFee(db, id)
  if (!works || !fee) return failed('not-found')
  const payer = { agencyId: fee.payerId ?? works.agencyId }
  const mayPay = allows(actor, fee.payerId === null ? 'fees.pay' : 'violations.object', payer)
  const isAllowed = deed === 'fees.pay' ? mayPay : allows(actor, 'works.decide', works)
  return isAllowed ? { value: { fee, works } } : failed('forbidden')
}

/** Begins to pay a fee with the provider; where no provider is, the office records what reached it. */
export async function beginPayment(db: Db, feeId: string, { actor, now, provider }: Paying): Promise<Outcome<Payment>> {
  const held = await holdFee(db, feeId, actor, 'fees.pay')
  if (held.problem) return held
  const { fee } = held.value
  if (!isOpen(fee)) return refused('fee_settled')
  if (!provider) return refused('no_provider')
  const id = uuidv7()
  await db('payment').insert({
    id,
    fee_id: feeId,
    provider: provider.name,
    state: 'open',
    amount: fee.amount,
    created_at: now,
    created_by: actor.userId,
  })
  return { value: (await findPayment(db, id, provider)) as Payment }
}

interface PaymentRow {
  id: string
  fee_id: string
  works_id: string
  violation_id: string | null
  number: string
  title: string
  state: PaymentState
  amount: number
  currency: string
  provider: string
}

/** A payment as whoever asks may see it, with the page where it is made. */
export async function findPayment(db: Db, id: string, provider: PaymentProvider | null): Promise<Payment | null> {
  const [found] = await rows<PaymentRow>(
    db,
    `select p.id, p.fee_id, f.works_id, f.violation_id, w.number, w.title, p.state, p.amount, f.currency, p.provider
     from payment p join fee f on f.id = p.fee_id join works w on w.id = f.works_id where p.id = cast(:id as uuid)`,
    { id },
  )
  if (!found) return null
  const { state, amount, currency } = found
  const isOurs = provider !== null && provider.name === found.provider
  return {
    id,
    feeId: found.fee_id,
    worksId: found.works_id,
    worksNumber: found.number,
    worksTitle: found.title,
    violationId: found.violation_id,
    state,
    amount,
    currency,
    page: isOurs && state === 'open' ? await provider.pageOf({ paymentId: id, amount, currency }) : null,
    isTest: isOurs && provider.isTest,
  }
}

interface HeldPayment {
  fee_id: string
  works_id: string
  violation_id: string | null
  state: PaymentState
  fee_state: FeeState
  amount: number
  currency: string
}

/**
 * Takes a provider's word that is known to be its own. As the owner: nobody who asks is there. Said again, it is heard and
 * changes nothing. Gives false where there is no such payment, or it was of another amount.
 */
export async function hearNotice(
  db: Db,
  notice: ProviderNotice,
  provider: string,
  { now, keeper }: { now: Date; keeper: FeeKeeper },
): Promise<boolean> {
  const payment = await holdPayment(db, notice.paymentId, provider)
  if (!payment || payment.amount !== notice.amount || payment.currency !== notice.currency) return false
  const next = afterNotice(payment.state, payment.fee_state, notice.outcome)
  if (!next) return true
  const { reference } = notice
  await db('payment')
    .where({ id: notice.paymentId })
    .update({
      state: next.payment,
      reference,
      heard_at: now,
      refund_amount: next.payment === 'refunding' ? payment.amount : null,
    })
  if (next.fee === payment.fee_state) return true
  const settled_at = next.fee === 'paid' ? now : null
  await db('fee').where({ id: payment.fee_id }).update({ state: next.fee, settled_at })
  if (payment.violation_id !== null) {
    if (next.fee === 'paid') await keeper.settled(db, payment.violation_id, { now, userId: null })
    return true
  }
  const event = next.fee === 'paid' ? 'fee_paid' : 'fee_failed'
  await note(db, [payment.works_id], event, { reason: null, told: {} }, { userId: null, now })
  return true
}

/** The works before its fee before its payment, as every deed holds them. */
async function holdPayment(db: Db, id: string, provider: string): Promise<HeldPayment | undefined> {
  const [found] = await rows<{ works_id: string }>(
    db,
    `select f.works_id from payment p join fee f on f.id = p.fee_id where cast(p.id as text) = :id and p.provider = :provider`,
    { id, provider },
  )
  if (!found) return undefined
  await holdWorks(db, found.works_id)
  const [held] = await rows<HeldPayment>(
    db,
    `select p.fee_id, f.works_id, f.violation_id, p.state, f.state as fee_state, p.amount, f.currency
     from payment p join fee f on f.id = p.fee_id where p.id = cast(:id as uuid) for update`,
    { id },
  )
  return held
}
