import type { Db } from '../database/connect.ts'
import type { Outcome } from '../http/problem.ts'
import { type CaseDoing, carryOut, inTheOfficesPlace } from './carry-out.ts'
import type { Measure } from './contract.ts'
import { keepCases } from './file.ts'
import type { Held } from './hold.ts'
import { sayCases } from './messages.ts'
import { recordCases } from './record.ts'
import { refused } from './refused.ts'
import { trialRefusal } from './rules.ts'
import { blockingOf, outcomeOf } from './trial.ts'

interface Settling {
  proposalId: string
  measure: Measure
  endedBy: 'agreed' | 'decided'
  /** The office's; what was agreed needs none. */
  reason: string | null
}

/**
 * Carries out what was agreed or decided, in this transaction or not at all: it is assessed once more as it then stands, and whatever it
 * leaves or makes takes all of it back. Other cases of the works are made right afterwards.
 */
export async function settle(db: Db, held: Held, settling: Settling, given: CaseDoing): Promise<Outcome<null>> {
  const { row, carried } = held
  const { measure, endedBy, reason, proposalId } = settling
  const doing = { ...given, actor: inTheOfficesPlace(given.actor) }
  const before = await blockingOf(db, carried, doing)
  const words = reason ?? sayCases('agreed')(doing.language)
  const done = await carryOut(db, carried, { measure, reason: words }, doing)
  if (done.problem) return done
  const refusal = trialRefusal(await outcomeOf(db, carried, before, doing))
  if (refusal) return refused(refusal)
  await db('case_proposal')
    .where({ case_id: row.id, state: 'open' })
    .whereNot({ id: proposalId })
    .update({ state: 'dropped' })
  await db('case_proposal')
    .where({ id: proposalId })
    .update({ state: endedBy === 'agreed' ? 'accepted' : 'decided' })
  await db('coordination_case')
    .where({ id: row.id })
    .update({
      state: 'settled',
      due_at: null,
      waits_for: [],
      ended_at: doing.now,
      ended_by: endedBy,
      decided_by: endedBy === 'decided' ? doing.actor.userId : null,
      reason,
      version: db.raw('version + 1'),
    })
  const after = { proposalId, measure: measure.kind, endedBy }
  await recordCases(db, [{ id: row.id, event: 'settle', reason, after }])
  await keepCases(db, done.value, doing.pack, doing.now)
  return { value: null }
}
