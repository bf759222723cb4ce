import type { Db } from '../database/connect.ts'
import { rows } from '../database/sql.ts'
import type { RulePack } from '../policy/contract.ts'
import type { Status } from '../works/contract.ts'
import type { WorksKeeper } from '../works/store.ts'

/** Never dug, and never to be: it shares no trench. Of a future project that became works, they are dug and not it. */
export const over: readonly Status[] = ['cancelled', 'refused', 'expired', 'progressed']

/** Frees those that are still linked with what is over: written past the keeper, or by a build that believed it goes on. */
export function freeFromOver(db: Db, { pack, keeper }: { pack: RulePack; keeper: WorksKeeper }): Promise<number> {
  return db.transaction(async (trx) => {
    const linked = await rows<{ id: string }>(
      trx,
      `select w.id from works_group_member m join works w on w.id = m.works_id
       where m.left_at is null and w.status = any (cast(:over as text[])) order by w.id for update of w`,
      { over: [...over] },
    )
    const ids = linked.map(({ id }) => id)
    if (ids.length > 0) await keeper.keep(trx, ids, pack)
    return ids.length
  })
}
