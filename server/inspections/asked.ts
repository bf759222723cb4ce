import { type Static, Type } from 'typebox'
import type { Outcome } from '../http/problem.ts'
import { AnyId, AnyOf, listed, placeAndTime, readPlaceAndTime } from '../http/query.ts'
import { addDays, startOfDay } from '../time/rules.ts'
import { inspectionKinds } from './checklists/contract.ts'
import { outcomes } from './contract.ts'
import type { InspectionFilter } from './read.ts'

const Uuid = Type.String({ format: 'uuid' })

/** What lists and files of inspections may be narrowed by; `from` and `to` are days on which they ended. */
export const inspectionFilters = {
  works: Type.Optional(Uuid),
  inspector: Type.Optional(Uuid),
  contractor: Type.Optional(Uuid),
  municipality: AnyId,
  kind: AnyOf(inspectionKinds),
  outcome: AnyOf(outcomes),
  from: placeAndTime.from,
  to: placeAndTime.to,
}
const Asked = Type.Object(inspectionFilters)

export function inspectionFilterOf(asked: Static<typeof Asked>, zone: string): Outcome<InspectionFilter> {
  const { works, inspector, contractor, municipality, kind, outcome, from, to } = asked
  const order = readPlaceAndTime({ ...(from ? { from } : {}), ...(to ? { to } : {}) })
  if (order.problem) return order
  return {
    value: {
      ...{ works, inspector, contractor },
      municipality: listed(municipality),
      kind: listed(kind),
      outcome: listed(outcome),
      since: from === undefined ? undefined : startOfDay(from, zone),
      until: to === undefined ? undefined : startOfDay(addDays(to, 1), zone),
    },
  }
}
