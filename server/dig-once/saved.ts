import type { Db } from '../database/connect.ts'
import { narrowed, rows } from '../database/sql.ts'
import type { RulePack } from '../policy/contract.ts'
import type { Saved } from './contract.ts'
import { told } from './groups.ts'
import { nothingSaved } from './rules.ts'
import { savingsOf, type TrenchSums, trenchBindings, trenchDay, trenches } from './trenches.ts'

export interface SavedFilter {
  /** Where the lead's works lies, wholly or partly. */
  municipality?: string | undefined
  /** With works of this agency: the whole group counts, once. */
  agency?: string | undefined
  /** Days since which works have shared theirs, or on which the last of them was closed again. */
  from?: string | undefined
  to?: string | undefined
}

interface Row extends TrenchSums {
  groups: number
  works: number
}

/** What linked works save by their plans, and what it came to of those that are closed again; of groups that stand and works in them still. */
export async function savedBy(db: Db, filter: SavedFilter, pack: RulePack): Promise<Saved> {
  const { municipality, agency, from, to } = filter
  const { where, bindings } = narrowed([
    [municipality, 't.municipality_ids @> array[cast(:municipality as uuid)]', { municipality }],
    [
      agency,
      `exists (select 1 from works_group_member o
               where o.group_id = t.group_id and o.left_at is null and o.agency_id = cast(:agency as uuid))`,
      { agency },
    ],
    [from, `${trenchDay} >= cast(:from as date)`, { from }],
    [to, `${trenchDay} <= cast(:to as date)`, { to }],
  ])
  const { currency, zone } = pack
  const found = await rows<Row>(
    db,
    `select t.standing, count(distinct t.group_id) as groups, count(*) as works,
            sum(t.shared_metres) as shared_metres, sum(t.street_days)::int as street_days,
            sum(t.metres_amount) as metres_amount, sum(t.street_days_amount) as street_days_amount,
            sum(t.mobilisation_amount) as mobilisation_amount
     from ${trenches} t where t.currency = :currency and ${where} group by t.standing`,
    { ...bindings, ...trenchBindings, currency, ...(from || to ? { zone } : {}) },
  )
  const row = (wanted: Row['standing']) => found.find(({ standing }) => standing === wanted)
  const { planned, realised, apart } = { planned: row('planned'), realised: row('realised'), apart: row('apart') }
  return { currency, planned: partOf(planned), realised: partOf(realised), apart: apart?.works ?? 0 }
}

function partOf(row: Row | undefined): Saved['planned'] {
  if (!row) return { groups: 0, works: 0, ...told(nothingSaved) }
  return { groups: row.groups, works: row.works, ...told(savingsOf(row)) }
}
