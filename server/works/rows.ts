import type { DayRange } from '../database/types.ts'
import type { Areas, Lines, Route } from '../geo/contract.ts'
import type { Period } from '../time/contract.ts'
import type { Works, WorksSummary } from './contract.ts'
import { daysOfPart, type Part } from './diversions/rules.ts'

/** A row of a list, as `list.sql` gives it. */
export interface SummaryRow {
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

interface DiversionRow {
  id: string
  line: Lines
  metres: number
  part: Part | null
}

export interface WholeRow extends SummaryRow {
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
  connection_counts: Works['connectionCounts']
  closure: Works['closure']
  diversions: DiversionRow[]
  street_ids: string[]
  progressed_from: Works['progressedFrom']
  progressed_into: Works['progressedInto']
  permit_number: string | null
  submitted_at: string | null
  review_due_at: string | null
  notified_at: string | null
  emergency_ground: string | null
  rounds: number
  created_at: string
  updated_at: string
}

/** The columns of a whole works beside those of a list. */
export const whole = `, w.description, w.contractor_id, w.project_id, w.method, w.trench_width_metres, w.trench_depth_metres,
  w.traffic_impact, w.connections, w.created_at, w.updated_at, w.submitted_at, w.review_due_at, w.notified_at, w.emergency_ground,
  w.rounds, w.closure,
  case when w.connections_numbered > 0 then
    (select jsonb_build_object('planned', count(*) filter (where n.state = 'planned'), 'done', count(*) filter (where n.state = 'done'),
                               'cancelled', count(*) filter (where n.state = 'cancelled'))
     from works_connection n where n.works_id = w.id having count(*) > 0) end as connection_counts,
  (select jsonb_build_object('id', p.id, 'number', p.number, 'title', p.title)
   from works p where p.id = w.progressed_from) as progressed_from,
  coalesce((select jsonb_agg(jsonb_build_object('id', c.id, 'number', c.number, 'title', c.title, 'status', c.status)
                             order by c.number)
            from works c where c.progressed_from = w.id), '[]') as progressed_into,
  coalesce((select jsonb_agg(jsonb_build_object('id', d.id, 'line', ST_AsGeoJSON(d.line, 7)::jsonb, 'metres', d.length_metres,
              'part', case when d.first_day is not null
                           then jsonb_build_object('firstDay', d.first_day, 'lastDay', d.last_day) end) order by d.place)
            from diversion d where d.works_id = w.id), '[]') as diversions,
  (select number from permit p where p.works_id = w.id) as permit_number,
  ST_AsGeoJSON(w.route, 7)::jsonb as route, ST_AsGeoJSON(w.footprint, 7)::jsonb as footprint,
  array(select street_id from works_street x where x.works_id = w.id order by x.metres desc, x.street_id) as street_ids`

export function summary(row: SummaryRow): WorksSummary {
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
    lengthMetres: toCentimetres(row.length_metres),
    areaSquareMetres: toCentimetres(row.area_square_metres),
    streetName: row.street_ar && row.street_en ? { ar: row.street_ar, en: row.street_en } : null,
    municipalityIds: row.municipality_ids,
    conflicts: { blocking: row.blocking, warning: row.warning, chances: row.chances },
    centre: row.centre,
    version: row.version,
  }
}

export function worksOf(row: WholeRow): Works {
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
    connectionCounts: row.connection_counts,
    closure: row.closure,
    diversions: row.diversions.map(({ id, line, metres, part }) => ({
      id,
      line,
      lengthMetres: toCentimetres(metres),
      period: part && daysOfPart(part, row.actual_period?.start ?? (row.period.start as string)),
    })),
    permitNumber: row.permit_number,
    submittedAt: row.submitted_at,
    reviewDueAt: row.review_due_at,
    notifiedAt: row.notified_at,
    emergencyGround: row.emergency_ground,
    rounds: row.rounds,
    streetIds: row.street_ids,
    progressedFrom: row.progressed_from,
    progressedInto: row.progressed_into,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  }
}

/** As metres and square metres are told, and counted for a fee. */
export function toCentimetres(metres: number): number {
  return Math.round(metres * 100) / 100
}
