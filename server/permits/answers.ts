import type { Actor } from '../access/actor.ts'
import type { Db } from '../database/connect.ts'
import { certainRows, rows } from '../database/sql.ts'
import { failed, faultAt, type Outcome } from '../http/problem.ts'
import type { RulePack } from '../policy/contract.ts'
import { dueAfter } from '../time/working-days.ts'
import { holdForWrite } from '../works/actions.ts'
import type { WorksNote } from '../works/contract.ts'
import { recordWorks } from '../works/store.ts'
import {
  answeredBy,
  type ConsultationRow,
  consultation,
  consultationColumns,
  isPastDue,
  isSilent,
} from './consultations.ts'
import type { Consultation, NewAnswer } from './contract.ts'
import { answererOf, standInOf } from './delegation/stand-in.ts'
import { sayPermits } from './messages.ts'
import { note } from './note.ts'
import { refused } from './refused.ts'

export interface Answering {
  actor: Actor
  now: Date
  pack: RulePack
}

interface Asked {
  worksId: string
  agencyId: string
}

/** The consultation of an organisation that still runs, of a works that is held until the transaction ends. */
async function findAsked(db: Db, { worksId, agencyId }: Asked): Promise<Outcome<Consultation>> {
  const [row] = await rows<ConsultationRow & { is_running: boolean }>(
    db,
    `select ${consultationColumns}, consultation_runs(w) as is_running
     from consultation c join works w on w.id = c.works_id and w.rounds = c.round ${answeredBy}
     where c.works_id = cast(:worksId as uuid) and c.agency_id = cast(:agencyId as uuid)`,
    { worksId, agencyId },
  )
  if (!row) return failed('not-found')
  return row.is_running ? { value: consultation(row) } : refused('not_asked_any_more')
}

/** The same, where it waits for an answer of whoever asks, and is what they have read; with who is to answer on whose behalf. */
async function holdOpen(db: Db, asked: Asked, round: number, answering: Answering): Promise<Outcome<Consultation>> {
  // a delegation is held with the works: it is revoked before this, or after it
  await standInOf(db, asked.worksId, answering)
  await rows(db, 'select * from hold_consulted(cast(:worksId as uuid))', { worksId: asked.worksId })
  const held = await findAsked(db, asked)
  if (held.problem) return held
  const answerer = await answererOf(db, asked, answering)
  if (answerer.problem) return answerer
  if (held.value.round !== round) return refused('another_round')
  if (held.value.answer !== null || held.value.overruled) return refused('answered')
  if (isSilent(held.value, answering.now)) return refused('deadline_past')
  return { value: { ...held.value, delegateId: answerer.value } }
}

/** What an answer lacks, whatever it answers. */
export function answerFault({ answer, conditions, reason }: Omit<NewAnswer, 'round'>): Outcome<never> | null {
  if (answer === 'approve_with_conditions' && !conditions)
    return faultAt('conditions', sayPermits('conditions_missing'))
  if (answer === 'object' && !reason) return faultAt('reason', sayPermits('objection_reason_missing'))
  return null
}

/** Answers for an organisation, once. Whoever decides has to see it: the works has a new version. */
export async function answer(
  db: Db,
  asked: Asked,
  given: NewAnswer,
  answering: Answering,
): Promise<Outcome<Consultation>> {
  const answered = await answerUnrecorded(db, asked, given, answering)
  if (!answered.problem) await recordWorks(db, [asked.worksId])
  return answered
}

