import type { Db } from '../database/connect.ts'
import { rows } from '../database/sql.ts'
import type { StreetClass } from '../streets/contract.ts'
import { dayAt } from '../time/rules.ts'
import type { Category } from '../works/contract.ts'
import { inBatches } from './batches.ts'
import type { Procedure } from './contract.ts'
import { note } from './note.ts'
import { overrunCharge } from './rules.ts'
import { failureOf, type Timed } from './with-time.ts'

interface Overrunning {
  id: string
  road_class: StreetClass | null
  category: Category
  first_day: string
  counted_to: string
  days: number
}

/** By the end of a day the office had stopped the works, and not resumed it: nobody may close the ground then either. */
const stopped = `exists (
  select 1 from works_history s
  where s.works_id = w.id and s.event = 'suspend' and (s.at at time zone cast(:zone as text))::date <= d.day::date
    and not exists (
      select 1 from works_history r
      where r.works_id = w.id and r.event in ('resume','reinstate') and r.version > s.version
        and (r.at at time zone cast(:zone as text))::date <= d.day::date))`

/** The first day past the permit, or past its own days of what has none; no ground is open before it was opened. */
const begins = 'greatest(upper(coalesce(p.valid, w.period)), lower(w.actual_period))'

/**
 * Counts the days past a permit's end, or past its own days of an emergency that has none, on which the ground is open, and what they cost: one running row for each works, computed
 * anew from the rows it follows from, so that it is right after a stop and whoever counts. [S] It ends with the
 * reinstatement. Gives how many were counted.
 */
export function countOverruns(db: Db, timed: Timed): Promise<number> {
  const { now, pack } = timed
  const { zone } = pack
  return inBatches<Overrunning>(
    db,
    {
      due: (trx, { limit, without }) =>
        rows(
          trx,
          `with due as (
             select w.id, ${begins} as first_day,
                    least(cast(:today as date), coalesce(upper(w.actual_period) - 1, cast(:today as date))) as counted_to
             from works w left join permit p on p.works_id = w.id left join overrun o on o.works_id = w.id
             where w.status in ('in_progress','suspended','reinstated') and w.actual_period is not null
               and (p.works_id is not null or w.notified_at is not null)
               and upper(w.period) <= cast(:today as date) and w.id <> all (cast(:without as uuid[]))
               and ${begins} <= least(cast(:today as date), coalesce(upper(w.actual_period) - 1, cast(:today as date)))
               and (o.works_id is null or o.counted_to < least(cast(:today as date), coalesce(upper(w.actual_period) - 1, cast(:today as date))))
             order by w.id limit :limit for update of w skip locked
           )
           select w.id, w.road_class, w.category, due.first_day, due.counted_to,
                  (select count(*) from generate_series(due.first_day, due.counted_to, interval '1 day') as d (day)
                   where not ${stopped}) as days
           from due join works w using (id)`,
          { today: dayAt(now, zone), zone, limit, without },
        ),
      act: async (trx, due) => {
        for (const one of due) await countOne(trx, one, timed)
        return due.length
      },
    },
    failureOf(timed),
  )
}

/** Counts one whose works is held: another server may have counted it after it was found, and before that. */
export async function countOne(db: Db, overrunning: Overrunning, { now, pack }: Timed): Promise<void> {
  const { id, road_class: roadClass, category, first_day, counted_to, days } = overrunning
  // none was counted yet, or none of its days, as where the works was stopped all the time
  const isNew = ((await db('overrun').where({ works_id: id }).first('days'))?.days ?? 0) === 0
  const charge = overrunCharge({ from: 1, to: days }, { roadClass, category }, pack.overrun)
  const counted = { counted_to, days, charge, currency: pack.currency, first_day }
  await db('overrun')
    .insert({ works_id: id, ...counted })
    .onConflict('works_id')
    .merge()
  // its history tells once that it began; the row tells how far it is
  if (isNew && days > 0)
    await note(db, [id], 'overrun', { reason: null, told: { since: first_day } }, { userId: null, now })
}

/** What a works has overrun its permit by; null where it has not. */
export async function overrunOf(db: Db, worksId: string): Promise<Procedure['overrun']> {
  const [found] = await rows<NonNullable<Procedure['overrun']>>(
    db,
    `select o.first_day as since, o.days, o.charge, o.currency, w.status = 'in_progress' as "isRunning"
     from overrun o join works w on w.id = o.works_id where o.works_id = cast(:worksId as uuid) and o.days > 0`,
    { worksId },
  )
  return found ?? null
}
