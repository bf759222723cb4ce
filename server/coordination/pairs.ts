import { sql } from '../database/sql.ts'
import type { RulePack } from '../policy/contract.ts'
import { pairRules } from './kinds/index.ts'
import type { PairRule } from './kinds/kind.ts'

const text = sql(import.meta.url, 'pairs.sql')
/** Closures on diversions, whatever their days: between `subject` and `own_diversion`, and what reads `led`. */
export const led = sql(import.meta.url, 'led.sql')

/** Pairs that meet on the ground make other kinds than those of which one closes what the other leads along. */
function conditionOf({ where, holds }: Pick<PairRule, 'where' | 'holds'>): string {
  return where === 'diversions' ? `p.diverted and ${holds}` : `not p.diverted and (${holds})`
}

/** The kinds that hold for a pair, as a relation `holding (kind, rule_id, severity)` joined to `pair`. */
const holding = `cross join lateral (values ${pairRules
  .map(({ kind, ruleId, severity, ...rule }) => `('${kind}', '${ruleId}', '${severity}', ${conditionOf(rule)})`)
  .join(', ')}) as holding (kind, rule_id, severity, holds)`

/**
 * The days in which others matter to a works, worked out before the search: under row security an index is used only for
 * comparisons whose functions all are known not to leak.
 */
const searched = `select s.*, daterange(lower(s.standing) - cast(:window as int), upper(s.standing) + cast(:window as int)) as searched`

interface Parts {
  subject: string
  /** The diversions of these works: `works_id`, `ground`, `first_day`, `last_day`. */
  leading: string
  over: string
}

/** A statement over the pairs that the works of `subject` make. Its parts are constants of ours; values are bound. */
export function pairStatement({ subject, leading, over }: Parts): string {
  return `with subject as materialized (${searched} from (${subject}) s), own_diversion as materialized (${leading}),
    ${led}, ${text} ${over.replace('/* holding */', holding)}`
}

/** Bindings of `pairs.sql`. `subjects` are the ids that appear in `subject`: a pair of two of them is made once. */
export function pairBindings(pack: RulePack, subjects: readonly string[]) {
  const { digOnceDays, moratoriumDays, diversion } = pack
  return {
    subjects: [...subjects],
    digOnceDays,
    // so many free days between two periods with exclusive ends: one more, or the last would not overlap
    window: Math.max(digOnceDays, moratoriumDays.roadWorks, moratoriumDays.other) + 1,
    roadWorksRest: moratoriumDays.roadWorks,
    otherRest: moratoriumDays.other,
    closing: diversion.closures,
  }
}
