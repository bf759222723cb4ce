import type { Db } from '../database/connect.ts'
import { narrowed, rows, sql } from '../database/sql.ts'
import type { Box } from '../geo/contract.ts'
import { type Page, page } from '../http/cursor.ts'
import type { NearbyReport, ReportCategory, ReportSummary } from './contract.ts'
import { type SummaryRow, summary, summaryColumns } from './row.ts'
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
}

function conditions({ box, category, status, agencyId, since, until }: ReportFilter) {
  const [west, south, east, north] = box ?? []
  return narrowed([
    [box, 'r.place && ST_MakeEnvelope(:west, :south, :east, :north, 4326)', { west, south, east, north }],
    [category, 'r.category = any (cast(:category as text[]))', { category }],
    [status, 'r.status = any (cast(:status as text[]))', { status }],
    [agencyId, 'r.agency_id = cast(:agencyId as uuid)', { agencyId }],
    [since, 'r.created_at >= :since', { since }],
    [until, 'r.created_at < :until', { until }],
  ])
}

/** A page of reports, the newest first. `after` is the instant and id of the last one seen. */
export async function listReports(
  db: Db,
  filter: ReportFilter,
  { limit, after }: { limit: number; after: readonly [string, string] | null },
): Promise<Page<ReportSummary>> {
  const { where, bindings } = conditions(filter)
  const earlier = after ? ' and (r.created_at, r.id) < (cast(:at as timestamptz), cast(:afterId as uuid))' : ''
  const found = await rows<SummaryRow>(
    db,
    `select ${summaryColumns} from report r where ${where}${earlier} order by r.created_at desc, r.id desc limit :limit`,
    { ...bindings, ...(after ? { at: after[0], afterId: after[1] } : {}), limit: limit + 1 },
  )
  return page(found, limit, summary, (row) => [row.created_at, row.id])
}

export async function countReports(db: Db, filter: ReportFilter): Promise<number> {
  const { where, bindings } = conditions(filter)
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
