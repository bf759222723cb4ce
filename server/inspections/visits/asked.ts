import { type Static, Type } from 'typebox'
import type { Actor } from '../../access/actor.ts'
import type { Outcome } from '../../http/problem.ts'
import { AnyId, AnyOf, listed, placeAndTime, readPlaceAndTime } from '../../http/query.ts'
import { Day } from '../../time/contract.ts'
import { inspectionKinds } from '../checklists/contract.ts'
import { visitStates } from './contract.ts'
import type { VisitFilter } from './read.ts'

const Uuid = Type.String({ format: 'uuid' })

/** What lists and files of visits may be narrowed by. */
export const visitFilters = {
  bbox: placeAndTime.bbox,
  municipality: AnyId,
  district: AnyId,
  kind: AnyOf(inspectionKinds),
  state: AnyOf(visitStates),
  mine: Type.Optional(Type.Boolean()),
  assignee: Type.Optional(Uuid),
  due: Type.Optional(Day),
  works: Type.Optional(Uuid),
}
const Asked = Type.Object(visitFilters)

export function visitFilterOf(asked: Static<typeof Asked>, actor: Actor): Outcome<VisitFilter> {
  const { bbox, municipality, district, kind, state, mine, assignee, due, works } = asked
  const box = readPlaceAndTime(bbox === undefined ? {} : { bbox })
  if (box.problem) return box
  return {
    value: {
      ...box.value,
      ...{ due, works },
      municipality: listed(municipality),
      district: listed(district),
      kind: listed(kind),
      state: listed(state),
      assignee: mine ? (actor.userId ?? undefined) : assignee,
    },
  }
}
