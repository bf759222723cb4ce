import { recordedAtTheEnd } from '../audit/record.ts'
import type { Db } from '../database/connect.ts'
import type { Outcome } from '../http/problem.ts'
import { tell } from '../notifications/tell.ts'
import type { CaseDoing } from './carry-out.ts'
import type { CaseProposal, NewCaseAnswer } from './contract.ts'
import { type Held, holdCase } from './hold.ts'
import { nextTurn, onceAgreed, putForward } from './propose.ts'
import { recordCases } from './record.ts'
import { refused } from './refused.ts'
import { trialRefusal } from './rules.ts'
import { termsOf, unseen } from './terms.ts'
import { tryOut } from './trial.ts'

interface Asked {
  id: string
  proposalId: string
}

/**
 * Answers for an organisation, once. A refusal ends the proposal and gives everybody the turn; a counter-proposal takes its
 * place; the last acceptance carries it out.
 */
export function answerProposal(db: Db, asked: Asked, given: NewCaseAnswer, doing: CaseDoing): Promise<Outcome<null>> {
  return recordedAtTheEnd(db, () => answer(db, asked, given, doing))
}

async function answer(
  db: Db,
  { id, proposalId }: Asked,
  given: NewCaseAnswer,
  doing: CaseDoing,
): Promise<Outcome<null>> {
  const held = await holdCase(db, id, { deed: 'answer', with: 'measure' in given ? given.measure : undefined }, doing)
  if (held.problem) return held
  const { proposals, row } = held.value
  const proposal = proposals.find((one) => one.id === proposalId)
  if (proposal?.state !== 'open') return refused('nothing_proposed')
  if (given.answer === 'accept') {
    const old = unseen(held.value, given.works)
    if (old) return old
    const refusal = await triedAgain(db, held.value, proposal, doing)
    if (refusal) return refused(refusal)
  }
  const terms = given.answer === 'accept' ? await termsOf(db, row.works_ids) : null
  const lapsed = terms === null ? [] : await letLapse(db, proposalId, terms)
  await say(db, { id, proposalId, given, terms, lapsed }, doing)
  if (given.answer === 'counter')
    return putForward(db, held.value, { measure: given.measure, note: given.reason, replaces: 'countered' }, doing)
  if (given.answer === 'reject') return rejected(db, held.value, proposalId, doing)
  return accepted(db, held.value, { proposal, lapsed }, doing)
}

/** Writes an answer down; an acceptance with the terms that it was given on. */
async function say(
  db: Db,
  { id, proposalId, given, terms, lapsed }: Asked & { given: NewCaseAnswer; terms: string | null; lapsed: string[] },
  { actor, now }: CaseDoing,
): Promise<void> {
  const { answer } = given
  const reason = given.answer === 'accept' ? null : given.reason
  const { agencyId, userId } = actor
  await db('case_answer').insert({
    proposal_id: proposalId,
    agency_id: agencyId,
    answer,
    reason,
    user_id: userId,
    at: now,
    terms,
  })
  const after = { proposalId, answer, agencyId, ...(lapsed.length > 0 ? { lapsed } : {}) }
  await recordCases(db, [{ id, event: 'answer', reason, after }])
}

/** What was accepted of works as they are no more is accepted no more. Gives whose acceptances lapsed. */
async function letLapse(db: Db, proposalId: string, terms: string): Promise<string[]> {
  const gone = (await db('case_answer')
    .where({ proposal_id: proposalId, answer: 'accept' })
    .whereNot({ terms })
    .delete()
    .returning('agency_id')) as { agency_id: string }[]
  return gone.map(({ agency_id }) => agency_id).sort()
}

async function accepted(
  db: Db,
  held: Held,
  { proposal, lapsed }: { proposal: CaseProposal; lapsed: readonly string[] },
  doing: CaseDoing,
): Promise<Outcome<null>> {
  const standing = proposal.answers.map(({ agencyId }) => agencyId).filter((agencyId) => !lapsed.includes(agencyId))
  const heard = new Set(standing).add(doing.actor.agencyId as string)
  const waitsFor = held.row.parties.filter((agencyId) => !heard.has(agencyId))
  if (waitsFor.length === 0) return onceAgreed(db, held, proposal.id, doing)
  if (lapsed.length > 0) {
    await nextTurn(db, held, { waitsFor, what: 'answer' }, doing)
    await tellLapsed(db, held.row.id, lapsed, doing)
  } else
    await db('coordination_case')
      .where({ id: held.row.id })
      .update({ waits_for: waitsFor, version: db.raw('version + 1') })
  return { value: null }
}

/** Whose acceptance holds no more has to answer again. */
async function tellLapsed(db: Db, id: string, lapsed: readonly string[], { now: at }: CaseDoing): Promise<void> {
  const to = lapsed.map((agencyId) => ({ agencyId }))
  await tell(db, [{ kind: 'case_lapsed', subject: { type: 'case', id }, to, at }])
}

async function rejected(db: Db, held: Held, proposalId: string, doing: CaseDoing): Promise<Outcome<null>> {
  await db('case_proposal').where({ id: proposalId }).update({ state: 'rejected' })
  await nextTurn(db, held, { waitsFor: held.row.parties, what: 'proposal' }, doing)
  return { value: null }
}

/** Works may have changed or joined since it was proposed: what is accepted is what it would do now. */
async function triedAgain(db: Db, { carried }: Held, { id, measure }: CaseProposal, doing: CaseDoing) {
  const trial = await tryOut(db, carried, measure, doing)
  await db('case_proposal')
    .where({ id })
    .update({ trial: JSON.stringify(trial) })
  return trialRefusal(trial)
}
