import type { Db } from '../database/connect.ts'
import { rows } from '../database/sql.ts'
import type { Route } from '../geo/contract.ts'
import type { RulePack } from '../policy/contract.ts'
import { dayAt } from '../time/rules.ts'
import type { TrafficImpact } from '../works/contract.ts'
import { moveWorks, type WorksKeeper } from '../works/store.ts'
import { inBatches } from './batches.ts'
import { letProposalsLapse } from './lapse.ts'
import { deem } from './silence.ts'

export interface Timed {
  pack: RulePack
  keeper: WorksKeeper
  now: Date
  /** A works that nothing could be done to. */
  onFailure?: (error: unknown, worksId: string) => void
}

/** Without anybody to tell, a failure is whoever's who asked. */
export function failureOf({ onFailure }: Timed): (error: unknown, worksId: string) => void {
  return (
    onFailure ??
    ((error) => {
      throw error
    })
  )
}

/**
 * Silence past its deadline becomes an approval, recorded as deemed. [B] What is due follows from the rows and each is held
 * by whoever does it: two processes never do one twice, and what a stop has left undone is done at the next start. Gives
 * how many works were told.
 */
export function deemSilence(db: Db, timed: Timed): Promise<number> {
  const { now } = timed
  return inBatches<{ id: string; is_running: boolean }>(
    db,
    {
      due: (trx, { limit, without }) =>
        rows(
          trx,
          `select w.id, consultation_runs(w) as is_running
           from works w
           where w.id in (
             select works_id from consultation c
             where c.answer is null and c.silence_approves and c.closed_at is null and c.due_at <= cast(:now as timestamptz)
               and c.works_id <> all (cast(:without as uuid[]))
             order by c.due_at limit :limit)
           order by w.id for update of w skip locked`,
          { now, limit, without },
        ),
      act: async (trx, due) => {
        const running = due.flatMap(({ id, is_running }) => (is_running ? [id] : []))
        await deem(trx, running, now)
        await closeUnneeded(
          trx,
          due.map(({ id }) => id),
          now,
        )
        return due.length
      },
    },
    failureOf(timed),
  )
}

/** Nobody needs what was asked of an earlier round, or of an application that has been decided. */
async function closeUnneeded(db: Db, ids: readonly string[], now: Date): Promise<void> {
  await db('consultation')
    .whereIn('works_id', [...ids])
    .whereNull('answer')
    .where('silence_approves', true)
    .where('due_at', '<=', now)
    .update({ closed_at: now })
}

interface Permitted {
  id: string
  status: 'permitted' | 'suspended'
  route: Route
  trench_width_metres: number | null
  traffic_impact: TrafficImpact
}

/** Permits whose days are over before anybody has dug. Gives how many. */
export function expirePermits(db: Db, timed: Timed): Promise<number> {
  const today = dayAt(timed.now, timed.pack.zone)
  return inBatches<Permitted>(
    db,
    {
      due: (trx, { limit, without }) =>
        rows(
          trx,
          `select w.id, w.status, ST_AsGeoJSON(w.route, 7)::jsonb as route, w.trench_width_metres, w.traffic_impact
           from works w join permit p on p.works_id = w.id
           where w.status in ('permitted','suspended') and w.actual_period is null and upper(w.period) <= cast(:today as date)
             and upper(p.valid) <= cast(:today as date)
             -- who asked for more days in time waits for the office
             and not exists (select 1 from amendment a where a.works_id = w.id and a.state = 'proposed' and a.cause = 'extension')
             and w.id <> all (cast(:without as uuid[]))
           order by w.id limit :limit for update of w skip locked`,
          { today, limit, without },
        ),
      act: (trx, over) => expire(trx, over, timed),
    },
    failureOf(timed),
  )
}

async function expire(db: Db, over: readonly Permitted[], timed: Timed): Promise<number> {
  const drawn = over.map(({ trench_width_metres, traffic_impact, ...works }) => ({
    ...works,
    trenchWidthMetres: trench_width_metres,
    trafficImpact: traffic_impact,
  }))
  const ids = over.map(({ id }) => id)
  await letProposalsLapse(db, ids, timed.now)
  const move = { status: 'expired', event: 'expire', reason: null } as const
  for (const status of ['permitted', 'suspended']) {
    const same = drawn.filter((works) => works.status === status)
    if (same.length > 0) await moveWorks(db, same, move, { userId: null, at: timed.now }, timed)
  }
  return over.length
}
