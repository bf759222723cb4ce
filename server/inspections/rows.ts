import type { Point } from '../geo/contract.ts'
import type { Inspection, InspectionSummary } from './contract.ts'
import { isAway } from './rules.ts'

/** A row of a list, as `read.sql` gives it. */
export interface SummaryRow {
  id: string
  number: string
  kind: InspectionSummary['kind']
  outcome: InspectionSummary['outcome']
  started_at: string
  ended_at: string
  received_at: string
  inspector_id: string
  name_ar: string
  name_en: string
  visit_id: string | null
  works_id: string
  works_number: string
  works_title: string
  owner_id: string
  contractor_id: string | null
  municipality_id: string
  stopped_works: boolean
  failed: number
}

export interface WholeRow extends SummaryRow {
  works_version: number
  checklist_version: number
  place: Point | null
  accuracy_metres: number | null
  distance_metres: number | null
  away_reason: string | null
  unable_reason: Inspection['unableReason']
  note: string | null
  stop_work_reason: string | null
  signed_as: string
  signature: number[][] | null
  items: Inspection['items']
  defects: Inspection['defects']
  photos: (Omit<Inspection['photos'][number], 'isFar' | 'distanceMetres'> & { distanceMetres: number | null })[]
}

/** The columns of a whole inspection beside those of a list. What a photo's own file knows goes before what was told of it. */
export const whole = `, i.works_version, i.checklist_version, ST_AsGeoJSON(i.place, 7)::jsonb as place, i.accuracy_metres,
  i.distance_metres, i.away_reason, i.unable_reason, i.note, i.stop_work_reason, i.signed_as, i.signature,
  coalesce((select jsonb_agg(jsonb_build_object('code', t.code, 'result', t.result, 'severity', t.severity,
              'reasons', to_jsonb(t.reasons), 'note', t.note, 'place', ST_AsGeoJSON(t.place, 7)::jsonb) order by t.position)
            from inspection_item t where t.inspection_id = i.id), '[]') as items,
  coalesce((select jsonb_agg(jsonb_build_object('id', d.id, 'number', d.number) order by d.number)
            from defect d where d.inspection_id = i.id), '[]') as defects,
  coalesce((select jsonb_agg(jsonb_build_object('id', p.id, 'item', p.item_code, 'received', p.received_at is not null,
              'takenAt', coalesce(f.taken_at, p.taken_at), 'place', ST_AsGeoJSON(coalesce(f.taken_place, p.place), 7)::jsonb,
              'distanceMetres', p.distance_metres) order by p.position)
            from inspection_photo p left join photo f on f.id = p.photo_id where p.inspection_id = i.id), '[]') as photos`

export function summary(row: SummaryRow): InspectionSummary {
  return {
    id: row.id,
    number: row.number,
    kind: row.kind,
    outcome: row.outcome,
    startedAt: row.started_at,
    endedAt: row.ended_at,
    receivedAt: row.received_at,
    inspector: { id: row.inspector_id, name: { ar: row.name_ar, en: row.name_en } },
    visitId: row.visit_id,
    works: { id: row.works_id, number: row.works_number, title: row.works_title, agencyId: row.owner_id },
    contractorId: row.contractor_id,
    municipalityId: row.municipality_id,
    failed: row.failed,
    stoppedWork: row.stopped_works,
  }
}

/** `photoMetres`: a photo from farther away is one of somewhere else. */
export function inspectionOf(row: WholeRow, photoMetres: number): Inspection {
  return {
    ...summary(row),
    worksVersion: row.works_version,
    checklistVersion: row.checklist_version,
    place: row.place,
    accuracyMetres: row.accuracy_metres,
    distanceMetres: rounded(row.distance_metres),
    awayReason: row.away_reason,
    unableReason: row.unable_reason,
    note: row.note,
    stopWork: row.stop_work_reason === null ? null : { reason: row.stop_work_reason },
    signature: { name: row.signed_as, strokes: row.signature },
    items: row.items,
    photos: row.photos.map((photo) => ({
      ...photo,
      takenAt: photo.takenAt && new Date(photo.takenAt).toISOString(),
      distanceMetres: rounded(photo.distanceMetres),
      isFar: photo.distanceMetres !== null && isAway(photo.distanceMetres, photoMetres),
    })),
    defects: row.defects,
  }
}

function rounded(metres: number | null): number | null {
  return metres === null ? null : Math.round(metres * 10) / 10
}
