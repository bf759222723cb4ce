import type { Actor } from '../access/actor.ts'
import { mayDo } from '../access/permissions.ts'
import { sightBindings, sightOfWorks } from '../access/policy.ts'
import type { Db } from '../database/connect.ts'
import { prepared, rows, sql } from '../database/sql.ts'
import type { Route } from '../geo/contract.ts'
import { type Page, page } from '../http/cursor.ts'
import type { AgencyCounts, Works, WorksFeature, WorksSummary } from './contract.ts'
import { type WorksFilter, worksConditions } from './filter.ts'
import { type SummaryRow, summary, type WholeRow, whole, worksOf } from './rows.ts'

const text = sql(import.meta.url, 'list.sql')
const visibleWorks = sightOfWorks('w')

function feature(row: SummaryRow & { route: Route }): WorksFeature {
  const { id, tileId: _tileId, centre: _centre, ...properties } = summary(row)
  return { type: 'Feature', id, geometry: row.route, properties }
}

/** What `list.sql` asks of the viewer: what is in sight, and whether conflicts are. */
function viewerBindings(viewer: Actor | null) {
  return { ...sightBindings(viewer), seesConflicts: mayDo(viewer, 'conflicts.read') }
}

const wholeText = prepared(
  text.replace('/* more */', whole).replace('/* where */', `and w.id = cast(:id as uuid) and ${visibleWorks}`),
)

/** One works that this viewer may see, or null; a foreign draft is not there. */
export async function findWorks(db: Db, id: string, viewer: Actor | null): Promise<Works | null> {
  const [row] = await rows<WholeRow>(db, wholeText, { id, ...viewerBindings(viewer) })
  if (!row) return null
  // until when an office should decide is a matter of the agencies
  return mayDo(viewer, 'works.read') ? worksOf(row) : { ...worksOf(row), submittedAt: null, reviewDueAt: null }
}

/** These works as rows of a list, by their ids: those of them that this viewer may see. */
export async function summariesOf(
  db: Db,
  ids: readonly string[],
  viewer: Actor | null,
): Promise<ReadonlyMap<string, WorksSummary>> {
  if (ids.length === 0) return new Map()
  const statement = text
    .replace('/* more */', '')
    .replace('/* where */', `and w.id = any (cast(:ids as uuid[])) and ${visibleWorks}`)
  const found = await rows<SummaryRow>(db, statement, { ids: [...ids], ...viewerBindings(viewer) })
  return new Map(found.map((row) => [row.id, summary(row)]))
}

const holdText = prepared('select id from works where id = cast(:id as uuid) for update')

/** Locks the row of a works until the transaction ends, so that its version cannot move under a change. */
export async function holdWorks(db: Db, id: string): Promise<void> {
  await rows(db, holdText, { id })
}

/** The same for those who may not write the works and write what hangs on it: whoever records or samples. */
export async function holdWorksBeside(db: Db, id: string): Promise<void> {
  await rows(db, 'select hold_works(cast(:id as uuid))', { id })
}

/** Where a page of works begins: the start and the id of the last works before it. */
export type AfterWorks = readonly [start: string, id: string] | null

/** A page of works by their start, the earliest first. */
export async function listWorks(
  db: Db,
  filter: WorksFilter,
  viewer: Actor | null,
  { limit, after }: { limit: number; after: AfterWorks },
): Promise<Page<WorksSummary>> {
  return page(await pageRows<SummaryRow>(db, filter, viewer, { limit, after }), limit, summary, markOf)
}

const withRoute = ', ST_AsGeoJSON(w.route, 7)::jsonb as route'

/** The same page with the routes, for a file. */
export async function listFeatures(
  db: Db,
  filter: WorksFilter,
  viewer: Actor | null,
  { limit, after }: { limit: number; after: AfterWorks },
): Promise<Page<WorksFeature>> {
  const found = await pageRows<SummaryRow & { route: Route }>(db, filter, viewer, { limit, after }, withRoute)
  return page(found, limit, feature, markOf)
}

const markOf = (row: SummaryRow) => [row.period.start ?? '', row.id]

function pageRows<Row extends SummaryRow>(
  db: Db,
  filter: WorksFilter,
  viewer: Actor | null,
  { limit, after }: { limit: number; after: AfterWorks },
  more = '',
): Promise<Row[]> {
  const { where, bindings } = worksConditions(filter)
  const later = after ? ' and (lower(w.period), w.id) > (cast(:afterStart as date), cast(:afterId as uuid))' : ''
  const statement = `${text.replace('/* more */', more).replace('/* where */', `and ${where} and ${visibleWorks}${later}`)}
    order by lower(w.period), w.id limit :limit`
  const [afterStart, afterId] = after ?? []
  return rows<Row>(db, statement, {
    ...bindings,
    ...viewerBindings(viewer),
    ...(after ? { afterStart, afterId } : {}),
    limit: limit + 1,
  })
}

/** How many works a filter finds. */
export async function countWorks(db: Db, filter: WorksFilter, viewer: Actor | null): Promise<number> {
  const { where, bindings } = worksConditions(filter)
  const statement = `select count(*) as total from works w where ${visibleWorks} and ${where}`
  const [row] = await rows<{ total: number }>(db, statement, { ...bindings, ...sightBindings(viewer) })
  return row?.total ?? 0
}

/** How many works of a filter each agency has, the most first. */
export async function countByAgency(db: Db, filter: WorksFilter, viewer: Actor | null): Promise<AgencyCounts> {
  const { where, bindings } = worksConditions(filter)
  const items = await rows<AgencyCounts['items'][number]>(
    db,
    `select w.agency_id as "agencyId", count(*) as works from works w where ${visibleWorks} and ${where}
     group by w.agency_id order by works desc, w.agency_id`,
    { ...bindings, ...sightBindings(viewer) },
  )
  return { items }
}
