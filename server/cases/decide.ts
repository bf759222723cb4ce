import { uuidv7 } from 'uuidv7'
import { recordedAtTheEnd } from '../audit/record.ts'
import type { Db } from '../database/connect.ts'
import { faultAt, type Outcome } from '../http/problem.ts'
import type { CaseDoing } from './carry-out.ts'
import type { Measure, NewDecision } from './contract.ts'
import { type Held, holdCase } from './hold.ts'
import { takeMeasure } from './measure.ts'
import { sayCases } from './messages.ts'
import { refused } from './refused.ts'
import { trialRefusal } from './rules.ts'
import { settle } from './settle.ts'
import { unseen } from './terms.ts'
import { tryOut } from './trial.ts'

/**
 * The office decides, on the works as it saw them: a proposal that was made, or a measure of its own. What would leave or
 * make a blocking finding is refused here as it is to the parties.
 */
export function decide(db: Db, id: string, given: NewDecision, doing: CaseDoing): Promise<Outcome<null>> {
  return recordedAtTheEnd(db, async () => {
    const held = await holdCase(db, id, { deed: 'decide', with: given.measure }, doing)
    if (held.problem) return held
    const old = unseen(held.value, given.works)
    if (old) return old
    const chosen = await chosenFor(db, held.value, given, doing)
    if (chosen.problem) return chosen
    return settle(db, held.value, { ...chosen.value, endedBy: 'decided', reason: given.reason }, doing)
  })
}

async function chosenFor(
  db: Db,
  { row, carried, proposals }: Held,
  { proposalId, measure: own, reason }: NewDecision,
  doing: CaseDoing,
): Promise<Outcome<{ proposalId: string; measure: Measure }>> {
  if ((proposalId === undefined) === (own === undefined)) return faultAt('measure', sayCases('one_decision'))
  const proposal = proposals.find((one) => one.id === proposalId)
  if (proposal) return { value: { proposalId: proposal.id, measure: proposal.measure } }
  if (!own) return faultAt('proposalId', sayCases('proposal_unknown'))
  const measure = await takeMeasure(db, own, { works: carried.works, pack: doing.pack })
  if (measure.problem) return measure
  const trial = await tryOut(db, carried, measure.value, doing)
  const refusal = trialRefusal(trial)
  if (refusal) return refused(refusal)
  const id = uuidv7()
  await db('case_proposal').insert({
    id,
    case_id: row.id,
    agency_id: null,
    by_office: true,
    user_id: doing.actor.userId,
    at: doing.now,
    measure: JSON.stringify(measure.value),
    note: reason,
    trial: JSON.stringify(trial),
    state: 'decided',
  })
  return { value: { proposalId: id, measure: measure.value } }
}
