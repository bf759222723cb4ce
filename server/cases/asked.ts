import { type Static, Type } from 'typebox'
import { BoxQuery } from '../geo/contract.ts'
import type { Outcome } from '../http/problem.ts'
import { AnyOf, listed, readPlaceAndTime } from '../http/query.ts'
import { Day } from '../time/contract.ts'
import { addDays, startOfDay } from '../time/rules.ts'
import { caseStates } from './contract.ts'
import type { CaseFilter } from './list.ts'

const Uuid = Type.String({ format: 'uuid' })

/** What lists and files of cases may be narrowed by. */
export const caseFilters = {
  state: AnyOf(caseStates),
  mine: Type.Optional(Type.Boolean({ description: 'that wait for whoever asks' })),
  agency: Type.Optional(Uuid),
  municipality: Type.Optional(Uuid),
  works: Type.Optional(Uuid),
  due: Type.Optional(Day),
  bbox: Type.Optional(BoxQuery),
}
const Asked = Type.Object(caseFilters)

export function caseFilterOf(asked: Static<typeof Asked>, zone: string): Outcome<CaseFilter> {
  const { state, mine, agency, municipality, works, due } = asked
  const place = readPlaceAndTime(asked.bbox === undefined ? {} : { bbox: asked.bbox })
  if (place.problem) return place
  return {
    value: {
      ...{ mine, agency, municipality, works },
      ...place.value,
      state: listed(state),
      due: due === undefined ? undefined : startOfDay(addDays(due, 1), zone),
    },
  }
}
