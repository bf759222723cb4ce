import type { Actor } from '../access/actor.ts'
import { allows } from '../access/policy.ts'
import type { Point } from '../geo/contract.ts'
import type { ListedReport, ReportSummary } from './contract.ts'
import { isOpen } from './rules.ts'

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

export interface ListedRow extends SummaryRow {
  agency_id: string
  due_at: string | null
  escalated_at: string | null
  rating: number | null
}

export interface WholeRow extends ListedRow {
  version: number
  note: string | null
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

export const listedColumns = `${summaryColumns}, r.agency_id, r.due_at, r.escalated_at, r.rating`

export const wholeColumns = `${listedColumns}, r.version, report_note(r.id) as note, m.organisation_id as office_id,
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

/** What the policy asks of a report. */
export function factsOfPlace({ agency_id, municipality_id }: Pick<ListedRow, 'agency_id' | 'municipality_id'>) {
  return { agencyId: agency_id, municipalityIds: [municipality_id] }
}

/** What those who deal with it see besides: whom it is with, its clock, what its reporter thought of its end. */
export function dealtMembers(row: ListedRow) {
  const waits = isOpen(row.status)
  return {
    agencyId: row.agency_id,
    dueAt: waits ? row.due_at : null,
    escalatedAt: waits ? row.escalated_at : null,
    rating: row.rating,
  }
}

export const nothingDealt = { agencyId: null, dueAt: null, escalatedAt: null, rating: null }

/** A report in a list, as whoever reads it may see it. */
export function listed(row: ListedRow, actor: Actor | null): ListedReport {
  return {
    ...summary(row),
    ...(allows(actor, 'reports.details', factsOfPlace(row)) ? dealtMembers(row) : nothingDealt),
  }
}
