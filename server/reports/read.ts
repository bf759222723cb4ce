import type { Actor } from '../access/actor.ts'
import { allows } from '../access/policy.ts'
import type { Db } from '../database/connect.ts'
import { narrowed, rows, sql } from '../database/sql.ts'
import type { Box, Point } from '../geo/contract.ts'
import { type Page, page } from '../http/cursor.ts'
import type { NearbyReport, Report, ReportCategory, ReportSummary } from './contract.ts'
import { openStatuses } from './rules.ts'
import { followHash } from './store.ts'

const nearbyText = sql(import.meta.url, 'nearby.sql')
const mostNearby = 20

interface SummaryRow {
  id: string
  number: string
  category: ReportSummary['category']
  status: ReportSummary['status']
  place: Point
  municipality_id: string
  photo_id: string | null
  created_at: string
  updated_at: string
}

interface WholeRow extends SummaryRow {
  note: string | null
  agency_id: string
  works_id: string | null
  works_number: string
  works_title: string
}

const columns = `r.id, r.number, r.category, r.status, ST_AsGeoJSON(r.place, 7)::jsonb as place, r.municipality_id,
  r.photo_id, r.created_at, r.updated_at`

function summary(row: SummaryRow): ReportSummary {
  return {
    id: row.id,
    number: row.number,
    category: row.category,
    status: row.status,
    place: row.place,
    municipalityId: row.municipality_id,
    photoId: row.photo_id,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  }
}

function whole(row: WholeRow): Report {
  const works = row.works_id ? { id: row.works_id, number: row.works_number, title: row.works_title } : null
  return { ...summary(row), note: row.note, agencyId: row.agency_id, works }
}

/** With its note, as far as whoever asks or shows its secret is told. */
async function findWhole(
  db: Db,
  where: string,
  bindings: { number: string } | { hash: Buffer },
): Promise<Report | null> {
  const [row] = await rows<WholeRow>(
    db,
    `select ${columns}, report_note(r.id, cast(:hash as bytea)) as note, r.agency_id, w.id as works_id, w.number as works_number, w.title as works_title
     from report r left join works w on w.id = r.works_id where ${where}`,
    { hash: null, ...bindings },
  )
  return row ? whole(row) : null
}

/** One report by its number; note, agency and works only for the office and the agency that has to deal with it. */
export async function findReport(db: Db, number: string, viewer: Actor | null): Promise<Report | null> {
  const report = await findWhole(db, 'r.number = :number', { number })
  if (!report) return null
  const { agencyId, municipalityId } = report
  const isAsked = allows(viewer, 'reports.details', { agencyId, municipalityIds: [municipalityId] })
  return isAsked ? report : { ...report, note: null, agencyId: null, works: null }
}

/** The report that a secret belongs to, as its reporter sees it: which works it lies on is not theirs to know. */
export async function findFollowed(db: Db, follow: string): Promise<Report | null> {
  const report = await findWhole(db, 'r.id = report_followed(:hash)', { hash: followHash(follow) })
  return report && { ...report, works: null }
}

export interface ReportFilter {
  box?: Box | undefined
  category?: string[] | undefined
  status?: string[] | undefined
  /** Sent at or after, and before: instants. */
  since?: Date | undefined
  until?: Date | undefined
}

function conditions({ box, category, status, since, until }: ReportFilter) {
  const [west, south, east, north] = box ?? []
  return narrowed([
    [box, 'r.place && ST_MakeEnvelope(:west, :south, :east, :north, 4326)', { west, south, east, north }],
    [category, 'r.category = any (cast(:category as text[]))', { category }],
    [status, 'r.status = any (cast(:status as text[]))', { status }],
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
    `select ${columns} from report r where ${where}${earlier} order by r.created_at desc, r.id desc limit :limit`,
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
