import type { Db } from '../database/connect.ts'
import { narrowed, rows } from '../database/sql.ts'
import type { Areas, Box } from '../geo/contract.ts'
import { type Page, page } from '../http/cursor.ts'
import type { Opportunity, OpportunityFeature, OpportunitySummary } from './contract.ts'

interface SummaryRow {
  id: string
  number: string
  title_ar: string
  title_en: string
  municipality_id: string
  activity: OpportunitySummary['activity']
  stage: OpportunitySummary['stage']
  model: OpportunitySummary['model']
  area_square_metres: number
  term_years: number
  minimum_riyals: number | null
  land_use: OpportunitySummary['landUse']
  questions_until: string | null
  bids_until: string | null
  centre: [number, number]
  version: number
  created_at: string
}

interface WholeRow extends SummaryRow {
  boundary: Areas
  updated_at: string
}

const columns = `o.id, o.number, o.title_ar, o.title_en, o.municipality_id, o.activity, o.stage, o.model,
  o.area_square_metres, o.term_years, o.minimum_riyals, o.land_use, o.questions_until, o.bids_until, o.version, o.created_at,
  ST_AsGeoJSON(ST_PointOnSurface(o.boundary), 6)::jsonb -> 'coordinates' as centre`

const wholeColumns = `${columns}, ST_AsGeoJSON(o.boundary, 7)::jsonb as boundary, o.updated_at`

function summary(row: SummaryRow): OpportunitySummary {
  return {
    id: row.id,
    number: row.number,
    title: { ar: row.title_ar, en: row.title_en },
    municipalityId: row.municipality_id,
    activity: row.activity,
    stage: row.stage,
    model: row.model,
    areaSquareMetres: Math.round(row.area_square_metres * 100) / 100,
    termYears: row.term_years,
    minimumRiyals: row.minimum_riyals,
    landUse: row.land_use,
    questionsUntil: row.questions_until,
    bidsUntil: row.bids_until,
    centre: row.centre,
    version: row.version,
  }
}

/** One site by its number, or null. */
export async function findOpportunity(db: Db, number: string): Promise<Opportunity | null> {
  const [row] = await rows<WholeRow>(
    db,
    `select ${wholeColumns}
     from opportunity o where o.number = :number`,
    { number },
  )
  return row ? { ...summary(row), boundary: row.boundary, createdAt: row.created_at, updatedAt: row.updated_at } : null
}

/** Locks the row of a site until the transaction ends. */
export async function holdOpportunity(db: Db, number: string): Promise<void> {
  await db('opportunity').where({ number }).forUpdate().select('id')
}

export interface OpportunityFilter {
  box?: Box | undefined
  activity?: string[] | undefined
  stage?: string[] | undefined
  /** Square metres. */
  minArea?: number | undefined
  maxArea?: number | undefined
}

function conditions({ box, activity, stage, minArea, maxArea }: OpportunityFilter) {
  const [west, south, east, north] = box ?? []
  return narrowed([
    [box, 'o.boundary && ST_MakeEnvelope(:west, :south, :east, :north, 4326)', { west, south, east, north }],
    [activity, 'o.activity = any (cast(:activity as text[]))', { activity }],
    [stage, 'o.stage = any (cast(:stage as text[]))', { stage }],
    [minArea, 'o.area_square_metres >= :minArea', { minArea }],
    [maxArea, 'o.area_square_metres <= :maxArea', { maxArea }],
  ])
}

interface Turn {
  limit: number
  /** The instant and id of the last one seen. */
  after: readonly [string, string] | null
}

/** A page of sites, the newest first. */
export async function listOpportunities(
  db: Db,
  filter: OpportunityFilter,
  turn: Turn,
): Promise<Page<OpportunitySummary>> {
  return page(await pageRows<SummaryRow>(db, filter, turn, columns), turn.limit, summary, markOf)
}

/** The same page as features with their boundaries (WGS84). */
export async function listFeatures(db: Db, filter: OpportunityFilter, turn: Turn): Promise<Page<OpportunityFeature>> {
  return page(await pageRows<WholeRow>(db, filter, turn, wholeColumns), turn.limit, feature, markOf)
}

const markOf = (row: SummaryRow) => [row.created_at, row.id]

function feature(row: WholeRow): OpportunityFeature {
  const { id, centre: _centre, ...properties } = summary(row)
  return { type: 'Feature', id, geometry: row.boundary, properties }
}

function pageRows<Row>(db: Db, filter: OpportunityFilter, { limit, after }: Turn, chosen: string): Promise<Row[]> {
  const { where, bindings } = conditions(filter)
  const earlier = after ? ' and (o.created_at, o.id) < (cast(:at as timestamptz), cast(:afterId as uuid))' : ''
  return rows<Row>(
    db,
    `select ${chosen} from opportunity o where ${where}${earlier} order by o.created_at desc, o.id desc limit :limit`,
    { ...bindings, ...(after ? { at: after[0], afterId: after[1] } : {}), limit: limit + 1 },
  )
}

export async function countOpportunities(db: Db, filter: OpportunityFilter): Promise<number> {
  const { where, bindings } = conditions(filter)
  const [row] = await rows<{ total: number }>(
    db,
    `select count(*) as total from opportunity o where ${where}`,
    bindings,
  )
  return row?.total ?? 0
}
