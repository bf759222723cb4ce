import type { Actor } from '../access/actor.ts'
import { mayDo } from '../access/permissions.ts'
import { sightBindings, sightOfWorks } from '../access/policy.ts'
import type { Db } from '../database/connect.ts'
import { rows, sql } from '../database/sql.ts'
import type { DayRange } from '../database/types.ts'
import type { Areas, Route } from '../geo/contract.ts'
import { type Page, page } from '../http/cursor.ts'
import type { Period } from '../time/contract.ts'
import type { AgencyCounts, Works, WorksFeature, WorksSummary } from './contract.ts'
import { type WorksFilter, worksConditions } from './filter.ts'

const text = sql(import.meta.url, 'list.sql')
const visibleWorks = sightOfWorks('w')

interface SummaryRow {
  id: string
  tile_id: number
  number: string
  external_reference: string | null
  title: string
  agency_id: string
  category: WorksSummary['category']
  utility: WorksSummary['utility']
  status: WorksSummary['status']
  period: DayRange
  actual_period: DayRange | null
  length_metres: number
  area_square_metres: number
  municipality_ids: string[]
  version: number
  guarantee_until: string | null
  street_ar: string | null
  street_en: string | null
  centre: [number, number]
  blocking: number
  warning: number
  chances: number
}

interface WholeRow extends SummaryRow {
  description: string | null
  contractor_id: string | null
  project_id: string | null
  method: Works['method']
  route: Route
  footprint: Areas
  trench_width_metres: number | null
  trench_depth_metres: number | null
  traffic_impact: Works['trafficImpact']
  connections: number | null
  street_ids: string[]
  permit_number: string | null
  submitted_at: string | null
  review_due_at: string | null
  notified_at: string | null
  emergency_ground: string | null
  rounds: number
  created_at: string
  updated_at: string
}

const whole = `, w.description, w.contractor_id, w.project_id, w.method, w.trench_width_metres, w.trench_depth_metres,
  w.traffic_impact, w.connections, w.created_at, w.updated_at, w.submitted_at, w.review_due_at, w.notified_at, w.emergency_ground,
  w.rounds,
  (select number from permit p where p.works_id = w.id) as permit_number,
  ST_AsGeoJSON(w.route, 7)::jsonb as route, ST_AsGeoJSON(w.footprint, 7)::jsonb as footprint,
  array(select street_id from works_street x where x.works_id = w.id order by x.metres desc, x.street_id) as street_ids`

function summary(row: SummaryRow): WorksSummary {
  return {
    id: row.id,
    tileId: row.tile_id,
    number: row.number,
    externalReference: row.external_reference,
    title: row.title,
    agencyId: row.agency_id,
    category: row.category,
    utility: row.utility,
    status: row.status,
    period: row.period as Period,
    actualPeriod: row.actual_period as Works['actualPeriod'],
    guaranteeUntil: row.guarantee_until,
    lengthMetres: round(row.length_metres),
    areaSquareMetres: round(row.area_square_metres),
    streetName: row.street_ar && row.street_en ? { ar: row.street_ar, en: row.street_en } : null,
    municipalityIds: row.municipality_ids,
    conflicts: { blocking: row.blocking, warning: row.warning, chances: row.chances },
    centre: row.centre,
    version: row.version,
  }
}

function feature(row: SummaryRow & { route: Route }): WorksFeature {
  const { id, tileId: _tileId, centre: _centre, ...properties } = summary(row)
  return { type: 'Feature', id, geometry: row.route, properties }
}

function works(row: WholeRow): Works {
  return {
    ...summary(row),
    description: row.description,
    contractorId: row.contractor_id,
    projectId: row.project_id,
    method: row.method,
    route: row.route,
    footprint: row.footprint,
    trenchWidthMetres: row.trench_width_metres,
    trenchDepthMetres: row.trench_depth_metres,
    trafficImpact: row.traffic_impact,
    connections: row.connections,
    permitNumber: row.permit_number,
    submittedAt: row.submitted_at,
    reviewDueAt: row.review_due_at,
    notifiedAt: row.notified_at,
    emergencyGround: row.emergency_ground,
    rounds: row.rounds,
    streetIds: row.street_ids,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  }
}

function round(metres: number): number {
  return Math.round(metres * 100) / 100
}

/** What `list.sql` asks of the viewer: what is in sight, and whether conflicts are. */
function viewerBindings(viewer: Actor | null) {
  return { ...sightBindings(viewer), seesConflicts: mayDo(viewer, 'conflicts.read') }
}

/** One works that this viewer may see, or null; a foreign draft is not there. */
export async function findWorks(db: Db, id: string, viewer: Actor | null): Promise<Works | null> {
  const statement = text
    .replace('/* more */', whole)
    .replace('/* where */', `and w.id = cast(:id as uuid) and ${visibleWorks}`)
  const [row] = await rows<WholeRow>(db, statement, { id, ...viewerBindings(viewer) })
  return row ? works(row) : null
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

/** Locks the row of a works until the transaction ends, so that its version cannot move under a change. */
export async function holdWorks(db: Db, id: string): Promise<void> {
  await db('works').where({ id }).forUpdate().select('id')
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
