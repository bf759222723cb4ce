import type { Db } from '../database/connect.ts'
import { narrowed, rows } from '../database/sql.ts'
import type { RulePack } from '../policy/contract.ts'
import { startOfDay } from '../time/rules.ts'
import type { Saved } from './contract.ts'

export interface SavedFilter {
  /** Where the lead's works lies, wholly or partly. */
  municipality?: string | undefined
  /** With works of this agency: the whole group counts, once. */
  agency?: string | undefined
  /** Days since which works have shared theirs. */
  from?: string | undefined
  to?: string | undefined
}

interface Row {
  groups: number
  works: number
  shared_metres: number
  street_days: number
  metres_amount: number
  street_days_amount: number
  mobilisation_amount: number
}

/** What linked works save that share their days, of groups that stand and works in them still. */
export async function savedBy(db: Db, filter: SavedFilter, { currency, zone }: RulePack): Promise<Saved> {
  const { municipality, agency, from, to } = filter
  const { where, bindings } = narrowed([
    [municipality, 'g.municipality_ids @> array[cast(:municipality as uuid)]', { municipality }],
    [
      agency,
      `exists (select 1 from works_group_member o
               where o.group_id = g.id and o.left_at is null and o.agency_id = cast(:agency as uuid))`,
      { agency },
    ],
    [from, 'm.counted_from >= cast(:since as timestamptz)', { since: from && startOfDay(from, zone) }],
    [to, `m.counted_from < cast(:until as timestamptz) + interval '1 day'`, { until: to && startOfDay(to, zone) }],
  ])
  const [sum] = await rows<Row>(
    db,
    `select count(distinct g.id) as groups, count(m.works_id) as works,
            coalesce(sum(m.shared_metres), 0) as shared_metres, coalesce(sum(m.street_days), 0) as street_days,
            coalesce(sum(m.metres_amount), 0) as metres_amount,
            coalesce(sum(m.street_days_amount), 0) as street_days_amount,
            coalesce(sum(m.mobilisation_amount), 0) as mobilisation_amount
     from works_group g join works_group_member m on m.group_id = g.id
     where g.dissolved_at is null and m.left_at is null and m.counted_from is not null and g.currency = :currency and ${where}`,
    { ...bindings, currency },
  )
  const { groups, works, ...amount } = sum as Row
  const amounts = {
    metres: amount.metres_amount,
    streetDays: amount.street_days_amount,
    mobilisation: amount.mobilisation_amount,
  }
  return {
    groups,
    works,
    currency,
    sharedMetres: amount.shared_metres,
    streetDays: amount.street_days,
    amounts,
    money: amounts.metres + amounts.streetDays + amounts.mobilisation,
  }
}
