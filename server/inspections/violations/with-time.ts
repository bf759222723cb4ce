import type { Db } from '../../database/connect.ts'
import { rows } from '../../database/sql.ts'
import { inBatches } from '../../permits/batches.ts'
import { failureOf, type Timed } from '../../permits/with-time.ts'
import type { RulePack } from '../../policy/contract.ts'
import { dayAt } from '../../time/rules.ts'
import type { ViolationState } from './contract.ts'
import { anew, fined, payBy } from './decide.ts'
import { openFine } from './fine.ts'
import { type Cause, issue } from './issue.ts'
import type { ClockCause } from './policy.ts'
import { findRow } from './read.ts'
import { recordViolation } from './record.ts'
import type { ViolationRow } from './row.ts'
import { afterTime } from './rules.ts'

/** The article that the pack has for what time finds; without one it is no violation here. */
export function byClock({ inspections }: RulePack, cause: ClockCause): { code: string; afterHours: number } | null {
  const found = Object.entries(inspections.violations.articles).find(([, { clock }]) => clock?.cause === cause)
  return found?.[1].clock ? { code: found[0], afterHours: found[1].clock.afterHours } : null
}

/**
 * An emergency whose application was not filed within its hours, or later than that, is a violation by itself. [B] What was
 * looked at is not looked at again. Gives how many were.
 */
export function fineLateFiling(db: Db, timed: Timed): Promise<number> {
  const { now, pack } = timed
  const article = byClock(pack, 'emergency_filed_late')
  return inBatches<{ id: string; is_late: boolean }>(
    db,
    {
      due: (trx, { limit, without }) =>
        rows(
          trx,
          `select w.id, coalesce(w.submitted_at, cast(:now as timestamptz)) > w.notified_at + make_interval(hours => :hours) as is_late
           from works w
           where w.notified_at is not null and not w.filing_settled
             and (w.submitted_at is not null or w.notified_at < cast(:now as timestamptz) - make_interval(hours => :hours))
             and w.id <> all (cast(:without as uuid[]))
           order by w.notified_at limit :limit for update of w skip locked`,
          { now, hours: pack.emergency.fileHours + (article?.afterHours ?? 0), limit, without },
        ),
      act: async (trx, due) => {
        const ids = due.map(({ id }) => id)
        await trx('works').whereIn('id', ids).update({ filing_settled: true })
        const late = due.filter(({ is_late }) => is_late)
        for (const { id } of late)
          await found(trx, { worksId: id, key: `emergency_filed_late ${id}` }, 'emergency_filed_late', timed)
        return late.length
      },
    },
    failureOf(timed),
  )
}

/** The permit's days are over, no more were asked for in time, and its ground is open. */
const openPastPermit = `w.actual_period is not null and upper_inf(w.actual_period)
  and upper(w.period) <= cast(:today as date) and upper(p.valid) <= cast(:today as date)
  and not exists (select 1 from amendment a where a.works_id = w.id and a.state = 'proposed' and a.cause = 'extension')`

/** Works that are dug on after their permit: once for each end of a permit. Gives how many. */
export function fineExpiredPermits(db: Db, timed: Timed): Promise<number> {
  const { now, pack } = timed
  const article = byClock(pack, 'permit_expired_open')
  if (!article) return Promise.resolve(0)
  return inBatches<{ id: string; first_day: string }>(
    db,
    {
      due: (trx, { limit, without }) =>
        rows(
          trx,
          `select w.id, upper(p.valid) as first_day
           from works w join permit p on p.works_id = w.id
           where w.status = 'in_progress' and ${openPastPermit}
             and (upper(p.valid)::timestamp at time zone cast(:zone as text)) + make_interval(hours => :hours) <= cast(:now as timestamptz)
             and not exists (
               select 1 from violation v where v.cause_key = 'permit_expired_open ' || w.id || ' ' || upper(p.valid))
             and w.id <> all (cast(:without as uuid[]))
           order by w.id limit :limit for update of w skip locked`,
          { now, today: dayAt(now, pack.zone), zone: pack.zone, hours: article.afterHours, limit, without },
        ),
      act: async (trx, due) => {
        for (const { id, first_day } of due)
          await found(trx, { worksId: id, key: `permit_expired_open ${id} ${first_day}` }, 'permit_expired_open', timed)
        return due.length
      },
    },
    failureOf(timed),
  )
}

