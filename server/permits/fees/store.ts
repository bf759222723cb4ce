import { uuidv7 } from 'uuidv7'
import type { Db } from '../../database/connect.ts'
import { certainRows, prepared, rows } from '../../database/sql.ts'
import type { RulePack } from '../../policy/contract.ts'
import { daysOf } from '../../time/rules.ts'
import type { Works } from '../../works/contract.ts'
import type { Fee, FeeKind, FeePart, FeeState } from './contract.ts'
import { type FeeFacts, feeFor, isOpen, type RoadClass, refundOf, type Size } from './rules.ts'

interface FeeRow {
  id: string
  works_id: string
  kind: Fee['kind']
  violation_id: string | null
  payer_id: string | null
  amendment: number | null
  state: FeeState
  amount: number
  currency: string
  road_class: string
  parts: FeePart[]
  due_at: string
  settled_at: string | null
  reason: string | null
  refund_amount: number | null
  refund_by: Fee['refundBy']
  refund_reference: string | null
  reference: string | null
}

const columns = `f.id, f.works_id, f.kind, f.violation_id, f.payer_id, f.amendment, f.state, f.amount, f.currency, f.road_class, f.parts, f.due_at, f.settled_at, f.reason,
  f.refund_amount,
  case when f.state = 'refunding' then
    case when exists (select 1 from payment p where p.fee_id = f.id and p.state = 'refunding' and p.provider = 'office')
         then 'office' else 'provider' end end as refund_by,
  (select max(p.refund_reference) from payment p where p.fee_id = f.id) as refund_reference,
  (select p.reference from payment p where p.fee_id = f.id and p.state <> 'open' and p.state <> 'failed'
   order by p.state = 'paid' desc, p.created_at, p.id limit 1) as reference`

function fee(row: FeeRow): Fee {
  return {
    id: row.id,
    worksId: row.works_id,
    kind: row.kind,
    violationId: row.violation_id,
    payerId: row.payer_id,
    amendment: row.amendment,
    state: row.state,
    amount: row.amount,
    currency: row.currency,
    roadClass: row.road_class,
    parts: row.parts,
    dueAt: row.due_at,
    settledAt: row.settled_at,
    reference: row.reference,
    reason: row.reason,
    refundAmount: row.refund_amount,
    refundBy: row.refund_by,
    refundReference: row.refund_reference,
  }
}

const ofWorksText = prepared(
  `select ${columns} from fee f where f.works_id = cast(:worksId as uuid) and f.kind <> 'fine' order by f.due_at, f.id`,
)

/** The fees of a works for its permit, the oldest first; a fine is its violation's. */
export async function feesOf(db: Db, worksId: string): Promise<Fee[]> {
  const found = await rows<FeeRow>(db, ofWorksText, { worksId })
  return found.map(fee)
}

export async function findFee(db: Db, id: string): Promise<Fee | null> {
  const [found] = await rows<FeeRow>(db, `select ${columns} from fee f where f.id = cast(:id as uuid)`, { id })
  return found ? fee(found) : null
}

export interface Reckoning {
  pack: RulePack
  now: Date
}

/** How big a works is, on a street of this class. */
export function sizeOf(works: Works, roadClass: RoadClass): Size {
  return {
    category: works.category,
    roadClass,
    days: daysOf(works.period),
    metres: works.lengthMetres,
    squareMetres: works.areaSquareMetres,
  }
}

/** What the permit of this works is reckoned from. */
async function feeFactsOf(db: Db, works: Works): Promise<FeeFacts> {
  const [found] = await certainRows<{ road_class: RoadClass | null; paid: number }>(
    db,
    `select w.road_class,
            coalesce((select sum(f.amount) from fee f where f.works_id = w.id and f.kind = 'permit' and f.state = 'paid'), 0) as paid
     from works w where w.id = cast(:id as uuid)`,
    { id: works.id },
  )
  return { ...sizeOf(works, found?.road_class ?? 'unknown'), paidBefore: found?.paid ?? 0 }
}

/** Asks for the fee of a permit, in the place of one that is still open. One of nothing is settled at once. */
export async function openFee(db: Db, works: Works, reckoning: Reckoning): Promise<Fee> {
  const { pack } = reckoning
  await voidFees(db, works.id, 'permit')
  const known = await feeFactsOf(db, works)
  const price = feeFor({ ...known, paidBefore: 0 }, pack.fees).amount
  // what was paid above the price goes back whole, and the price is asked for: a payment is paid back once
  const isOverpaid = known.paidBefore > price
  if (isOverpaid) await payAllBack(db, works.id, ({ kind }) => kind === 'permit')
  const facts = isOverpaid ? { ...known, paidBefore: 0 } : known
  const given = { worksId: works.id, kind: 'permit', amendment: null, roadClass: facts.roadClass } as const
  return insertFee(db, given, feeFor(facts, pack.fees), reckoning)
}

/** Writes down what is asked for. */
export async function insertFee(
  db: Db,
  { worksId, kind, amendment, roadClass }: Pick<Fee, 'worksId' | 'kind' | 'amendment' | 'roadClass'>,
  { amount, parts }: { amount: number; parts: FeePart[] },
  { pack, now }: Reckoning,
): Promise<Fee> {
  const id = uuidv7()
  await db('fee').insert({
    id,
    works_id: worksId,
    kind,
    amendment,
    state: amount === 0 ? 'waived' : 'due',
    amount,
    currency: pack.currency,
    road_class: roadClass,
    parts: JSON.stringify(parts),
    due_at: now,
    settled_at: amount === 0 ? now : null,
  })
  return (await findFee(db, id)) as Fee
}

/** Nobody asks for what is still open; what was violated stays violated. */
export async function voidFees(db: Db, worksId: string, kind?: FeeKind): Promise<void> {
  await db('fee')
    .where({ works_id: worksId, violation_id: null, ...(kind ? { kind } : {}) })
    .whereIn('state', ['due', 'failed'])
    .update({ state: 'void' })
}

/** A works that comes to nothing: what is open is asked for no more, what was paid goes back as far as the pack says. */
export async function giveUpFees(db: Db, works: Works, wasGranted: boolean, { pack }: Reckoning): Promise<Fee[]> {
  const fees = await feesOf(db, works.id)
  if (fees.some(isOpen)) await voidFees(db, works.id)
  for (const one of fees.filter(({ state }) => state === 'paid'))
    await payBack(db, one, refundOf(one.amount, wasGranted, pack.fees))
  return feesOf(db, works.id)
}

/** What was paid of some fees goes back whole. */
export async function payAllBack(db: Db, worksId: string, isMeant: (fee: Fee) => boolean): Promise<void> {
  for (const one of await feesOf(db, worksId))
    if (isMeant(one) && one.state === 'paid') await payBack(db, one, one.amount)
}

/** Marks a fee that was paid, and its payment, as to be paid back. A part of nothing leaves it paid. */
export async function payBack(db: Db, { id }: Fee, amount: number): Promise<void> {
  if (amount === 0) return
  const due = { state: 'refunding', refund_amount: amount }
  await db('payment').where({ fee_id: id, state: 'paid' }).update(due)
  await db('fee').where({ id, state: 'paid' }).update(due)
}
