import type { Db } from '../../database/connect.ts'
import type { RulePack } from '../../policy/contract.ts'
import type { Articles, ContractorRecords } from './contract.ts'
import { violationsOf } from './counts.ts'
import { suggestsBan } from './rules.ts'

/** What is fined here, in the order of the pack. */
export function articlesOf({ inspections, currency }: RulePack): Articles {
  const { articles, objectionDays } = inspections.violations
  return {
    items: Object.entries(articles).map(([code, article]) => ({
      code,
      words: article.words,
      liable: article.liable,
      basis: article.basis,
      amount: article.amount,
      most: article.most ?? null,
      repeat: article.repeat,
      graceHours: article.graceHours,
      isByClock: article.clock !== undefined,
    })),
    currency,
    objectionDays,
  }
}

/** Every contractor that was fined within the months of the ban hint, the most first. */
export async function contractorRecords(
  db: Db,
  { pack, now }: { pack: RulePack; now: Date },
): Promise<ContractorRecords> {
  const rules = pack.inspections.violations
  const { months } = rules.banHint
  const contractors = (await db('organisation').where({ kind: 'contractor' }).orderBy('id').select('id')) as {
    id: string
  }[]
  const counts = await violationsOf(
    db,
    contractors.map(({ id }) => id),
    { months, now, zone: pack.zone },
  )
  const items = [...counts].map(([agencyId, count]) => ({ agencyId, count, suggestsBan: suggestsBan(count, rules) }))
  return { months, items: items.sort((a, b) => b.count - a.count) }
}
