import type { Actor } from '../../access/actor.ts'
import type { Db } from '../../database/connect.ts'
import { failed, faultAt, type Outcome } from '../../http/problem.ts'
import type { RulePack } from '../../policy/contract.ts'
import { holdWorks } from '../../works/read.ts'
import type { OfficeDecision, OfficeDeed, Violation, ViolationDeed, ViolationState } from './contract.ts'
import { openFine, payFineBack, voidFine } from './fine.ts'
import { articleOf, begun, reckon } from './issue.ts'
import { sayViolations } from './messages.ts'
import { findRow, holdViolation } from './read.ts'
import { noteOnWorks, recordViolation } from './record.ts'
import { factsOf, type ViolationRow, violation } from './row.ts'
import { afterDeed, endOfDays } from './rules.ts'

export interface Deciding {
  actor: Actor
  pack: RulePack
  now: Date
}

/** Deeds that say why. */
const reasoned: readonly OfficeDeed[] = ['dismiss', 'not_remedied', 'uphold', 'reduce', 'withdraw']

/** A violation to do something to: its works held first, as by every deed; the version is the one that was seen. */
export async function holdFor(
  db: Db,
  id: string,
  { deed, version }: { deed: ViolationDeed; version: number },
  { actor, now }: Deciding,
): Promise<Outcome<{ row: ViolationRow; to: ViolationState | 'fresh' }>> {
  const seen = await findRow(db, id)
  if (!seen) return failed('not-found')
  await holdWorks(db, seen.works_id)
  await holdViolation(db, id)
  const row = (await findRow(db, id)) as ViolationRow
  const { to, refusal } = afterDeed(deed, factsOf(row, { actor, now }))
  if (refusal === 'not_yours') return failed('forbidden')
  if (row.version !== version)
    return failed('version', { values: { current: row.version }, more: { currentVersion: row.version } })
  if (refusal) return failed('refused', { reasons: [{ code: refusal, detail: sayViolations(refusal) }] })
  return { value: { row, to } }
}

/** Writes what became of a violation, in a new version, and tells the audit. */
export async function move(
  db: Db,
  row: ViolationRow,
  members: Record<string, unknown>,
  told: { event: string; reason?: string | null },
  deciding: Deciding,
): Promise<Outcome<Violation>> {
  await db('violation')
    .where({ id: row.id })
    .update({ ...members, version: row.version + 1 })
  if (members.state === 'due') await openFine(db, (await findRow(db, row.id)) as ViolationRow, deciding.now)
  await recordViolation(db, row, { id: row.id, ...told })
  return { value: violation((await findRow(db, row.id)) as ViolationRow, deciding) }
}

function faultOf({ deed, reason, amount }: OfficeDecision): Outcome<never> | null {
  if (reasoned.includes(deed) && !reason?.trim()) return faultAt('reason', sayViolations('reason_needed'))
  if (deed === 'reduce' && amount === undefined) return faultAt('amount', sayViolations('amount_needed'))
  return deed !== 'reduce' && amount !== undefined ? faultAt('amount', sayViolations('amount_elsewhere')) : null
}

/** The office decides: on a proposal, on what is said to be mended, on an objection; or withdraws. */
export async function decideViolation(
  db: Db,
  id: string,
  decision: OfficeDecision,
  deciding: Deciding,
): Promise<Outcome<Violation>> {
  const held = await holdFor(db, id, decision, deciding)
  if (held.problem) return held
  const fault = faultOf(decision)
  if (fault) return fault
  const { row } = held.value
  const { deed, reason: given, amount } = decision
  if (deed === 'reduce' && (amount as number) >= row.amount) return faultAt('amount', sayViolations('amount_not_less'))
  const reason = given?.trim() ?? null
  const members = await membersOf(db, row, { ...decision, reason }, deciding)
  if (deed === 'withdraw' && row.state === 'due') await voidFine(db, id)
  if (deed === 'withdraw' && row.state === 'paid') await payFineBack(db, row)
  const moved = await move(db, row, members, { event: deed, reason }, deciding)
  // from here on the works itself tells of it
  if (deed === 'confirm' && moved.value)
    await noteOnWorks(db, (await findRow(db, id)) as ViolationRow, { userId: deciding.actor.userId, now: deciding.now })
  return moved
}

type Given = Pick<OfficeDecision, 'deed' | 'amount'> & { reason: string | null }

async function membersOf(db: Db, row: ViolationRow, { deed, amount, reason }: Given, deciding: Deciding) {
  const { now, pack, actor } = deciding
  const ended = { ended_at: now, ended_by: actor.userId, end_reason: reason }
  const judged = { decided_at: now, decided_by: actor.userId, decision_reason: reason }
  switch (deed) {
    case 'confirm':
      return { ...(await fresh(db, row, deciding)), ...(await anew(db, row, pack)) }
    case 'not_remedied':
      return { ...fined(now, pack), ...(await anew(db, row, pack)) }
    case 'remedied':
      return { state: 'remedied', ...ended }
    case 'uphold':
      return { state: 'due', decision: 'upheld', ...judged, due_at: payBy(now, pack) }
    case 'reduce':
      return { state: 'due', decision: 'reduced', amount, ...judged, due_at: payBy(now, pack) }
    default: {
      const isJudgement = row.state === 'objected'
      return { state: 'withdrawn', ...ended, ...(isJudgement ? { decision: 'withdrawn', ...judged } : {}) }
    }
  }
}

async function fresh(db: Db, row: ViolationRow, { pack, now, actor }: Deciding) {
  const article = articleOf(pack, row.article)
  const works = (await db('works').where({ id: row.works_id }).first('region_id')) as { region_id: string }
  // an article that the pack has no more is fined as it was proposed
  return begun(db, article ?? { graceHours: 0 }, works.region_id, { pack, now, userId: actor.userId })
}

/** Fined now: the time to object begins. */
export function fined(now: Date, pack: RulePack) {
  return { state: 'issued', object_until: endOfDays(now, pack.inspections.violations.objectionDays, pack.zone) }
}

/** By when a fine that is due is to be paid. */
export function payBy(now: Date, pack: RulePack): Date {
  return endOfDays(now, pack.inspections.violations.payDays, pack.zone)
}

/** What it costs, reckoned anew where it is fined: what was done before may be another by then. */
export async function anew(db: Db, row: ViolationRow, pack: RulePack): Promise<{ amount?: number; formula?: string }> {
  const article = articleOf(pack, row.article)
  if (!article) return {}
  const asked = {
    code: row.article,
    liableId: row.liable_id,
    at: new Date(row.at),
    quantity: row.formula?.quantity ?? 1,
  }
  const formula = await reckon(db, article, asked, pack)
  return { amount: formula.amount, formula: JSON.stringify(formula) }
}
