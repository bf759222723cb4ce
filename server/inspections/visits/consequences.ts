import type { Db } from '../../database/connect.ts'
import { rows } from '../../database/sql.ts'
import type { Outcome } from '../../http/problem.ts'
import { dayAt } from '../../time/rules.ts'
import type { Following, Found } from '../consequences.ts'
import { seenAt } from './fulfil.ts'
import { planVisits } from './plan.ts'
import { nextVisitOn, passedIn } from './rules.ts'

/**
 * The visit that an inspection is of is done by it, and every other of its kind there that was due by then: nobody fills the
 * same list in twice on one day. Not one that somebody else is on the way to, nor one that looks at a single defect. One that
 * the office has dropped meanwhile stays dropped.
 */
export async function fulfilVisit(
  db: Db,
  { sent, visitId }: Found,
  { actor, pack, now }: Following,
): Promise<Outcome<null>> {
  if (visitId === null) return { value: null }
  const at = seenAt(sent, now)
  await rows(
    db,
    `update visit v set state = 'done', inspection_id = cast(:inspectionId as uuid), ended_at = cast(:now as timestamptz),
       version = v.version + 1
     from visit named
     where named.id = cast(:visitId as uuid) and v.works_id = named.works_id and v.state in ('due','taken') and (
       v.id = named.id or not cast(:isUnable as boolean) and named.cause <> 'defect' and v.cause <> 'defect'
         and v.kind = :kind and v.due_on <= cast(:day as date) and v.created_at <= cast(:at as timestamptz)
         and (v.state = 'due' or v.assigned_to = cast(:userId as uuid)))`,
    {
      ...{ visitId, inspectionId: sent.id, now, at, day: dayAt(at, pack.zone) },
      ...{ isUnable: sent.unable !== undefined, kind: sent.kind, userId: actor.userId },
    },
  )
  return { value: null }
}

/** What did not pass is looked at again, unless somebody goes there for the same by then anyway, or the works is past it. */
export async function planNext(
  db: Db,
  { sent, outcome, works }: Found,
  { now, pack, actor }: Following,
): Promise<Outcome<null>> {
  const today = dayAt(now, pack.zone)
  const dueOn = nextVisitOn(outcome, today, pack.inspections.visits, sent.unable?.reason)
  if (dueOn === null || passedIn[sent.kind].includes(works.status)) return { value: null }
  const [open] = await rows(
    db,
    `select id from visit
     where works_id = cast(:worksId as uuid) and kind = :kind and state in ('due','taken') and due_on <= cast(:dueOn as date)
     limit 1`,
    { worksId: works.id, kind: sent.kind, dueOn },
  )
  if (!open)
    await planVisits(db, [{ worksId: works.id, kind: sent.kind, cause: 'failed_before', dueOn, failedId: sent.id }], {
      userId: actor.userId,
      now,
    })
  return { value: null }
}
