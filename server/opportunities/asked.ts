import { type Static, Type } from 'typebox'
import { faultAt, type Outcome } from '../http/problem.ts'
import { AnyOf, listed, placeAndTime, query, readPlaceAndTime } from '../http/query.ts'
import { activities, opportunityStages } from './contract.ts'
import { sayOpportunities } from './messages.ts'
import type { OpportunityFilter } from './read.ts'

const SquareMetres = Type.Optional(Type.Number({ minimum: 0, description: 'square metres' }))

/** What sites are asked for by. */
export const filters = {
  bbox: placeAndTime.bbox,
  activity: AnyOf(activities),
  stage: AnyOf(opportunityStages),
  minArea: SquareMetres,
  maxArea: SquareMetres,
}
export const Filters = query(filters)

/** The filter that an address asks for. */
export function filterOf(asked: Static<typeof Filters>): Outcome<OpportunityFilter> {
  const { activity, stage, minArea, maxArea } = asked
  const place = readPlaceAndTime(asked)
  if (place.problem) return place
  if (minArea !== undefined && maxArea !== undefined && minArea > maxArea)
    return faultAt('maxArea', sayOpportunities('smallest_over_largest'))
  return { value: { ...place.value, activity: listed(activity), stage: listed(stage), minArea, maxArea } }
}
