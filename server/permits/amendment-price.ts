import { allows } from '../access/policy.ts'
import type { Db } from '../database/connect.ts'
import { failed, type Outcome } from '../http/problem.ts'
import { amendedBy, changeFault, ruleChange } from '../works/amendments/amend.ts'
import type { AskedChange } from '../works/amendments/contract.ts'
import { askedAs } from '../works/amendments/rules.ts'
import { takeChange } from '../works/amendments/take.ts'
import { findWorks } from '../works/read.ts'
import { againstMoving } from './elsewhere.ts'
import type { Price } from './fees/contract.ts'
import { priceOfAmendment } from './fees/of-amendments.ts'
import { permitOf } from './permit.ts'
import type { Amends } from './proposals.ts'
import { refused } from './refused.ts'
import { daysBeyond } from './rules.ts'

/**
 * What an amendment of a permit would cost, more days among them, before anybody proposes it. What nobody may propose has no
 * price; what the plan would meet is not asked here. Writes nothing.
 */
export async function amendmentPrice(
  db: Db,
  id: string,
  asked: AskedChange,
  amending: Amends,
): Promise<Outcome<Price>> {
  const { actor, pack } = amending
  const works = await findWorks(db, id, actor)
  if (!works) return failed('not-found')
  if (!allows(actor, 'works.change', works)) return failed('forbidden')
  const permit = await permitOf(db, id)
  if (!permit) return refused('refusal.permit_missing')
  const taken = await takeChange(db, works, asked, pack)
  if (taken.problem) return taken
  const change = taken.value
  const ruled = ruleChange(works, change)
  if (ruled.problem) return ruled
  const against = await againstMoving(db, { works, change }, { actor, pack, as: 'owner' })
  if (against) return failed('refused', { reasons: [against] })
  const fault = await changeFault(db, { works, change, cause: { kind: 'applicant', reason: '' } }, amending)
  if (fault) return fault
  const planned = amendedBy(works, change)
  const extensionDays = askedAs(works, change, permit) === 'prolong' ? daysBeyond(permit.valid, planned) : 0
  const { amount, parts } = await priceOfAmendment(db, { works, planned, extensionDays }, { pack })
  return { value: { amount, currency: pack.currency, parts } }
}
