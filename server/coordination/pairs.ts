import { sql } from '../database/sql.ts'
import type { RulePack } from '../policy/contract.ts'
import { pairRules } from './kinds/index.ts'

const text = sql(import.meta.url, 'pairs.sql')

/** The kinds that hold for a pair, as a relation `holding (kind, rule_id, severity)` joined to `pair`. */
const holding = `cross join lateral (values ${pairRules
  .map(({ kind, ruleId, severity, holds }) => `('${kind}', '${ruleId}', '${severity}', ${holds})`)
  .join(', ')}) as holding (kind, rule_id, severity, holds)`

/**
 * The days in which others matter to a works, worked out before the search: under row security an index is used only for
 * comparisons whose functions all are known not to leak.
 */
const searched = `select s.*, daterange(lower(s.standing) - cast(:window as int), upper(s.standing) + cast(:window as int)) as searched`

/** A statement over the pairs that the works of `subject` make. Its parts are constants of ours; values are bound. */
export function pairStatement(parts: { subject: string; over: string }): string {
  return `with subject as materialized (${searched} from (${parts.subject}) s), ${text} ${parts.over.replace('/* holding */', holding)}`
}

/** Bindings of `pairs.sql`. `subjects` are the ids that appear in `subject`: a pair of two of them is made once. */
export function pairBindings(pack: RulePack, subjects: readonly string[]) {
  const { digOnceDays, moratoriumDays } = pack
  return {
    subjects: [...subjects],
    digOnceDays,
    // so many free days between two periods with exclusive ends: one more, or the last would not overlap
    window: Math.max(digOnceDays, moratoriumDays.roadWorks, moratoriumDays.other) + 1,
    roadWorksRest: moratoriumDays.roadWorks,
    otherRest: moratoriumDays.other,
  }
}
