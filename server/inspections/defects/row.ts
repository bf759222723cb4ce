import type { LineString, Point } from '../../geo/contract.ts'
import type { DefectSummary } from './contract.ts'
import { isLateOn } from './rules.ts'

/** A row of a list. */
export interface SummaryRow {
  id: string
  number: string
  version: number
  kind: DefectSummary['kind']
  item_code: string | null
  severity: DefectSummary['severity']
  text_ar: string
  text_en: string
  state: DefectSummary['state']
  place: Point | LineString
  works_id: string
  works_number: string
  works_title: string
  agency_id: string
  contractor_id: string | null
  municipality_ids: string[]
  opened_at: string
  due_on: string
  answer: DefectSummary['answer']
  is_contested: boolean
}

export interface DefectRow extends SummaryRow {
  note: string | null
  inspection_id: string | null
  sample_id: string | null
  answer_due_at: string
  answered_at: string | null
  answer_reason: string | null
  is_deemed: boolean
  proposed_days: string[] | null
  agreed_day: string | null
  decided_at: string | null
  decision_reason: string | null
  mended_at: string | null
  rejections: number
  ended_at: string | null
}

/** Columns of a defect `d` and its works `w`. */
export const summaryColumns = `d.id, d.number, d.version, d.kind, d.item_code, d.severity, d.text_ar, d.text_en, d.state,
  ST_AsGeoJSON(d.place, 7)::jsonb as place, d.works_id, w.number as works_number, w.title as works_title, d.agency_id,
  d.contractor_id, d.municipality_ids, d.opened_at, d.due_on, d.answer, d.is_contested`
export const defectColumns = `${summaryColumns}, d.note, d.inspection_id, d.sample_id, d.answer_due_at, d.answered_at, d.answer_reason,
  d.is_deemed, to_jsonb(d.proposed_days) as proposed_days, d.agreed_day, d.decided_at, d.decision_reason, d.mended_at,
  d.rejections, d.ended_at`
export const defectTables = 'defect d join works w on w.id = d.works_id'

export function summary(row: SummaryRow, today: string): DefectSummary {
  return {
    id: row.id,
    number: row.number,
    version: row.version,
    kind: row.kind,
    itemCode: row.item_code,
    severity: row.severity,
    text: { ar: row.text_ar, en: row.text_en },
    state: row.state,
    place: row.place,
    works: { id: row.works_id, number: row.works_number, title: row.works_title },
    agencyId: row.agency_id,
    contractorId: row.contractor_id,
    municipalityIds: row.municipality_ids,
    openedAt: row.opened_at,
    dueOn: row.due_on,
    isLate: isLateOn({ state: row.state, dueOn: row.due_on, isContested: row.is_contested }, today),
    answer: row.answer,
    isContested: row.is_contested,
  }
}
