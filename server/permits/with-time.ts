import { uuidv7 } from 'uuidv7'
import type { Db } from '../database/connect.ts'
import { rows } from '../database/sql.ts'
import type { Route } from '../geo/contract.ts'
import type { RulePack } from '../policy/contract.ts'
import { dayAt } from '../time/rules.ts'
import type { TrafficImpact } from '../works/contract.ts'
import { moveWorks, type WorksKeeper } from '../works/store.ts'
import { note } from './note.ts'
import { deem } from './silence.ts'

export interface Timed {
  pack: RulePack
  keeper: WorksKeeper
  now: Date
}

/** So many works at once: a transaction that holds their rows ends soon. */
const batch = 200

/**
 * Silence past its deadline becomes an approval, recorded as deemed. [B] What is due follows from the rows and each is held
 * by whoever does it: two processes never do one twice, and what a stop has left undone is done at the next start. Gives
 * how many works were told.
 */
export function deemSilence(db: Db, { now }: Timed): Promise<number> {
  return inBatches(db, async (trx) => {
    const due = await rows<{ id: string; is_running: boolean }>(
      trx,
      `select w.id, w.status in ('submitted','in_coordination') as is_running
       from works w
       where w.id in (
         select works_id from consultation c
         where c.answer is null and c.silence_approves and c.closed_at is null and c.due_at <= cast(:now as timestamptz)
         order by c.due_at limit :batch)
       order by w.id for update of w skip locked`,
      { now, batch },
    )
    const running = due.flatMap(({ id, is_running }) => (is_running ? [id] : []))
    await deem(trx, running, now)
    await closeUnneeded(
      trx,
      due.map(({ id }) => id),
      now,
    )
    return due.length
  })
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

/**
 * An emergency whose application was not filed within its hours, or later than that, is a violation by itself. [B] Gives
 * how many.
 */
export function noteLateFiling(db: Db, { now, pack }: Timed): Promise<number> {
  return inBatches(db, async (trx) => {
    const late = await rows<{ id: string }>(
      trx,
      `select w.id from works w
       where w.notified_at is not null
         and coalesce(w.submitted_at, cast(:now as timestamptz)) > w.notified_at + make_interval(hours => :hours)
         and not exists (select 1 from violation v where v.works_id = w.id and v.article = 'emergency_filed_late')
       order by w.id limit :batch for update of w skip locked`,
      { now, hours: pack.emergency.fileHours, batch },
    )
    if (late.length === 0) return 0
    const article = 'emergency_filed_late'
    await trx('violation').insert(late.map(({ id }) => ({ id: uuidv7(), works_id: id, article, at: now })))
    await note(
      trx,
      late.map(({ id }) => id),
      'violate',
      { reason: null, told: { article } },
      { userId: null, now },
    )
    return late.length
  })
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
  return inBatches(db, async (trx) => {
    const over = await rows<Permitted>(
      trx,
      `select w.id, w.status, ST_AsGeoJSON(w.route, 7)::jsonb as route, w.trench_width_metres, w.traffic_impact
       from works w join permit p on p.works_id = w.id
       where (w.status = 'permitted' or w.status = 'suspended' and w.actual_period is null)
         and upper(p.valid) <= cast(:today as date)
       order by w.id limit :batch for update of w skip locked`,
      { today, batch },
    )
    if (over.length === 0) return 0
    const drawn = over.map(({ trench_width_metres, traffic_impact, ...works }) => ({
      ...works,
      trenchWidthMetres: trench_width_metres,
      trafficImpact: traffic_impact,
    }))
    const move = { status: 'expired', event: 'expire', reason: null } as const
    for (const status of ['permitted', 'suspended']) {
      const same = drawn.filter((works) => works.status === status)
      if (same.length > 0) await moveWorks(trx, same, move, { userId: null, at: timed.now }, timed)
    }
    return over.length
  })
}

/** Does a batch at a time, each in a transaction of its own, until there is none left. */
async function inBatches(db: Db, work: (trx: Db) => Promise<number>): Promise<number> {
  let all = 0
  for (;;) {
    const done = await db.transaction(work)
    all += done
    if (done === 0) return all
  }
}
