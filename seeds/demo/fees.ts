import { uuidv7 } from 'uuidv7'
import type { Db } from '../../server/database/connect.ts'
import { rows } from '../../server/database/sql.ts'
import type { FeeState } from '../../server/permits/fees/contract.ts'
import { feeFor, type RoadClass } from '../../server/permits/fees/rules.ts'
import type { RulePack } from '../../server/policy/contract.ts'
import type { Period } from '../../server/time/contract.ts'
import { daysOf } from '../../server/time/rules.ts'
import type { Category } from '../../server/works/contract.ts'

interface Charged {
  id: string
  category: Category
  period: Period
  length_metres: number
  area_square_metres: number
  road_class: RoadClass | null
  has_permit: boolean
  at: string
}

/** What became of the fees of works that are approved and have no permit yet, in turn. */
const becoming = ['due', 'paid', 'due', 'failed', 'waived'] as const satisfies readonly FeeState[]
const waivedFor = 'مدرسة حكومية: معفاة وفق قرار المجلس البلدي التجريبي.'
const batch = 200

/** Fees of the demo city: paid for every permit, and in every state for those that wait for theirs. */
export async function storeFees(db: Db, { pack, now }: { pack: RulePack; now: Date }): Promise<void> {
  const charged = await rows<Charged>(
    db,
    `select w.id, w.category, w.period, w.length_metres, w.area_square_metres, w.road_class, p.works_id is not null as has_permit,
            least(coalesce(p.issued_at, w.submitted_at), cast(:now as timestamptz)) as at
     from works w left join permit p on p.works_id = w.id
     where p.works_id is not null or w.status = 'approved' order by w.number`,
    { now },
  )
  let waiting = 0
  const fees = charged.map((works) => {
    const state: FeeState = works.has_permit ? 'paid' : (becoming[waiting++ % becoming.length] as FeeState)
    return feeOf(works, state, pack)
  })
  for (let n = 0; n < fees.length; n += batch) {
    const some = fees.slice(n, n + batch)
    await db('fee').insert(some)
    const paid = some.filter(({ state, amount }) => state === 'paid' && amount > 0)
    if (paid.length > 0) await db('payment').insert(paid.map((fee, place) => paymentOf(fee, n + place)))
  }
}

function feeOf(works: Charged, state: FeeState, { fees: rates, currency }: RulePack) {
  const roadClass = works.road_class ?? 'unknown'
  const [metres, squareMetres] = [works.length_metres, works.area_square_metres]
  const { category, period } = works
  const facts = {
    category,
    roadClass,
    days: daysOf(period),
    metres,
    squareMetres,
    paidBefore: 0,
  } as const
  const { amount, parts } = feeFor(facts, rates)
  return {
    id: uuidv7(),
    works_id: works.id,
    kind: 'permit',
    state: amount === 0 ? 'waived' : state,
    amount,
    currency,
    road_class: roadClass,
    parts: JSON.stringify(parts),
    due_at: works.at,
    settled_at: amount === 0 || state === 'paid' || state === 'waived' ? works.at : null,
    reason: state === 'waived' ? waivedFor : null,
  }
}

function paymentOf({ id, amount, due_at }: ReturnType<typeof feeOf>, place: number) {
  const reference = `DEMO-${String(place + 1).padStart(6, '0')}`
  return { id: uuidv7(), fee_id: id, provider: 'office', reference, state: 'paid', amount, created_at: due_at }
}
