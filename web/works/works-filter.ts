import type { FilterSpecification } from 'maplibre-gl'
import type { Agency } from '../../server/agencies/contract.ts'
import type { Period } from '../../server/time/contract.ts'
import { type Category, categories, type Status, statuses } from '../../server/works/contract.ts'
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

/** Statuses that come to nothing are only shown where they are asked for. */
const silent: readonly Status[] = ['refused', 'cancelled', 'expired', 'closed', 'progressed']

function shownStatuses(asked: readonly Status[]): number[] {
  const shown = asked.length > 0 ? asked : statuses.filter((status) => !silent.includes(status))
  return shown.map((status) => statuses.indexOf(status))
}

/** The same filter for tiles. These carry no words and no guarantees: `found` are the features of the works that are found by them. */
export function tileFilter(filter: WorksFilter, window: Period, found: readonly number[] | null): FilterSpecification {
  return allOf(
    found === null ? true : (['in', ['id'], ['literal', [...found]]] as FilterSpecification),
    filter.isEnding ? true : overlaps(window),
    oneOfNumbers('status', shownStatuses(filter.statuses)),
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
  const asked = filter.statuses.length > 0 ? filter.statuses : statuses.filter((status) => !silent.includes(status))
  return {
    from: filter.isEnding ? '' : window.start,
    to: filter.isEnding ? '' : window.end,
    agency: filter.agencies.map(({ id }) => id).join(','),
    status: asked.join(','),
    category: filter.categories.join(','),
    q: filter.text,
    guarantee: filter.isEnding ? 'ending' : '',
  }
}
