import { uuidv7 } from 'uuidv7'
import { allows } from '../../access/policy.ts'
import { record } from '../../audit/record.ts'
import type { Db } from '../../database/connect.ts'
import { certainRows, rows, sql } from '../../database/sql.ts'
import { sayHttp } from '../../http/messages.ts'
import { failed, faultAt, type Outcome } from '../../http/problem.ts'
import { dayAt, periodFault } from '../../time/rules.ts'
import type { Doing } from '../../works/actions.ts'
import { lockWorks } from '../../works/diversions/store.ts'
import { measureBindings, measured } from '../../works/ground.ts'
import { takeRoute } from '../../works/route.ts'
import { drawnOf, worksToLink } from '../facts.ts'
import { linkWorks } from '../link.ts'
import { canShare } from '../rules.ts'
import type { Call, Closing, NewCall } from './contract.ts'
import { sayCalls } from './messages.ts'
import { callFault, usualClosing } from './rules.ts'
import { findCall, hasCalled, holdCall } from './store.ts'

const text = sql(import.meta.url, 'call.sql')
const drawnGround = `(with ${measured} select footprint from measured)`
const groundOfWorks = `(select ST_Union(footprint) from works where id = any (cast(:proposed as uuid[])))`

const seeing = ({ actor, now, pack }: Doing) => ({ viewer: actor, today: dayAt(now, pack.zone) })

/** A refusal with one reason, in the words of this room. */
export function refusedCall(code: Parameters<typeof sayCalls>[0]) {
  return failed('refused', { reasons: [{ code, detail: sayCalls(code) }] })
}

/** Calls for interest in a stretch of ground, for the own agency. */
export async function callForInterest(db: Db, given: NewCall, doing: Doing): Promise<Outcome<Call>> {
  const { pack, actor, now } = doing
  const { today } = seeing(doing)
  if (!actor.agencyId) return failed('forbidden')
  const fault = periodFault(given.period)
  if (fault) return faultAt('period', sayHttp(`period.${fault}`))
  const closesOn = given.closesOn ?? usualClosing(given.period, today, pack.digOnce.callDays)
  const wrong = callFault({ ...given, closesOn }, today)
  if (wrong) return faultAt(wrong.path, sayCalls(wrong.fault))
  const ground = await groundOf(db, given, doing)
  if (ground.problem) return ground
  const { id = uuidv7(), title, period, worksIds = [], leadId = worksIds[0] ?? null } = given
  if (await findCall(db, id, seeing(doing)))
    return failed('conflict', { errors: [{ path: 'id', message: sayCalls('id_taken') }] })
  if (await isCalledAlready(db, worksIds, doing)) return refusedCall('works_called')
  await certainRows(db, text.replace('/* ground */', ground.value.sql), {
    ...ground.value.bindings,
    ...{ id, agencyId: actor.agencyId, title, text: given.text ?? null, closesOn, leadId, proposed: worksIds },
    ...{ start: period.start, end: period.end, now, userId: actor.userId, rootRegion: pack.root.regionId },
  })
  const call = (await findCall(db, id, seeing(doing))) as Call
  await recordCall(db, call, 'create', { title, period, closesOn, worksIds })
  return { value: call }
}

/** Has the own agency a call on one of these works that is not closed? Whoever asks twice at once waits here for the other. */
async function isCalledAlready(db: Db, worksIds: readonly string[], { actor, pack }: Doing): Promise<boolean> {
  if (worksIds.length === 0 || !actor.agencyId) return false
  await lockWorks(db, await drawnOf(db, worksIds), { pack })
  return hasCalled(db, actor.agencyId, worksIds)
}

/** The ground of a call as a piece of the statement that stores it. */
async function groundOf(
  db: Db,
  { route, worksIds }: NewCall,
  { pack }: Doing,
): Promise<Outcome<{ sql: string; bindings: Record<string, unknown> }>> {
  if (worksIds) {
    const found = await worksToLink(db, worksIds)
    const fit = worksIds.every((id) => canShare(found.get(id) ?? { status: 'draft', category: 'planned' }))
    return fit ? { value: { sql: groundOfWorks, bindings: {} } } : faultAt('worksIds', sayCalls('works_unknown'))
  }
  const taken = await takeRoute(db, route, pack)
  if (taken.problem) return taken
  return { value: { sql: drawnGround, bindings: measureBindings([{ id: uuidv7(), route: taken.value }], pack) } }
}

/** Closes a call: by whoever called, or the office of its ground. Works are linked under a lead, or it is said why not. */
export async function closeCall(db: Db, id: string, given: Closing, doing: Doing): Promise<Outcome<Call>> {
  await holdCall(db, id)
  const call = await findCall(db, id, seeing(doing))
  if (!call) return failed('not-found')
  if (!allows(doing.actor, 'works.change', call)) return failed('forbidden')
  if (call.closedAt !== null) return refusedCall('call_closed')
  if (call.version !== given.version)
    return failed('version', { values: { current: call.version }, more: { currentVersion: call.version } })
  if (!given.link && !given.reason) return faultAt('reason', sayCalls('reason_missing'))
  const linked = given.link ? await linkWorks(db, { ...given.link, cause: { kind: 'call', id } }, doing) : null
  if (linked?.problem) return linked
  await rows(
    db,
    `update interest_call set closed_at = cast(:now as timestamptz), closed_by = cast(:userId as uuid),
            closed_reason = cast(:reason as text), group_id = cast(:groupId as uuid), version = version + 1
     where id = cast(:id as uuid)`,
    {
      ...{ id, now: doing.now, userId: doing.actor.userId },
      ...{ reason: given.reason ?? null, groupId: linked?.value.id ?? null },
    },
  )
  await recordCall(db, call, 'close', { ...given.link, groupId: linked?.value.id ?? null }, given.reason)
  return { value: (await findCall(db, id, seeing(doing))) as Call }
}

/** Tells the audit of a call. */
export async function recordCall(
  db: Db,
  { id, agencyId, municipalityIds: municipalities }: Call,
  event: string,
  after: object,
  reason?: string,
): Promise<void> {
  await record(db, [
    { subject: 'interest_call', id, agency: agencyId, municipalities, event, after, ...(reason ? { reason } : {}) },
  ])
}
