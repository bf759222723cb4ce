import type { FilterSpecification } from 'maplibre-gl'
import type { Agency } from '../../server/agencies/contract.ts'
import type { Period } from '../../server/time/contract.ts'
import { type Category, categories, type Status, statuses } from '../../server/works/contract.ts'
import { silentStatuses } from '../../server/works/rules.ts'
import { type Address, known, listed } from '../address.ts'
import { allOf, oneOfNumbers, overlaps } from '../map/time-filter.ts'

export interface WorksFilter {
  agencies: Agency[]
  statuses: Status[]
  categories: Category[]
  text: string
  /** Only works whose guarantee ends soon, whenever they were dug. */
  isEnding: boolean
}

/** The filter of an address; what it names and we do not know is left out. */
export function worksFilter(
  address: Pick<Address, 'agency' | 'status' | 'category' | 'q' | 'guarantee'>,
  agencies: readonly Agency[],
): WorksFilter {
  const codes = listed(address.agency)
  return {
    agencies: agencies.filter(({ code }) => codes.includes(code)),
    statuses: known(address.status, statuses),
    categories: known(address.category, categories),
    text: address.q ?? '',
    isEnding: address.guarantee === 'ending',
  }
}

function shownStatuses(asked: readonly Status[]): readonly Status[] {
  return asked.length > 0 ? asked : statuses.filter((status) => !silentStatuses.includes(status))
}

/** The same filter for tiles. These carry no words and no guarantees: `found` are the features of the works that are found by them. */
export function tileFilter(filter: WorksFilter, window: Period, found: readonly number[] | null): FilterSpecification {
  return allOf(
    found === null ? true : (['in', ['id'], ['literal', [...found]]] as FilterSpecification),
    filter.isEnding ? true : overlaps(window),
    oneOfNumbers(
      'status',
      shownStatuses(filter.statuses).map((status) => statuses.indexOf(status)),
    ),
    oneOfNumbers(
      'agency',
      filter.agencies.map(({ ordinal }) => ordinal),
    ),
    oneOfNumbers(
      'category',
      filter.categories.map((category) => categories.indexOf(category)),
    ),
  )
}

/** The same filter for the list. */
export function listQuery(filter: WorksFilter, window: Period) {
  return {
    from: filter.isEnding ? '' : window.start,
    to: filter.isEnding ? '' : window.end,
    agency: filter.agencies.map(({ id }) => id).join(','),
    status: shownStatuses(filter.statuses).join(','),
    category: filter.categories.join(','),
    q: filter.text,
    guarantee: filter.isEnding ? 'ending' : '',
  }
}
