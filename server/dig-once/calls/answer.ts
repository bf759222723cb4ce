import type { Db } from '../../database/connect.ts'
import { rows } from '../../database/sql.ts'
import type { Geometry } from '../../geo/contract.ts'
import { failed, faultAt, type Outcome } from '../../http/problem.ts'
import { dayAt } from '../../time/rules.ts'
import { createWorks, type Doing } from '../../works/actions.ts'
import type { Category, Status } from '../../works/contract.ts'
import { recordCall, refusedCall } from './actions.ts'
import type { Call, NewAnswer } from './contract.ts'
import { sayCalls } from './messages.ts'
import { answerFault, mayAnswerWith } from './rules.ts'
import { findCall, holdCall } from './store.ts'

/** Answers a call for the own agency; while it is open, the last answer counts. */
export async function answerCall(db: Db, id: string, given: NewAnswer, doing: Doing): Promise<Outcome<Call>> {
  const { actor, now, pack } = doing
  const seeing = { viewer: actor, today: dayAt(now, pack.zone) }
  await holdCall(db, id)
  const call = await findCall(db, id, seeing)
  if (!call) return failed('not-found')
  if (!actor.agencyId) return failed('forbidden')
  if (call.agencyId === actor.agencyId) return refusedCall('own_call')
  if (call.state !== 'open') return refusedCall('call_over')
  const fault = answerFault(given)
  if (fault) return faultAt('worksIds', sayCalls(fault))
  const works = await offered(db, call, given, doing)
  if (works.problem) return works
  await rows(
    db,
    `insert into interest_answer (call_id, agency_id, is_interested, works_ids, note, answered_at, answered_by)
     values (cast(:id as uuid), cast(:agencyId as uuid), :isInterested, cast(:works as uuid[]), cast(:note as text),
             cast(:now as timestamptz), cast(:userId as uuid))
     on conflict (call_id, agency_id) do update
     set is_interested = excluded.is_interested, works_ids = excluded.works_ids, note = excluded.note,
         revision = interest_answer.revision + 1, answered_at = excluded.answered_at, answered_by = excluded.answered_by`,
    {
      ...{ id, agencyId: actor.agencyId, isInterested: given.isInterested, works: works.value },
      ...{ note: given.note ?? null, now, userId: actor.userId },
    },
  )
  await recordCall(db, call, 'answer', {
    agencyId: actor.agencyId,
    isInterested: given.isInterested,
    worksIds: works.value,
  })
  return { value: (await findCall(db, id, seeing)) as Call }
}

/** The works that an answer offers: the agency's own, on the ground of the call; a new draft among them. */
async function offered(
  db: Db,
  call: Call,
  { worksIds = [], draft }: NewAnswer,
  doing: Doing,
): Promise<Outcome<string[]>> {
  if (worksIds.length > 0) {
    const found = await rows<{ agency_id: string; status: Status; category: Category; meets: boolean }>(
      db,
      `select w.agency_id, w.status, w.category, ST_Intersects(w.footprint, c.area) as meets
       from works w, interest_call c where c.id = cast(:id as uuid) and w.id = any (cast(:worksIds as uuid[]))`,
      { id: call.id, worksIds },
    )
    if (found.length < worksIds.length || found.some(({ agency_id }) => agency_id !== doing.actor.agencyId))
      return faultAt('worksIds', sayCalls('works_foreign'))
    if (!found.every(mayAnswerWith)) return faultAt('worksIds', sayCalls('works_begun'))
    if (found.some(({ meets }) => !meets)) return faultAt('worksIds', sayCalls('works_elsewhere'))
  }
  if (!draft) return { value: worksIds }
  const route = await routeOf(db, call)
  const made = await createWorks(db, { ...draft, route, period: call.period }, doing)
  return made.problem ? made : { value: [...worksIds, made.value.id] }
}

/** Where a draft lies that answers a call: along the works that would lead, else on its ground. */
async function routeOf(db: Db, { area, leadId }: Call): Promise<Geometry> {
  const [lead] = await rows<{ route: Geometry }>(
    db,
    'select ST_AsGeoJSON(route, 7)::jsonb as route from works where id = cast(:leadId as uuid)',
    { leadId },
  )
  return lead?.route ?? area
}
