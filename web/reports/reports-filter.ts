import type { FilterSpecification } from 'maplibre-gl'
import {
  type ReportCategory,
  type ReportStatus,
  reportCategories,
  reportStatuses,
} from '../../server/reports/contract.ts'
import { type Address, known } from '../address.ts'
import { allOf, oneOfNumbers } from '../map/time-filter.ts'

/** Which reports a list is of: all, what waits for whoever reads it, what is with their own organisation. */
export const reportLists = ['all', 'desk', 'mine'] as const
export type ReportListName = (typeof reportLists)[number]

export interface ReportsFilter {
  categories: ReportCategory[]
  statuses: ReportStatus[]
  list: ReportListName
}

/** The filter of an address; what it names and we do not know is left out, and what is with whoever deals with none. */
export function reportsFilter(
  { category, status, tab }: Pick<Address, 'category' | 'status' | 'tab'>,
  mayDeal = false,
): ReportsFilter {
  return {
    list: (mayDeal && reportLists.find((list) => list === tab)) || 'all',
    categories: known(category, reportCategories),
    statuses: known(status, reportStatuses),
  }
}

/** The filter for tiles, which carry the places of the words in their lists. */
export function tileFilter({ categories, statuses, list }: ReportsFilter): FilterSpecification {
  return allOf(
    oneOfNumbers(
      'category',
      categories.map((word) => reportCategories.indexOf(word)),
    ),
    oneOfNumbers(
      'status',
      statuses.map((word) => reportStatuses.indexOf(word)),
    ),
    oneOfNumbers('mine', list === 'mine' ? [1] : []),
    oneOfNumbers('waits', list === 'desk' ? [1] : []),
  )
}

/** The report of an address, which its number names, or its id where a notice has led to it. */
export function selectedFilter(sel: string): FilterSpecification {
  return ['any', ['==', ['get', 'number'], sel], ['==', ['get', 'id'], sel]]
}

/** What was turned down or doubled is in no tile; the list shows it where it is asked for. */
const undrawn: readonly ReportStatus[] = ['rejected', 'duplicate']

/** The same filter for the list. */
export function listQuery({ categories, statuses, list }: ReportsFilter) {
  const asked = statuses.length > 0 ? statuses : reportStatuses.filter((status) => !undrawn.includes(status))
  return { category: categories.join(','), status: asked.join(','), ...(list === 'all' ? {} : { [list]: 'true' }) }
}
