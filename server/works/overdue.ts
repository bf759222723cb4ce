import type { Db } from '../database/connect.ts'
import { allowLongStatements } from '../database/long-statements.ts'
import { rows } from '../database/sql.ts'
import type { RulePack } from '../policy/contract.ts'
import { lockWorks } from './diversions/store.ts'
import type { Drawn } from './ground.ts'
import type { WorksKeeper } from './store.ts'

/** So many works at once: few enough for their ground to be locked cell by cell, while others write elsewhere. */
const chunk = 10
const statementMilliseconds = 120_000

interface Day {
  pack: RulePack
  keeper: WorksKeeper
  today: string
}

const isOverdue = `upper_inf(actual_period) and upper(period) <= cast(:today as date)
  and status in ('in_progress','suspended') and (open_until is null or open_until < cast(:today as date))`

/**
 * What a new day does to works: one that is still open past its planned end occupies its ground today as well, and
 * meets whoever plans to dig there. To be done each day, and at the start; doing it twice does nothing, and what a stop
 * has left undone is done by the next. Gives how many. A works that nothing can be done to stops no other: once all others
 * are done, an `AggregateError` names it.
 */
export async function noteOpen(db: Db, day: Day): Promise<number> {
  let noted = 0
  let last: string | null = null
  const failures: Error[] = []
  for (;;) {
    const ids: string[] = await overdueAfter(db, last, day.today)
    if (ids.length === 0) break
    noted += await noteApart(db, ids, day, failures)
    last = ids.at(-1) ?? null
  }
  if (failures.length > 0) throw new AggregateError(failures, failures.map(({ message }) => message).join('; '))
  return noted
}

/** All at once or, where that fails, each by itself. */
async function noteApart(db: Db, ids: readonly string[], day: Day, failures: Error[]): Promise<number> {
  try {
    return await db.transaction((trx) =>
      allowLongStatements(trx, statementMilliseconds, () => noteThese(trx, ids, day)),
    )
  } catch (error) {
    const [only] = ids
    if (ids.length === 1) failures.push(new Error(`Works ${only} could not be noted as open`, { cause: error }))
    if (ids.length === 1) return 0
  }
  let noted = 0
  for (const id of ids) noted += await noteApart(db, [id], day, failures)
  return noted
}

/** The next of them, held by nobody yet: what another process notes meanwhile ends nothing here. */
async function overdueAfter(db: Db, last: string | null, today: string): Promise<string[]> {
  const found = await rows<{ id: string }>(
    db,
    `select id from works where ${isOverdue} and (cast(:last as uuid) is null or id > cast(:last as uuid))
     order by id limit :chunk`,
    { last, today, chunk },
  )
  return found.map(({ id }) => id)
}

async function noteThese(db: Db, ids: readonly string[], { pack, keeper, today }: Day): Promise<number> {
  const open = await rows<Drawn>(
    db,
    `select id, ST_AsGeoJSON(route, 7)::jsonb as route, trench_width_metres as "trenchWidthMetres",
            traffic_impact as "trafficImpact"
     from works where id = any (cast(:ids as uuid[])) and ${isOverdue} order by id for update`,
    { ids: [...ids], today },
  )
  if (open.length === 0) return 0
  // rows before ground, as whoever writes one does
  await lockWorks(db, open, { pack })
  const noted = open.map(({ id }) => id)
  await db('works').whereIn('id', noted).update({ open_until: today })
  await keeper.keep(db, noted, pack)
  return noted.length
}