type Found = Pick<Cause, 'worksId' | 'key' | 'defectId' | 'inspectionId' | 'itemCode' | 'parties'>

/** What time has found is issued by nobody. */
export async function found(db: Db, cause: Found, clock: ClockCause, { pack, now }: Timed): Promise<void> {
  const article = byClock(pack, clock)
  if (article) await issue(db, { ...cause, from: 'clock', article: article.code, at: now }, { pack, now, userId: null })
}

interface Due {
  id: string
  state: ViolationState
}

/**
 * What time does to violations: a warning whose grace is over becomes a fine, unless what time itself found is no more; a
 * fine that nobody objected to falls due. A mend that nobody has looked at yet, and a defect that is contested, are waited for. Gives
 * how many moved.
 */
export function moveViolations(db: Db, timed: Timed): Promise<number> {
  const { now } = timed
  return inBatches<Due>(
    db,
    {
      due: (trx, { limit, without }) =>
        rows(
          trx,
          `select v.id, v.state from violation v join works w on w.id = v.works_id
           where (v.state = 'warned' and v.grace_until <= cast(:now as timestamptz)
                  or v.state = 'issued' and v.object_until <= cast(:now as timestamptz))
             and not (v.state = 'warned' and v.cause_key like 'safety\\_defect\\_open%' and exists (
               select 1 from defect d where d.id = v.defect_id and (d.state = 'mended' or d.is_contested)))
             and v.id <> all (cast(:without as uuid[]))
           order by coalesce(v.object_until, v.grace_until), v.id limit :limit for update of w, v skip locked`,
          { now, limit, without },
        ),
      act: async (trx, due) => {
        for (const { id } of due) await moveOne(trx, id, timed)
        return due.length
      },
    },
    failureOf(timed),
  )
}

async function moveOne(db: Db, id: string, { now, pack }: Timed): Promise<void> {
  const row = (await findRow(db, id)) as ViolationRow
  const to = afterTime(
    {
      state: row.state,
      now,
      graceUntil: row.grace_until === null ? null : new Date(row.grace_until),
      objectUntil: row.object_until === null ? null : new Date(row.object_until),
    },
    await isMended(db, row, { now, pack }),
  )
  if (to === null) return
  const members = await membersOf(db, row, to, { now, pack })
  await db('violation')
    .where({ id })
    .update({ ...members, version: row.version + 1 })
  if (to === 'due') await openFine(db, (await findRow(db, id)) as ViolationRow, now)
  await recordViolation(db, row, { id, event: to === 'due' ? 'fall_due' : to === 'issued' ? 'fine' : 'remedied' })
}

async function membersOf(db: Db, row: ViolationRow, to: ViolationState, { now, pack }: Pick<Timed, 'now' | 'pack'>) {
  if (to === 'due') return { state: to, due_at: payBy(now, pack) }
  if (to === 'remedied') return { state: to, ended_at: now }
  return { ...fined(now, pack), ...(await anew(db, row, pack)) }
}

/**
 * What time found by itself it also finds mended: days were added to the permit, or the ground is closed; of a defect, that it is
 * settled. A stop closes nothing: who is stopped with open ground may close it still.
 */
async function isMended(
  db: Db,
  { works_id, cause_key, defect_id }: ViolationRow,
  { now, pack }: Pick<Timed, 'now' | 'pack'>,
): Promise<boolean> {
  if (cause_key.startsWith('safety_defect_open'))
    return (await db('defect').where({ id: defect_id }).whereNotNull('ended_at').first('id')) !== undefined
  if (!cause_key.startsWith('permit_expired_open')) return false
  const still = await rows(
    db,
    `select 1 from works w join permit p on p.works_id = w.id where w.id = cast(:id as uuid)
       and w.status in ('in_progress','suspended') and ${openPastPermit}`,
    { id: works_id, today: dayAt(now, pack.zone) },
  )
  return still.length === 0
}
