import type { Db } from '../../database/connect.ts'
import { rows } from '../../database/sql.ts'
import type { FeeKeeper } from './payments.ts'
import type { PaymentProvider } from './provider.ts'

export interface PayingBack {
  provider: PaymentProvider | null
  fines: Pick<FeeKeeper, 'paidBack'>
  now: Date
}

interface Owed {
  fee_id: string
  violation_id: string | null
  refund_amount: number
  currency: string
  reference: string
}

/**
 * Pays back what is to be paid back through the provider, each in a transaction of its own that holds the payment: a stop
 * between its word and ours asks again, and it pays once. What the office took itself it pays back itself. Gives how many.
 */
export async function payBackOwed(db: Db, { provider, fines, now }: PayingBack): Promise<number> {
  if (!provider) return 0
  const faults: unknown[] = []
  let done = 0
  for (let last: string = beforeAll; ; ) {
    const owed = await nextOwed(db, provider.name, last)
    if (!owed) break
    last = owed
    // one that the provider does not take must not stand in the way of the others
    const paid = await db
      .transaction((trx) => payOneBack(trx, owed, { provider, fines, now }))
      .catch((fault) => faults.push(fault))
    if (paid === true) done += 1
  }
  if (faults.length > 0) throw new AggregateError(faults, 'Some payments could not be paid back.')
  return done
}

const beforeAll = '00000000-0000-0000-0000-000000000000'

async function nextOwed(db: Db, provider: string, last: string): Promise<string | undefined> {
  const [owed] = await rows<{ id: string }>(
    db,
    `select id from payment where state = 'refunding' and provider = :provider and reference is not null
       and id > cast(:last as uuid)
     order by id limit 1`,
    { provider, last },
  )
  return owed?.id
}

/** False where another process does it, or has done it, or pays another of the same fee: of two at once neither would be the last. */
async function payOneBack(
  db: Db,
  id: string,
  { provider, fines, now }: PayingBack & { provider: PaymentProvider },
): Promise<boolean> {
  const [owed] = await rows<Owed>(
    db,
    `select p.fee_id, f.violation_id, p.refund_amount, f.currency, p.reference from payment p join fee f on f.id = p.fee_id
     where p.id = cast(:id as uuid) and p.state = 'refunding' for update of f, p skip locked`,
    { id },
  )
  if (!owed) return false
  const { refund_amount: amount, currency, reference } = owed
  await provider.payBack({ paymentId: id, amount, currency, reference })
  await db('payment').where({ id }).update({ state: 'refunded', heard_at: now })
  // a fee that was paid twice is paid back once both are
  const still = await db('payment').where({ fee_id: owed.fee_id, state: 'refunding' }).first('id')
  if (still) return true
  const ended = await db('fee').where({ id: owed.fee_id, state: 'refunding' }).update({ state: 'refunded' })
  // what was paid twice goes back once, and the fine stays paid
  if (ended > 0 && owed.violation_id !== null) await fines.paidBack(db, owed.violation_id, null)
  return true
}
