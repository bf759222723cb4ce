import type { Actor } from '../access/actor.ts'
import { allows } from '../access/policy.ts'
import type { Db } from '../database/connect.ts'
import { failed, type Outcome } from '../http/problem.ts'
import type { RulePack } from '../policy/contract.ts'
import { addDays } from '../time/rules.ts'
import { amendedBy } from '../works/amendments/amend.ts'
import { findWorks } from '../works/read.ts'
import type { Price } from './fees/contract.ts'
import { priceOfAmendment } from './fees/of-amendments.ts'
import { permitOf } from './permit.ts'
import { refused } from './refused.ts'

/** What so many more days of a permit would cost, as they are asked for: told before anybody asks. Writes nothing. */
export async function extensionPrice(
  db: Db,
  { id, days }: { id: string; days: number },
  { actor, pack }: { actor: Actor; pack: RulePack },
): Promise<Outcome<Price>> {
  const works = await findWorks(db, id, actor)
  if (!works) return failed('not-found')
  if (!allows(actor, 'works.change', works)) return failed('forbidden')
  const permit = await permitOf(db, id)
  if (!permit) return refused('refusal.permit_missing')
  const period = { start: works.period.start, end: addDays(permit.valid.end, days) }
  const proposed = { works, planned: amendedBy(works, { period }), extensionDays: days }
  const { amount, parts } = await priceOfAmendment(db, proposed, { pack })
  return { value: { amount, currency: pack.currency, parts } }
}
