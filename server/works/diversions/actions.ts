import type { Db } from '../../database/connect.ts'
import { certainRows } from '../../database/sql.ts'
import { failed, type Outcome } from '../../http/problem.ts'
import { type Doing, holdForWrite } from '../actions.ts'
import type { Works } from '../contract.ts'
import { sayWorks } from '../messages.ts'
import { findWorks } from '../read.ts'
import { mayLeadTraffic } from '../rules.ts'
import { recordWorks } from '../store.ts'
import type { TrafficChange } from './contract.ts'
import { countedIn } from './rules.ts'
import { lockWorks, takeDiversions, writeTraffic } from './store.ts'

/** What history tells of the traffic of a works: which diversions there are is told by their lines. */
function told({ closure, diversions }: Pick<Works, 'closure' | 'diversions'>) {
  return { closure, diversions: diversions.map(({ line, period }) => ({ line, period })) }
}

/** Changes what a works closes and where it leads traffic; the version named must be the one that stands. */
export function changeTraffic(db: Db, id: string, change: TrafficChange, doing: Doing): Promise<Outcome<Works>> {
  const { actor, pack, keeper, now } = doing
  return db.transaction(async (trx) => {
    const held = await holdForWrite(trx, id, change.version, actor)
    if (held.problem) return held
    const old = held.value
    if (!mayLeadTraffic(old))
      return failed('refused', { reasons: [{ code: 'not_changeable', detail: sayWorks('not_changeable') }] })
    const taken = await takeDiversions(trx, change.diversions, {
      period: countedIn(old.period, old.actualPeriod),
      pack,
    })
    if (taken.problem) return taken
    await lockWorks(trx, [old], { pack, coming: taken.value.map(({ line }) => line) })
    await writeTraffic(trx, id, { closure: change.closure, diversions: taken.value })
    const changed = (await findWorks(trx, id, actor)) as Works
    const [before, after] = [told(old), told(changed)]
    if (JSON.stringify(before) === JSON.stringify(after)) return { value: changed }
    await certainRows(
      trx,
      `with moved as (
         update works set version = version + 1, updated_at = cast(:now as timestamptz)
         where id = cast(:id as uuid) returning id, version
       )
       insert into works_history (works_id, version, event, at, user_id, before, after)
       select id, version, 'change', cast(:now as timestamptz), cast(:userId as uuid), cast(:before as jsonb), cast(:after as jsonb)
       from moved returning works_id`,
      { id, now, userId: actor.userId, before: JSON.stringify(before), after: JSON.stringify(after) },
    )
    await keeper.keep(trx, [id], pack)
    await recordWorks(trx, [id])
    return { value: (await findWorks(trx, id, actor)) as Works }
  })
}