/** The same, for one of several that are recorded in the audit together. */
export async function answerUnrecorded(
  db: Db,
  asked: Asked,
  given: NewAnswer,
  answering: Answering,
): Promise<Outcome<Consultation>> {
  const fault = answerFault(given)
  if (fault) return fault
  const held = await holdOpen(db, asked, given.round, answering)
  if (held.problem) return held
  const { answer: said, conditions = null, reason = null } = given
  const written = await db('consultation').where({ id: held.value.id }).whereNull('answer').update({
    answer: said,
    conditions,
    reason,
    answered_at: answering.now,
    answered_by: answering.actor.userId,
    delegate_id: held.value.delegateId,
  })
  if (written === 0) return refused('answered')
  const told = { answer: said, conditions, ...onBehalf(held.value) }
  const isHeard = await hear(db, asked, 'answer', reason, told, answering)
  return isHeard ? changed(db, asked) : refused('not_asked_any_more')
}

/** More time for an answer, once and before it is over, whatever silence means. [B] */
export async function extend(
  db: Db,
  asked: Asked,
  { reason, round }: { reason: string; round: number },
  answering: Answering,
): Promise<Outcome<Consultation>> {
  const held = await holdOpen(db, asked, round, answering)
  if (held.problem) return held
  if (held.value.isExtended) return refused('extended')
  const { pack, now } = answering
  if (isPastDue(held.value, now)) return refused('deadline_past')
  const due = dueAfter(new Date(held.value.dueAt), pack.consultation.extensionHours, pack)
  await db('consultation')
    .where({ id: held.value.id })
    .update({ due_at: due, extended_at: now, extension_reason: reason })
  const told = { dueAt: due.toISOString(), dueBefore: held.value.dueAt, ...onBehalf(held.value) }
  if (!(await hear(db, asked, 'extend', reason, told, answering))) return refused('not_asked_any_more')
  await recordWorks(db, [asked.worksId])
  return changed(db, asked)
}

/** A member of the line of history, where another organisation does it. */
const onBehalf = ({ delegateId }: Consultation) => (delegateId === null ? {} : { delegateId })

/** Tells the history of the works, which may be somebody else's. False where it has been decided meanwhile. */
async function hear(
  db: Db,
  { worksId, agencyId }: Asked,
  event: WorksNote,
  reason: string | null,
  told: object,
  { now }: Answering,
): Promise<boolean> {
  const [heard] = await certainRows<{ version: number | null }>(
    db,
    `select works_heard(cast(:worksId as uuid), cast(:event as text), cast(:now as timestamptz), cast(:reason as text),
                        cast(:told as jsonb)) as version`,
    { worksId, event, now, reason, told: JSON.stringify({ agencyId, ...told }) },
  )
  return heard?.version != null
}

async function changed(db: Db, asked: Asked): Promise<Outcome<Consultation>> {
  const [row] = await rows<ConsultationRow>(
    db,
    `select ${consultationColumns} from consultation c join works w on w.id = c.works_id and w.rounds = c.round ${answeredBy}
     where c.works_id = cast(:worksId as uuid) and c.agency_id = cast(:agencyId as uuid)`,
    { ...asked },
  )
  return row ? { value: consultation(row) } : failed('not-found')
}

/**
 * The office decides against an objection, or goes on without an answer that was due and that silence does not replace;
 * with its reason.
 */
export async function overrule(
  db: Db,
  asked: Asked,
  { reason, version }: { reason: string; version: number },
  { actor, now }: Answering,
): Promise<Outcome<Consultation>> {
  const works = await holdForWrite(db, asked.worksId, version, actor, ['works.decide'])
  if (works.problem) return works
  const held = await findAsked(db, asked)
  if (held.problem) return held
  if (!mayOverrule(held.value, now)) return refused('no_objection')
  await db('consultation')
    .where({ id: held.value.id })
    .update({ overruled_at: now, overruled_by: actor.userId, overruled_reason: reason })
  await note(
    db,
    [asked.worksId],
    'overrule',
    { reason, told: { agencyId: asked.agencyId } },
    { userId: actor.userId, now },
  )
  return changed(db, asked)
}

function mayOverrule({ answer, overruled, silenceApproves, dueAt }: Consultation, now: Date): boolean {
  if (overruled) return false
  return answer === 'object' || (answer === null && !silenceApproves && isPastDue({ dueAt }, now))
}
