import { uuidv7 } from 'uuidv7'
import { recordedAtTheEnd } from '../audit/record.ts'
import type { Db } from '../database/connect.ts'
import type { Outcome } from '../http/problem.ts'
import type { CaseDoing } from './carry-out.ts'
import type { NewMeasure, NewProposal } from './contract.ts'
import { type Held, holdCase } from './hold.ts'
import { takeMeasure } from './measure.ts'
import { recordCases } from './record.ts'
import { officeDue, stateOnceAgreed, trialRefusal, turnEnds } from './rules.ts'
import { settle } from './settle.ts'
import { termsOf } from './terms.ts'
import { tryOut } from './trial.ts'

/**
 * Proposes a measure: it is tried on all works of the case and what that found is kept with it. Whoever proposes has accepted; the
 * other parties have their time to answer. What stood proposed of the own organisation is replaced.
 */
export function propose(db: Db, id: string, given: NewProposal, doing: CaseDoing): Promise<Outcome<null>> {
  return recordedAtTheEnd(db, async () => {
    const held = await holdCase(db, id, { deed: 'propose', with: given.measure }, doing)
    if (held.problem) return held
    return putForward(db, held.value, { ...given, replaces: 'replaced' }, doing)
  })
}

/** Puts a measure in the place of what stands proposed. */
export async function putForward(
  db: Db,
  held: Held,
  { measure: given, note, replaces }: { measure: NewMeasure; note?: string; replaces: 'replaced' | 'countered' },
  doing: CaseDoing,
): Promise<Outcome<null>> {
  const { row, carried, standing } = held
  const { actor, now, pack } = doing
  const measure = await takeMeasure(db, given, { works: carried.works, pack })
  if (measure.problem) return measure
  const trial = await tryOut(db, carried, measure.value, doing)
  await db('case_proposal').where({ case_id: row.id, state: 'open' }).update({ state: replaces })
  const id = uuidv7()
  await db('case_proposal').insert({
    id,
    case_id: row.id,
    agency_id: standing.isParty ? actor.agencyId : null,
    by_office: !standing.isParty,
    user_id: actor.userId,
    at: now,
    measure: JSON.stringify(measure.value),
    note: note ?? null,
    trial: JSON.stringify(trial),
    state: 'open',
  })
  if (standing.isParty)
    await db('case_answer').insert({
      proposal_id: id,
      agency_id: actor.agencyId,
      answer: 'accept',
      user_id: actor.userId,
      at: now,
      terms: await termsOf(db, row.works_ids),
    })
  const waitsFor = standing.isParty ? row.parties.filter((agencyId) => agencyId !== actor.agencyId) : row.parties
  await nextTurn(db, held, { waitsFor, what: 'answer' }, doing)
  const after = { proposalId: id, measure: measure.value.kind, isFeasible: trialRefusal(trial) === null }
  await recordCases(db, [{ id: row.id, event: 'propose', reason: note ?? null, after }])
  return { value: null }
}

/** Whose turn it is now and until when; a case that the office decides has no turns any more. */
export async function nextTurn(
  db: Db,
  { row }: Held,
  { waitsFor, what }: { waitsFor: readonly string[]; what: 'proposal' | 'answer' },
  { now, pack }: CaseDoing,
): Promise<void> {
  const due = row.state === 'open' ? turnEnds(what, now, new Date(row.last_due_at), pack) : null
  await db('coordination_case')
    .where({ id: row.id })
    .update({ due_at: due, waits_for: waitsFor, version: db.raw('version + 1') })
}

/** Once everybody has accepted, it is carried out; what only the office may grant waits for it. */
export async function onceAgreed(db: Db, held: Held, proposalId: string, doing: CaseDoing): Promise<Outcome<null>> {
  const { row, carried, proposals } = held
  const proposal = proposals.find(({ id }) => id === proposalId)
  if (!proposal) throw new Error('nothing was proposed')
  const { kind, changes } = proposal.measure
  const statuses = changes.flatMap(({ worksId }) => carried.works.get(worksId)?.status ?? [])
  if (stateOnceAgreed(kind, statuses) === 'settled')
    return settle(db, held, { proposalId, measure: proposal.measure, endedBy: 'agreed', reason: null }, doing)
  await db('coordination_case')
    .where({ id: row.id })
    .update({
      state: 'agreed',
      due_at: officeDue(doing.now, doing.pack),
      waits_for: [],
      version: db.raw('version + 1'),
    })
  await recordCases(db, [{ id: row.id, event: 'agree', after: { proposalId } }])
  return { value: null }
}
