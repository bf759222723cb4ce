import type { Db } from '../database/connect.ts'
import { prepared, rows } from '../database/sql.ts'
import type { RulePack } from '../policy/contract.ts'
import { pairBindings, pairStatement } from './pairs.ts'
import { leading, subjectsAs } from './register.ts'

/** Ground that two works would open each for itself. */
export interface GroundShared {
  a: string
  b: string
  metres: number
}

const statement = prepared(
  pairStatement({
    subject: subjectsAs('null::uuid'),
    leading,
    over: `
  select least(p.s_id, p.w_id) as a, greatest(p.s_id, p.w_id) as b, p.overlap_metres as metres
  from pair p /* holding */
  where holding.holds and holding.kind in ('clash','repeat_dig') and p.w_id = any (cast(:subjects as uuid[]))
  order by 1, 2`,
  }),
)

/** What these works would share with each other if none of them was linked: by the statement that keeps the register. */
export function groundShared(db: Db, worksIds: readonly string[], pack: RulePack): Promise<GroundShared[]> {
  return rows<GroundShared>(db, statement, pairBindings(pack, worksIds))
}
