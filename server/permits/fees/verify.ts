import type { Db } from '../../database/connect.ts'
import { rows } from '../../database/sql.ts'

/** What `verify` found of the fees. All but `fees` must be nought. */
export interface FeeCheck {
  fees: number
  faults: string[]
}

/** Payments that a fee in this state must have, to the coin: neither less nor more. */
const moved = `
  select f.id, f.state, f.amount, f.refund_amount,
         coalesce(sum(p.amount) filter (where p.state = 'paid'), 0) as paid,
         coalesce(sum(p.refund_amount) filter (where p.state in ('refunding','refunded')), 0) as back,
         coalesce(bool_or(p.state = 'refunding'), false) as is_owed
  from fee f left join payment p on p.fee_id = f.id group by f.id`

const faulty = `
  with moved as (${moved})
  select f.id, 'its parts do not add up to it' as why from fee f
  where f.amount <> coalesce((select sum((part ->> 'amount')::bigint) from jsonb_array_elements(f.parts) part), 0)
  union all
  select id, 'what was paid for it is not what it is' from moved
  where paid <> case when state = 'paid' then amount else 0 end
  union all
  -- what was paid twice, or for a fee that was given up, goes back besides
  select id, 'what was paid back of it is not what is to be' from moved
  where state in ('refunding','refunded') and back < refund_amount or state = 'refunded' and is_owed
  union all
  select f.id, 'its permit was granted, and it is open' from fee f
  where f.kind = 'permit' and f.state in ('due','failed') and exists (select 1 from permit p where p.works_id = f.works_id)
  order by id, why`

/** Adds up every fee, and what was paid and paid back of it. */
export async function verifyFees(db: Db): Promise<FeeCheck> {
  const [all] = await rows<{ fees: number }>(db, 'select count(*)::int as fees from fee')
  const found = await rows<{ id: string; why: string }>(db, faulty)
  return { fees: all?.fees ?? 0, faults: found.map(({ id, why }) => `fee ${id}: ${why}`) }
}
