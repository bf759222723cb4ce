import type { Db } from '../../database/connect.ts'
import { rows } from '../../database/sql.ts'
import type { Outcome } from '../../http/problem.ts'
import { dayAt } from '../../time/rules.ts'
import type { Following, Found } from '../consequences.ts'
import { planVisits } from './plan.ts'
import { nextVisitOn } from './rules.ts'

/** The visit that an inspection is of is done by it. One that the office has dropped meanwhile stays dropped. */
export async function fulfilVisit(db: Db, { sent, visitId }: Found, { now }: Following): Promise<Outcome<null>> {
  if (visitId !== null)
    await rows(
      db,
      `update visit set state = 'done', inspection_id = cast(:inspectionId as uuid), ended_at = cast(:now as timestamptz),
         version = version + 1
       where id = cast(:visitId as uuid) and state in ('due','taken')`,
      { visitId, inspectionId: sent.id, now },
    )
  return { value: null }
}

/** What did not pass is looked at again, unless somebody goes there for the same by then anyway. */
export async function planNext(
  db: Db,
  { sent, outcome, works }: Found,
  { now, pack, actor }: Following,
): Promise<Outcome<null>> {
  const dueOn = nextVisitOn(outcome, dayAt(now, pack.zone), pack.inspections.visits)
  if (dueOn === null) return { value: null }
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
