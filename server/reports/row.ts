import type { Point } from '../geo/contract.ts'
import type { ReportSummary } from './contract.ts'

export interface SummaryRow {
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

export interface WholeRow extends SummaryRow {
  version: number
  note: string | null
  agency_id: string
  /** The organisation that answers for its municipality. */
  office_id: string
  works_id: string | null
  works_number: string
  works_title: string
  after_photo_id: string | null
  duplicate_of_number: string | null
  solved_at: string | null
  disputed_at: string | null
}

export const summaryColumns = `r.id, r.number, r.category, r.status, ST_AsGeoJSON(r.place, 7)::jsonb as place,
  r.municipality_id, r.photo_id, r.created_at, r.updated_at`

export const wholeColumns = `${summaryColumns}, r.version, report_note(r.id) as note, r.agency_id, m.organisation_id as office_id,
  w.id as works_id, w.number as works_number, w.title as works_title, r.after_photo_id, o.number as duplicate_of_number,
  r.solved_at, r.disputed_at`

export const wholeTables = `report r join municipality m on m.id = r.municipality_id
  left join works w on w.id = r.works_id left join report o on o.id = r.duplicate_of`

export function summary(row: SummaryRow): ReportSummary {
  return {
    id: row.id,
    number: row.number,
    category: row.category,
    status: row.status,
    place: row.place,
    municipalityId: row.municipality_id,
    // what was turned down may be anything: its photo is nobody's to see any more
    photoId: row.status === 'rejected' ? null : row.photo_id,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  }
}
