import type { Db } from '../database/connect.ts'
import { deleteBySome } from '../database/delete-by-some.ts'
import { rows } from '../database/sql.ts'
import type { RulePack } from '../policy/contract.ts'
import { dayAt } from '../time/rules.ts'
import { answersDueForOthers } from './delegations-told.ts'
import { type Telling, tell } from './tell.ts'

interface Timed {
  pack: RulePack
  now: Date
}

/** So many at once. */
const batch = 500

interface Due {
  once: string
  works_id: string
  agency_id: string
  due_at: string
}

/**
 * Tells of answers that are due soon, and of which half the time is over; each deadline once: one that is put off is
 * another. What it tells follows from rows, under a name that is taken once: two processes and a stop change nothing of
 * it. Gives how many were told.
 */
export function tellAnswersDue(db: Db, { pack, now }: Timed): Promise<number> {
  return inBatches(async () => {
    const due = await rows<Due>(
      db,
      `select * from (
         select 'answer_due ' || c.id || ' ' || extract(epoch from c.due_at) as once, c.works_id, c.agency_id, c.due_at
         from consultation c join works w on w.id = c.works_id and w.rounds = c.round
         where c.answer is null and c.closed_at is null and consultation_runs(w)
           and c.due_at > cast(:now as timestamptz)
           and c.due_at - least(make_interval(hours => :hours), (c.due_at - c.asked_at) / 2) <= cast(:now as timestamptz)
       ) due
       where not exists (select 1 from happening h where h.once = due.once) order by due_at, works_id limit :batch`,
      { now, hours: pack.notices.answerDueHours, batch },
    )
    const others = await answersDueForOthers(db, due, { now, pack })
    return tell(db, [...due.map((one) => dueTelling('answer_due', one, now)), ...others])
  })
}

/**
 * Tells whose emergency it is that its application is due soon: what is late is a violation by itself. Once for each notice.
 * Gives how many were told.
 */
export function tellFilingsDue(db: Db, { pack, now }: Timed): Promise<number> {
  return inBatches(async () => {
    const due = await rows<Due>(
      db,
      `select * from (
         select 'filing_due ' || w.id as once, w.id as works_id, w.agency_id,
                w.notified_at + make_interval(hours => :fileHours) as due_at
         from works w
         where w.notified_at is not null and not w.filing_settled and w.submitted_at is null
       ) due
       where due_at > cast(:now as timestamptz) and due_at - make_interval(hours => :hours) <= cast(:now as timestamptz)
         and not exists (select 1 from happening h where h.once = due.once) order by due_at, works_id limit :batch`,
      { now, hours: pack.notices.filingDueHours, fileHours: pack.emergency.fileHours, batch },
    )
    return tell(
      db,
      due.map((one) => dueTelling('filing_due', one, now)),
    )
  })
}

function dueTelling(
  kind: 'answer_due' | 'filing_due',
  { once, works_id: id, agency_id: agencyId, due_at: due }: Due,
  at: Date,
): Telling {
  return { kind, subject: { type: 'works', id }, to: [{ agencyId }], about: { due }, at, by: null, once }
}

interface Ending {
  once: string
  works_id: string
  agency_id: string
  contractor_id: string | null
  number: string
  left: number
  end: string
}

/**
 * Tells of permits that end within the pack's days, once for each of them that has come; after a stop, of the nearest
 * alone. A permit that was short from the start is no news. Gives how many were told.
 */
export function tellPermitsEnding(db: Db, { pack, now }: Timed): Promise<number> {
  const days = pack.notices.permitEndsDays
  const mostDays = Math.max(-1, ...days)
  return inBatches(async () => {
    const ending = await rows<Ending>(
      db,
      `select * from (
         select 'permit_ending ' || w.id || ' ' || e.last || ' ' || d.step as once, w.id as works_id, w.agency_id,
                w.contractor_id, p.number, e.left, cast(e.last as text) as end
         from permit p
         join works w on w.id = p.works_id
         cross join lateral (select upper(p.valid) - 1 as last, upper(p.valid) - 1 - cast(:today as date) as left) e
         cross join lateral (select min(step) as step from unnest(cast(:days as int[])) step where step >= e.left) d
         where w.status in ('permitted','in_progress','suspended') and e.left >= 0 and d.step is not null
           and upper(p.valid) - lower(p.valid) > d.step
           -- the same in words of the index
           and upper(p.valid) > cast(:today as date) and upper(p.valid) <= cast(:today as date) + cast(:mostDays as int) + 1
       ) ending
       where not exists (select 1 from happening h where h.once = ending.once) order by works_id limit :batch`,
      { today: dayAt(now, pack.zone), days: [...days], mostDays, batch },
    )
    const tellings = ending.map(
      ({ once, works_id: id, agency_id, contractor_id, number: permit, left, end }): Telling => ({
        kind: 'permit_ending',
        subject: { type: 'works', id },
        to: [agency_id, contractor_id].flatMap((agencyId) => (agencyId ? { agencyId } : [])),
        about: { permit, days: left, end },
        at: now,
        by: null,
        once,
      }),
    )
    return tell(db, tellings)
  })
}

/** Forgets what has been told or given up long ago, and secrets that sign no more. Gives how many notices. */
export async function forgetNotices(db: Db, { pack, now }: Timed): Promise<number> {
  const before = new Date(now.getTime() - pack.notices.keepDays * 86_400_000)
  await deleteBySome(db, 'happening', 'told_at < :before or dead_at < :before', { before })
  await db('webhook').where('former_until', '<', now).update({ former_secret: null, former_until: null })
  await deleteBySome(db, 'mail', 'day is not null and created_at < :before', { before })
  await deleteBySome(db, 'webhook_delivery', 'created_at < :before', { before })
  return deleteBySome(db, 'notice', 'at < :before', { before })
}

/** Until there is nothing new to tell: another process may have told what this one found. */
async function inBatches(work: () => Promise<number>): Promise<number> {
  let all = 0
  for (;;) {
    const told = await work()
    all += told
    if (told < batch) return all
  }
}
