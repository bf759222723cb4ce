import type { WorksSummary } from '../../../server/works/contract.ts'
import { type ColumnId, columnIds, columns, type Words } from './columns.ts'

export interface Sorting {
  column: ColumnId
  isDescending: boolean
}

const usual: Sorting = { column: 'start', isDescending: false }

/** `end`, `-end`: the member of the address; the usual sorting where it means nothing. */
export function readSorting(member: string | undefined): Sorting {
  const isDescending = member?.startsWith('-') ?? false
  const column = columnIds.find((id) => id === (isDescending ? member?.slice(1) : member))
  return column ? { column, isDescending } : usual
}

export function writeSorting({ column, isDescending }: Sorting): string | undefined {
  if (column === usual.column && isDescending === usual.isDescending) return undefined
  return isDescending ? `-${column}` : column
}

/** What pressing the head of a column sorts by next. */
export function pressed(now: Sorting, column: ColumnId): Sorting {
  return { column, isDescending: now.column === column && !now.isDescending }
}

export function ariaSort({ column, isDescending }: Sorting, of: ColumnId): 'ascending' | 'descending' | 'none' {
  if (column !== of) return 'none'
  return isDescending ? 'descending' : 'ascending'
}

/** The rows sorted; what is alike stays in the order that it came in, and what has no value comes last. */
export function sorted(
  rows: readonly WorksSummary[],
  { column, isDescending }: Sorting,
  words: Words,
  locale: string,
): WorksSummary[] {
  const { order } = columns[column]
  const collator = new Intl.Collator(locale, { numeric: true })
  const way = isDescending ? -1 : 1
  const keyed = rows.map((works) => ({ works, key: order(works, words) }))
  keyed.sort(({ key: a }, { key: b }) => {
    if (a === null || b === null) return Number(a === null) - Number(b === null)
    if (typeof a === 'number' && typeof b === 'number') return way * (a - b)
    return way * collator.compare(String(a), String(b))
  })
  return keyed.map(({ works }) => works)
}
