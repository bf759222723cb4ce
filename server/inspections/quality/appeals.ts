import { uuidv7 } from 'uuidv7'
import type { Actor } from '../../access/actor.ts'
import { allows } from '../../access/policy.ts'
import { record } from '../../audit/record.ts'
import type { Db } from '../../database/connect.ts'
import { rows } from '../../database/sql.ts'
import { failed, faultAt, type Outcome } from '../../http/problem.ts'
import { tell } from '../../notifications/tell.ts'
import { dayAt } from '../../time/rules.ts'
import { casesOf } from './cases.ts'
import type { Appeal, AppealDecision, NewAppeal } from './contract.ts'
import { scoreAnew } from './keep.ts'
import { sayQuality } from './messages.ts'
import { findAppeal, lastScoredMonth, type Reading } from './read.ts'
import { appealUntil } from './rules.ts'

const refused = (code: 'appealed' | 'decided') => failed('refused', { reasons: [{ code, detail: sayQuality(code) }] })

/** Whoever is scored objects to a case of the last month's score, with a reason. Through the owner's door: cases are of everybody's. */
export async function appealCase(db: Db, partyId: string, given: NewAppeal, doing: Reading): Promise<Outcome<Appeal>> {
  const { actor, now, pack } = doing
  if (!allows(actor, 'quality.appeal', { agencyId: partyId })) return failed('forbidden')
  const month = await lastScoredMonth(db)
  if (!month) return failed('not-found')
  const until = appealUntil(month, pack.inspections.quality)
  if (dayAt(now, pack.zone) > until) return faultAt('caseId', sayQuality('too_late', { day: until }))
  const { kind, part, caseId } = given
  const { items } = await casesOf(db, { partyId, kind, month, part, caseId, limit: 1, after: null }, pack)
  const [one] = items
  if (!one) return faultAt('caseId', sayQuality('no_case'))
  if (!one.harms) return faultAt('caseId', sayQuality('harmless'))
  const id = uuidv7()
  const stored = await db('quality_appeal')
    .insert({
      ...{
        id,
        party_id: partyId,
        party_kind: kind,
        month,
        part,
        case_kind: one.kind,
        case_id: caseId,
        case_number: one.number,
      },
      ...{ reason: given.reason.trim(), made_by: actor.userId, made_at: now },
    })
    .onConflict(['party_id', 'party_kind', 'part', 'case_id'])
    .ignore()
    .returning('id')
  if (stored.length === 0) return refused('appealed')
  await tellOffice(db, partyId, now)
  const after = { part, case: one.number, month }
  await record(db, [
    { subject: 'quality_appeal', id, agency: partyId, event: 'create', reason: given.reason.trim(), after },
  ])
  return { value: (await findAppeal(db, id, actor)) as Appeal }
}

async function tellOffice(db: Db, partyId: string, at: Date): Promise<void> {
  const root = (await db('municipality').where({ is_root: true }).first('id')) as { id: string }
  const to = [{ role: 'planner' as const, municipalityId: root.id }]
  await tell(db, [{ kind: 'appeal_made', subject: { type: 'quality', id: partyId }, to, at }])
}

/** The office of all ground decides: the case is taken out and the score made anew, or it stays. Never who objected. */
export async function decideAppeal(
  db: Db,
  id: string,
  { decision, reason }: AppealDecision,
  doing: Reading,
): Promise<Outcome<Appeal>> {
  const { actor, now } = doing
  await rows(db, 'select 1 from quality_appeal where id = cast(:id as uuid) for update', { id })
  const seen = await findAppeal(db, id, actor)
  if (!seen) return failed('not-found')
  if (seen.state !== 'open') return allows(actor, 'quality.decide', {}) ? refused('decided') : failed('forbidden')
  if (!seen.may.decide) return failed('forbidden')
  const state = decision === 'exclude' ? 'excluded' : 'kept'
  await db('quality_appeal')
    .where({ id })
    .update({ state, decided_by: actor.userId, decided_at: now, decision_reason: reason.trim() })
  if (decision === 'exclude') await scoreAnew(db, { ...seen, appealId: id }, doing)
  await settle(db, seen, { decision, reason: reason.trim(), actor, now })
  return { value: (await findAppeal(db, id, actor)) as Appeal }
}

async function settle(
  db: Db,
  { id, partyId, part, case: one }: Appeal,
  { decision, reason, now }: AppealDecision & { actor: Actor; now: Date },
): Promise<void> {
  await tell(db, [
    { kind: 'appeal_decided', subject: { type: 'quality', id: partyId }, to: [{ agencyId: partyId }], at: now },
  ])
  const after = { part, case: one.number }
  await record(db, [{ subject: 'quality_appeal', id, agency: partyId, event: decision, reason, after }])
}
