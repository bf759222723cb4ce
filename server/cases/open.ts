import type { Actor } from '../access/actor.ts'
import { allows } from '../access/policy.ts'
import type { Db } from '../database/connect.ts'
import { rows } from '../database/sql.ts'
import { failed, type Outcome } from '../http/problem.ts'
import type { RulePack } from '../policy/contract.ts'
import type { Works } from '../works/contract.ts'
import { findWorks } from '../works/read.ts'
import { finishedStatuses } from '../works/rules.ts'
import type { NewCase } from './contract.ts'
import { filePair } from './file.ts'
import { recordCases } from './record.ts'
import { refused } from './refused.ts'

/**
 * Opens a case for two works that meet while both are only planned, or in which something is left to settle: by one of their organisations
 * or the office. Where their case is there it is given. Gives its id.
 */
export async function openCase(
  db: Db,
  { works }: NewCase,
  { actor, pack, now }: { actor: Actor; pack: RulePack; now: Date },
): Promise<Outcome<string>> {
  const [a, b] = [...works].sort() as [string, string]
  const [one, two] = [await findWorks(db, a, actor), await findWorks(db, b, actor)]
  if (!one || !two) return failed('not-found')
  const isTheirs = [one, two].some(({ agencyId }) => allows(actor, 'cases.take_part', { agencyId }))
  if (!isTheirs && !allows(actor, 'works.decide', one) && !allows(actor, 'works.decide', two))
    return failed('forbidden')
  if (one.agencyId === two.agencyId) return refused('same_owner')
  const found = await rows(
    db,
    `select 1 from conflict where works_a = cast(:a as uuid) and works_b = cast(:b as uuid)
       and severity in ('blocking','warning') and state <> 'waived' limit 1`,
    { a, b },
  )
  if (found.length === 0 || isFinished(one) || isFinished(two)) return refused('nothing_between')
  const { caseId, event } = await filePair(db, [a, b], { at: now, userId: actor.userId }, pack)
  if (event) await recordCases(db, [{ id: caseId, event, after: { works: [a, b] } }])
  return { value: caseId }
}

/** Ground that is closed again is nobody's to move: there is nothing to agree on. */
function isFinished({ status }: Works): boolean {
  return (finishedStatuses as readonly string[]).includes(status)
}
