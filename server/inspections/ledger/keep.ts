import type { Db } from '../../database/connect.ts'
import { allowLongStatements } from '../../database/long-statements.ts'
import { certainRows, prepared, rows, sql } from '../../database/sql.ts'
import type { RulePack } from '../../policy/contract.ts'
import { keepSegments } from '../../streets/store.ts'

/** From a relation `opened` to `lying`, and from there to what is stored: parts of statements. */
export const stretches = sql(import.meta.url, 'stretches.sql')
const written = sql(import.meta.url, 'written.sql')

const keepText = prepared(
  sql(import.meta.url, 'keep.sql')
    .replace('/* stretches */', stretches)
    .replace('/* written */', written),
)

/** What was dug before there was this register, as `keep.sql` reads works: to be measured again. */
const beforeText = `with opened as materialized (
    select e.id, e.route, e.ground, coalesce(e.trench_width_metres, cast(:trenchWidth as float8)) as width
    from pavement_entry e where e.id = any (cast(:ids as uuid[])) and e.works_id is null
  ), ${stretches}, ${written}`

/**
 * Makes the ledger's rows of these works right: one statement for a start, an end, an amendment or a whole import, in the
 * transaction that wrote them. Nothing is computed of works whose ground was never opened.
 */
export async function keepLedger(db: Db, worksIds: readonly string[], pack: RulePack): Promise<void> {
  if (worksIds.length === 0) return
  await certainRows(db, keepText, { ids: [...worksIds], trenchWidth: pack.footprint.trenchWidthMetres })
}

/** The stretches of entries that are no works', measured as the streets are now. */
export async function keepBefore(db: Db, entryIds: readonly string[], pack: RulePack): Promise<void> {
  if (entryIds.length === 0) return
  await certainRows(db, beforeText, { ids: [...entryIds], trenchWidth: pack.footprint.trenchWidthMetres })
}

const chunk = 500
const statementMilliseconds = 600_000

/** Enters works that were opened before there was a ledger, or past it. Does nothing where all are entered. Gives how many. */
export function ensureLedger(db: Db, pack: RulePack): Promise<number> {
  return db.transaction((trx) =>
    allowLongStatements(trx, statementMilliseconds, async () => {
      const missing = await rows<{ id: string }>(
        trx,
        `select w.id from works w
         where w.actual_period is not null and not exists (select 1 from pavement_entry e where e.works_id = w.id)
         order by w.id`,
      )
      const ids = missing.map(({ id }) => id)
      for (let at = 0; at < ids.length; at += chunk) await keepLedger(trx, ids.slice(at, at + chunk), pack)
      return ids.length
    }),
  )
}

/** Makes all segments and all rows of the ledger anew, in one transaction. Gives how many entries there are. */
export function rebuildLedger(db: Db, pack: RulePack): Promise<number> {
  return db.transaction((trx) =>
    allowLongStatements(trx, statementMilliseconds, async () => {
      await rows(trx, 'lock table street, works in share mode')
      const every = async (from: string, keep: (ids: string[]) => Promise<unknown>) => {
        const ids = (await rows<{ id: string }>(trx, `select id from ${from} order by id`)).map(({ id }) => id)
        for (let at = 0; at < ids.length; at += chunk) await keep(ids.slice(at, at + chunk))
      }
      await every('street', (ids) => keepSegments(trx, ids))
      await every('works where actual_period is not null', (ids) => keepLedger(trx, ids, pack))
      await every('pavement_entry where works_id is null', (ids) => keepBefore(trx, ids, pack))
      const [found] = await rows<{ entries: number }>(trx, 'select count(*)::int as entries from pavement_entry')
      return found?.entries ?? 0
    }),
  )
}

/** No route lies farther from the edge of its ground, on the plane of the map. */
const widestMetres = 100

/** The entries that lie on these streets as they are now: after an import of streets. Gives how many were measured again. */
export async function remeasure(db: Db, streetIds: readonly string[], pack: RulePack): Promise<number> {
  const ids = { streetIds: [...streetIds], farthest: widestMetres }
  const works = await rows<{ id: string }>(
    db,
    `select distinct w.id from street s
     join works w on w.route_3857 && ST_Expand(ST_Transform(s.surface, 3857), :farthest) and w.actual_period is not null
     where s.id = any (cast(:streetIds as uuid[])) and ST_Intersects(coalesce(w.reinstated, w.footprint), s.surface)
     union select t.entry_id from pavement_stretch t join works w on w.id = t.entry_id where t.street_id = any (cast(:streetIds as uuid[]))`,
    ids,
  )
  const before = await rows<{ id: string }>(
    db,
    `select distinct e.id from street s join pavement_entry e on e.ground && s.surface and e.works_id is null
     where s.id = any (cast(:streetIds as uuid[]))
     union select t.entry_id from pavement_stretch t join pavement_entry e on e.id = t.entry_id and e.works_id is null
     where t.street_id = any (cast(:streetIds as uuid[]))`,
    ids,
  )
  const list = (found: { id: string }[]) => found.map(({ id }) => id)
  await keepLedger(db, list(works), pack)
  await keepBefore(db, list(before), pack)
  return works.length + before.length
}
