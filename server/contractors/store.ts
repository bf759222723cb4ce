import { uuidv7 } from 'uuidv7'
import { type Actor, answersForGround } from '../access/actor.ts'
import { allows } from '../access/policy.ts'
import { record } from '../audit/record.ts'
import type { Db } from '../database/connect.ts'
import { certainRows, rows } from '../database/sql.ts'
import { sayHttp } from '../http/messages.ts'
import { failed, faultAt, type Outcome } from '../http/problem.ts'
import type { RulePack } from '../policy/contract.ts'
import { dayAt, periodFault } from '../time/rules.ts'
import type { Ban, Lifting, NewBan } from './contract.ts'
import { sayContractors } from './messages.ts'
import { findBan } from './read.ts'

export interface Doing {
  actor: Actor
  now: Date
  pack: RulePack
}

async function faultOf(db: Db, { contractorId, reason, note, from, until }: NewBan): Promise<Outcome<never> | null> {
  const fault = periodFault({ start: from, end: until ?? from })
  if (fault) return faultAt(fault === 'not_a_day' || until === undefined ? 'from' : 'until', sayHttp(`period.${fault}`))
  if (reason === 'other' && !note?.trim()) return faultAt('note', sayContractors('note_needed'))
  const known = await db('organisation').where({ id: contractorId, kind: 'contractor' }).first('id')
  return known ? null : faultAt('contractorId', sayContractors('no_contractor'))
}

/** Bans a contractor from works; decisions on its works that have begun are waited for. */
export async function imposeBan(db: Db, given: NewBan, { actor, now, pack }: Doing): Promise<Outcome<Ban>> {
  if (!answersForGround(actor) || !allows(actor, 'bans.change', { agencyId: actor.agencyId }))
    return failed('forbidden')
  const fault = await faultOf(db, given)
  if (fault) return fault
  await rows(db, 'select hold_contractor(cast(:contractorId as uuid))', { contractorId: given.contractorId })
  const id = uuidv7()
  await db('contractor_ban').insert({
    id,
    contractor_id: given.contractorId,
    reason: given.reason,
    note: given.note?.trim() ?? null,
    banned_from: given.from,
    banned_until: given.until ?? null,
    agency_id: actor.agencyId,
    banned_by: actor.userId,
    banned_at: now,
  })
  const made = (await findBan(db, id, { actor, today: dayAt(now, pack.zone) })) as Ban
  const { reason, note, from, until } = made
  await tell(db, made, { event: 'create', after: { reason, note, from, until } })
  return { value: made }
}

/** Lifts a ban that holds or is to come, at once and with a reason. */
export async function liftBan(db: Db, id: string, { reason }: Lifting, doing: Doing): Promise<Outcome<Ban>> {
  const { actor, now, pack } = doing
  const reading = { actor, today: dayAt(now, pack.zone) }
  const seen = await findBan(db, id, reading)
  if (!seen) return failed('not-found')
  if (!allows(actor, 'bans.change', seen)) return failed('forbidden')
  await rows(db, 'select hold_contractor(cast(:contractorId as uuid))', { contractorId: seen.contractorId })
  // another may have lifted it while this one waited
  const { state } = (await findBan(db, id, reading)) as Ban
  if (state === 'lifted' || state === 'over')
    return failed('refused', { reasons: [{ code: state, detail: sayContractors(state) }] })
  await certainRows(
    db,
    `update contractor_ban set lifted_at = cast(:now as timestamptz), lifted_by = cast(:userId as uuid), lift_reason = :reason
     where id = cast(:id as uuid) and lifted_at is null returning id`,
    { id, now, userId: actor.userId, reason: reason.trim() },
  )
  const lifted = (await findBan(db, id, reading)) as Ban
  await tell(db, lifted, { event: 'lift', reason: reason.trim() })
  return { value: lifted }
}

/** The contractor reads of it in its own history, and the office that answers for the ground in its chain. */
async function tell(
  db: Db,
  { id, contractorId, agencyId }: Ban,
  told: { event: string; reason?: string; after?: object },
): Promise<void> {
  const ground = (await db('municipality').where({ organisation_id: agencyId }).orderBy('id').select('id')) as {
    id: string
  }[]
  const municipalities = ground.map((each) => each.id)
  await record(db, [{ subject: 'contractor_ban', id, agency: contractorId, municipalities, ...told }])
}
