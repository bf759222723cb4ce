import type { Actor } from '../access/actor.ts'
import { mayDo } from '../access/permissions.ts'
import { sightBindings, sightOfWorks } from '../access/policy.ts'
import type { Db } from '../database/connect.ts'
import { rows } from '../database/sql.ts'
import { silentStatuses } from './rules.ts'

export interface Week {
  /** First day. */
  start: string
  works: number
  conflicts: number
}

/**
 * How many works occupy ground in each week from `from` to `to`, those that the list shows unasked, and how many blocking
 * conflicts stand. Counted from starts and ends in one pass each, so that the answer does not grow with weeks times works.
 */
export async function weeksOf(
  db: Db,
  { from, to }: { from: string; to: string },
  viewer: Actor | null,
): Promise<Week[]> {
  const found = await rows<{ start: string; works: number; conflicts: number }>(
    db,
    `with bounds as (
       select cast(:from as date) as first, cast(:to as date) as last,
              daterange(cast(:from as date), cast(:to as date), '[]') as days
     ),
     spans as (
       select (greatest(lower(w.occupies), b.first) - b.first) / 7 as enters,
              (least(upper(w.occupies) - 1, b.last) - b.first) / 7 + 1 as leaves, 1 as works, 0 as conflicts
       from works w cross join bounds b
       where w.occupies && b.days and w.status <> all (cast(:silent as text[]))
         and ${sightOfWorks('w')}
       union all
       select (greatest(lower(c.shared), b.first) - b.first) / 7,
              (least(upper(c.shared) - 1, b.last) - b.first) / 7 + 1, 0, 1
       from conflict c cross join bounds b
       where :seesConflicts and c.severity = 'blocking' and c.state <> 'waived' and c.shared && b.days
     ),
     moves as (
       select enters as week, works, conflicts from spans
       union all
       select leaves, -works, -conflicts from spans
     ),
     changes as (select week, sum(works) as works, sum(conflicts) as conflicts from moves group by week)
     select (b.first + g.week * 7) as start,
            coalesce(sum(c.works) over (order by g.week), 0)::int as works,
            coalesce(sum(c.conflicts) over (order by g.week), 0)::int as conflicts
     from bounds b
     cross join lateral generate_series(0, (b.last - b.first) / 7) as g (week)
     left join changes c using (week)
     order by g.week`,
    { from, to, silent: [...silentStatuses], seesConflicts: mayDo(viewer, 'conflicts.read'), ...sightBindings(viewer) },
  )
  return found
}
