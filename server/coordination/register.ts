import type { Db } from '../database/connect.ts'
import { allowLongStatements } from '../database/long-statements.ts'
import { certainRows, prepared, rows, sql } from '../database/sql.ts'
import type { RulePack } from '../policy/contract.ts'
import { lockGround } from '../works/ground.ts'
import type { WorksKeeper } from '../works/store.ts'
import { pairBindings, pairStatement } from './pairs.ts'

const text = sql(import.meta.url, 'register.sql')

const linkedIn = '(select m.group_id from works_group_member m where m.works_id = works.id and m.left_at is null)'

/** The works of a list that matter to others, as the relation `subject`, in the group that is told. */
export const subjectsAs = (groupId: string) => `
  select id, project_id, ${groupId} as group_id,
         route, closed_ground(works) as footprint, reach, occupies, standing, category, guarantee_until, closure,
         status in ('reinstated','in_guarantee') as finished
  from works
  where id = any (cast(:subjects as uuid[]))
    and status in ('planned','submitted','in_coordination','approved','permitted','in_progress',
                   'returned','suspended','reinstated','in_guarantee')`

/** The diversions of the works of a list. */
export const leading = `
  select works_id, ground, first_day, last_day from diversion where works_id = any (cast(:subjects as uuid[]))`

const statement = prepared(pairStatement({ subject: subjectsAs(linkedIn), leading, over: `, ${text}` }))

/**
 * Makes the register's rows of these works right: one set-based statement for an insert, a change, a cancellation or a
 * whole import. Runs in the transaction that wrote them, after `lockGround`.
 */
export async function keepRegister(db: Db, worksIds: readonly string[], pack: RulePack): Promise<void> {
  if (worksIds.length === 0) return
  await certainRows(db, statement, pairBindings(pack, worksIds))
}

const chunk = 500
const statementMilliseconds = 600_000

/**
 * Makes the register's rows of all works right, in one transaction: after a change of the rule pack. Rows that stay keep
 * their state. Gives how many works there are.
 */
export function rebuildRegister(db: Db, pack: RulePack): Promise<number> {
  return db.transaction((trx) =>
    allowLongStatements(trx, statementMilliseconds, async () => {
      await lockGround(trx, null)
      const works = await rows<{ id: string }>(trx, 'select id from works order by id')
      const ids = works.map(({ id }) => id)
      for (let from = 0; from < ids.length; from += chunk) await keepRegister(trx, ids.slice(from, from + chunk), pack)
      return ids.length
    }),
  )
}

/** The register is kept by the transaction that writes works, without the works knowing of it. */
export const keeper: WorksKeeper = { keep: keepRegister }
