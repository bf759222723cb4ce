import type { FilterSpecification } from 'maplibre-gl'
import {
  type Activity,
  activities,
  type OpportunityStage,
  opportunityStages,
} from '../../server/opportunities/contract.ts'
import { type Address, known } from '../address.ts'
import { latinDigits } from '../i18n/format.ts'
import { allOf, oneOfNumbers } from '../map/time-filter.ts'

export interface SitesFilter {
  activities: Activity[]
  stages: OpportunityStage[]
  /** Square metres. */
  minArea: number | null
  maxArea: number | null
}

/** Whole square metres as typed; `null` for anything else. */
export function readArea(text: string | undefined): number | null {
  const latin = latinDigits(text?.trim() ?? '')
  return /^\d{1,9}$/.test(latin) ? Number(latin) : null
}

/** The filter of an address; what it names and we do not know is left out, and so is a most below the least. */
export function sitesFilter(address: Pick<Address, 'activity' | 'stage' | 'minArea' | 'maxArea'>): SitesFilter {
  const minArea = readArea(address.minArea)
  const maxArea = readArea(address.maxArea)
  return {
    activities: known(address.activity, activities),
    stages: known(address.stage, opportunityStages),
    minArea,
    maxArea: minArea !== null && maxArea !== null && maxArea < minArea ? null : maxArea,
  }
}

/** The filter for tiles, which carry the places of the words in their lists. */
export function tileFilter({ activities: asked, stages, minArea, maxArea }: SitesFilter): FilterSpecification {
  return allOf(
    oneOfNumbers(
      'activity',
      asked.map((word) => activities.indexOf(word)),
    ),
    oneOfNumbers(
      'stage',
      stages.map((word) => opportunityStages.indexOf(word)),
    ),
    minArea === null ? true : ['>=', ['get', 'area'], minArea],
    maxArea === null ? true : ['<=', ['get', 'area'], maxArea],
  )
}

/** A site that came to nothing is in no tile; the list shows it where it is asked for. */
const undrawn: readonly OpportunityStage[] = ['cancelled']

/** The same filter for the list. */
export function listQuery({ activities: asked, stages, minArea, maxArea }: SitesFilter) {
  const shown = stages.length > 0 ? stages : opportunityStages.filter((stage) => !undrawn.includes(stage))
  return {
    activity: asked.join(','),
    stage: shown.join(','),
    minArea: minArea?.toString() ?? '',
    maxArea: maxArea?.toString() ?? '',
  }
}

/** What a typed bound makes of the address: the other one goes where both together would find nothing. */
export function areaChange(
  { minArea, maxArea }: Pick<SitesFilter, 'minArea' | 'maxArea'>,
  member: 'minArea' | 'maxArea',
  area: number | null,
) {
  const typed = { [member]: area?.toString() }
  if (area === null) return typed
  if (member === 'minArea') return maxArea !== null && maxArea < area ? { ...typed, maxArea: undefined } : typed
  return minArea !== null && minArea > area ? { ...typed, minArea: undefined } : typed
}
