import type { Db } from '../database/connect.ts'
import { allowLongStatements } from '../database/long-statements.ts'
import { rows } from '../database/sql.ts'
import type { RulePack } from '../policy/contract.ts'
import { lockGround } from './ground.ts'
import type { WorksKeeper } from './store.ts'

const chunk = 500
const statementMilliseconds = 120_000

/**
 * What a new day does to works: one that is still open past its planned end occupies its ground today as well, and
 * meets whoever plans to dig there. To be done each day, and at the start; doing it twice does nothing. Gives how many.
 */
export function noteOpen(
  db: Db,
  { pack, keeper, today }: { pack: RulePack; keeper: WorksKeeper; today: string },
): Promise<number> {
  return db.transaction((trx) =>
    allowLongStatements(trx, statementMilliseconds, async () => {
      const open = await rows<{ id: string }>(
        trx,
        `select id from works
         where upper_inf(actual_period) and upper(period) <= cast(:today as date)
           and status in ('in_progress','suspended') and (open_until is null or open_until < cast(:today as date))
         order by id for update`,
        { today },
      )
      if (open.length === 0) return 0
      // rows before ground, as whoever writes one does
      await lockGround(trx, null)
      const ids = open.map(({ id }) => id)
      await trx('works').whereIn('id', ids).update({ open_until: today })
      for (let from = 0; from < ids.length; from += chunk) await keeper.keep(trx, ids.slice(from, from + chunk), pack)
      return ids.length
    }),
  )
}
