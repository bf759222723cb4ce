import { uuidv7 } from 'uuidv7'
import type { Actor } from '../../access/actor.ts'
import { allows } from '../../access/policy.ts'
import type { OrganisationKind } from '../../agencies/contract.ts'
import { record } from '../../audit/record.ts'
import type { Db } from '../../database/connect.ts'
import { certainRows, rows } from '../../database/sql.ts'
import { sayHttp } from '../../http/messages.ts'
import { failed, faultAt, type Outcome } from '../../http/problem.ts'
import { tell } from '../../notifications/tell.ts'
import type { RulePack } from '../../policy/contract.ts'
import { dayAt, periodFault } from '../../time/rules.ts'
import type { Delegation, NewDelegation } from './contract.ts'
import { sayDelegation } from './messages.ts'
import { findDelegation } from './read.ts'
import { mayAnswerForOthers } from './rules.ts'

interface Doing {
  actor: Actor
  now: Date
  pack: RulePack
}

/** A power of attorney is given by people: a key answers for its organisation, and gives that to nobody. */
const mayEntrust = (actor: Actor, agencyId: string | null) =>
  actor.userId !== null && allows(actor, 'consultations.entrust', { agencyId })

const refused = (code: 'entrusted_already' | 'revoked' | 'over') =>
  failed('refused', { reasons: [{ code, detail: sayDelegation(code) }] })

async function faultOf(
  db: Db,
  { delegateId, from, until }: NewDelegation,
  { principalId, today }: { principalId: string; today: string },
): Promise<Outcome<never> | null> {
  const fault = periodFault({ start: from, end: until ?? from })
  if (fault) return faultAt(fault === 'not_a_day' ? 'from' : 'until', sayHttp(`period.${fault}`))
  if (from < today) return faultAt('from', sayDelegation('in_the_past'))
  if (delegateId === principalId) return faultAt('delegateId', sayDelegation('itself'))
  const known = (await db('organisation').where({ id: delegateId }).first('kind')) as
    | { kind: OrganisationKind }
    | undefined
  return known && mayAnswerForOthers(known.kind) ? null : faultAt('delegateId', sayDelegation('no_answerer'))
}

/** Entrusts another organisation with the answers of the own one; the same one once at a time. */
export async function entrust(db: Db, given: NewDelegation, { actor, now, pack }: Doing): Promise<Outcome<Delegation>> {
  const principalId = actor.agencyId
  if (principalId === null || !mayEntrust(actor, principalId)) return failed('forbidden')
  const today = dayAt(now, pack.zone)
  const fault = await faultOf(db, given, { principalId, today })
  if (fault) return fault
  const { delegateId, from, until = null, note } = given
  await rows(db, `select pg_advisory_xact_lock(hashtextextended('answer_delegation ' || :principalId, 0))`, {
    principalId,
  })
  const [standing] = await rows(
    db,
    `select id from answer_delegation
     where principal_id = cast(:principalId as uuid) and delegate_id = cast(:delegateId as uuid) and revoked_at is null
       and period && daterange(cast(:from as date), cast(:until as date), '[]')`,
    { principalId, delegateId, from, until },
  )
  if (standing) return refused('entrusted_already')
  const id = uuidv7()
  await certainRows(
    db,
    `insert into answer_delegation (id, principal_id, delegate_id, period, note, made_at, made_by)
     values (cast(:id as uuid), cast(:principalId as uuid), cast(:delegateId as uuid),
             daterange(cast(:from as date), cast(:until as date), '[]'), cast(:note as text),
             cast(:now as timestamptz), cast(:userId as uuid)) returning id`,
    { id, principalId, delegateId, from, until, note: note?.trim() ?? null, now, userId: actor.userId },
  )
  const made = (await findDelegation(db, id, { actor, today })) as Delegation
  await told(db, made, 'entrusted', now)
  const after = { delegateId, from, until, note: made.note }
  await record(db, [{ subject: 'delegation', id, agency: principalId, event: 'entrust', after }])
  return { value: made }
}

/** Takes it back, at once: whoever answers at that moment has answered before it, or does no more. */
export async function revoke(db: Db, id: string, { actor, now, pack }: Doing): Promise<Outcome<Delegation>> {
  const reading = { actor, today: dayAt(now, pack.zone) }
  const seen = await findDelegation(db, id, reading)
  if (!seen) return failed('not-found')
  if (!mayEntrust(actor, seen.principalId)) return failed('forbidden')
  if (seen.state === 'over') return refused('over')
  const [taken] = await rows(
    db,
    `update answer_delegation set revoked_at = cast(:now as timestamptz), revoked_by = cast(:userId as uuid)
     where id = cast(:id as uuid) and revoked_at is null returning id`,
    { id, now, userId: actor.userId },
  )
  if (!taken) return refused('revoked')
  const revoked = (await findDelegation(db, id, reading)) as Delegation
  await told(db, revoked, 'entrusting_ended', now)
  await record(db, [{ subject: 'delegation', id, agency: seen.principalId, event: 'revoke' }])
  return { value: revoked }
}

/** The delegate hears of it. */
async function told(
  db: Db,
  { id, delegateId }: Delegation,
  kind: 'entrusted' | 'entrusting_ended',
  at: Date,
): Promise<void> {
  await tell(db, [{ kind, subject: { type: 'delegation', id }, to: [{ agencyId: delegateId }], at }])
}
