import { type Static, Type } from 'typebox'
import { BoxQuery } from '../../geo/contract.ts'
import type { Outcome } from '../../http/problem.ts'
import { AnyId, AnyOf, listed, readPlaceAndTime } from '../../http/query.ts'
import { itemSeverities } from '../checklists/contract.ts'
import { defectKinds, defectStates } from './contract.ts'
import type { DefectFilter } from './list.ts'

/** What lists and files of defects may be narrowed by. */
export const defectFilters = {
  works: Type.Optional(Type.String({ format: 'uuid' })),
  state: AnyOf(defectStates),
  severity: AnyOf(itemSeverities),
  kind: AnyOf(defectKinds),
  agency: AnyId,
  contractor: AnyId,
  late: Type.Optional(Type.Boolean({ description: 'open past their due day, or not' })),
  contested: Type.Optional(Type.Boolean({ description: 'that wait for a decision of the office, or not' })),
  bbox: Type.Optional(BoxQuery),
}
const Asked = Type.Object(defectFilters)

export function defectFilterOf(asked: Static<typeof Asked>): Outcome<DefectFilter> {
  const { works, state, severity, kind, agency, contractor, late, contested, bbox } = asked
  const place = readPlaceAndTime(bbox === undefined ? {} : { bbox })
  if (place.problem) return place
  return {
    value: {
      ...{ works, late, contested },
      ...place.value,
      state: listed(state),
      severity: listed(severity),
      kind: listed(kind),
      agency: listed(agency),
      contractor: listed(contractor),
    },
  }
}
