import type { Actor } from '../access/actor.ts'
import { sightBindings } from '../access/policy.ts'
import type { Db } from '../database/connect.ts'
import { narrowed, rows, sql } from '../database/sql.ts'
import type { Box } from '../geo/contract.ts'
import { type Page, page } from '../http/cursor.ts'
import type { ListedReport, NearbyReport, ReportCategory } from './contract.ts'
import { type ListedRow, listed, listedColumns, type SummaryRow, summary } from './row.ts'
import { openStatuses } from './rules.ts'

const nearbyText = sql(import.meta.url, 'nearby.sql')
const mostNearby = 20

export interface ReportFilter {
  box?: Box | undefined
  category?: string[] | undefined
  status?: string[] | undefined
  /** With this organisation. */
  agencyId?: string | undefined
  /** Sent at or after, and before: instants. */
  since?: Date | undefined
  until?: Date | undefined
  /** The desk of whoever asks: what waits for them, by deadline. */
  desk?: boolean | undefined
}

/** Written into the statement, so that the index of what waits is used. */
const waits = `r.status in (${openStatuses.map((status) => `'${status}'`).join(',')}) and r.due_at is not null`

/** The policy's `reports.details` as a condition. */
const dealt = `(r.agency_id = cast(:seesAgency as uuid) or cast(:seesEverywhere as boolean)
  or r.municipality_id = any (cast(:seesGround as uuid[])))`

function conditions({ box, category, status, agencyId, since, until, desk }: ReportFilter, actor: Actor | null) {
  const { seesAgency, seesEverywhere, seesGround } = sightBindings(actor, 'reports.details')
  const [west, south, east, north] = box ?? []
  return narrowed([
    [box, 'r.place && ST_MakeEnvelope(:west, :south, :east, :north, 4326)', { west, south, east, north }],
    [category, 'r.category = any (cast(:category as text[]))', { category }],
    [status, 'r.status = any (cast(:status as text[]))', { status }],
    [agencyId, 'r.agency_id = cast(:agencyId as uuid)', { agencyId }],
    [since, 'r.created_at >= :since', { since }],
    [until, 'r.created_at < :until', { until }],
    [desk || undefined, `${waits} and ${dealt}`, { seesAgency, seesEverywhere, seesGround }],
  ])
}

/** A page of reports, the newest first; of a desk, what is due first. `after` is the instant and id of the last one seen. */
export async function listReports(
  db: Db,
  filter: ReportFilter,
  actor: Actor | null,
  { limit, after }: { limit: number; after: readonly [string, string] | null },
): Promise<Page<ListedReport>> {
  const { where, bindings } = conditions(filter, actor)
  const [column, way, beyond] = filter.desk ? ['due_at', 'asc', '>'] : ['created_at', 'desc', '<']
  const further = after ? ` and (r.${column}, r.id) ${beyond} (cast(:at as timestamptz), cast(:afterId as uuid))` : ''
  const found = await rows<ListedRow>(
    db,
    `select ${listedColumns} from report r where ${where}${further} order by r.${column} ${way}, r.id ${way} limit :limit`,
    { ...bindings, ...(after ? { at: after[0], afterId: after[1] } : {}), limit: limit + 1 },
  )
  const mark = (row: ListedRow) => [(filter.desk ? row.due_at : row.created_at) as string, row.id]
  return page(found, limit, (row) => listed(row, actor), mark)
}

export async function countReports(db: Db, filter: ReportFilter, actor: Actor | null): Promise<number> {
  const { where, bindings } = conditions(filter, actor)
  const [row] = await rows<{ total: number }>(db, `select count(*) as total from report r where ${where}`, bindings)
  return row?.total ?? 0
}

/** Open reports of a category within so many metres of a point, the nearest first. */
export async function reportsNearby(
  db: Db,
  asked: { lng: number; lat: number; category: ReportCategory },
  metres: number,
): Promise<NearbyReport[]> {
  const found = await rows<SummaryRow & { distance_metres: number }>(db, nearbyText, {
    ...asked,
    metres,
    open: [...openStatuses],
    most: mostNearby,
  })
  return found.map((row) => ({ ...summary(row), distanceMetres: Math.round(row.distance_metres * 10) / 10 }))
}
