import { daysOf } from '../../../server/time/rules.ts'
import { categories, statuses, utilities, type WorksSummary } from '../../../server/works/contract.ts'
import type { MessageId, Speech } from '../../i18n/language.tsx'

export const columnIds = [
  'title',
  'number',
  'reference',
  'agency',
  'category',
  'utility',
  'status',
  'street',
  'start',
  'end',
  'days',
  'length',
  'conflicts',
  'guarantee',
] as const
export type ColumnId = (typeof columnIds)[number]

/** What a works is called by; it is always shown. */
export const firstColumn: ColumnId = 'title'

export const usualColumns: readonly ColumnId[] = [
  'title',
  'number',
  'agency',
  'status',
  'street',
  'start',
  'end',
  'length',
  'conflicts',
]

/** What a value needs to become words. */
export interface Words extends Pick<Speech, 'say' | 'name'> {
  agency: (id: string) => string
}

interface Column {
  label: MessageId
  /** Pixels. */
  width: number
  /** Figures stand under each other at the end of the column. */
  isFigure?: boolean
  /** What it is sorted by; `null` comes last, whichever way. */
  order: (works: WorksSummary, words: Words) => string | number | null
  /** In a file: days as ISO, figures bare. */
  text: (works: WorksSummary, words: Words) => string | number
}

/** More than any works has of what is less grave. */
const graver = 10_000

export const columns: Record<ColumnId, Column> = {
  title: { label: 'mine.column.title', width: 220, order: ({ title }) => title, text: ({ title }) => title },
  number: { label: 'mine.column.number', width: 140, order: ({ number }) => number, text: ({ number }) => number },
  reference: {
    label: 'mine.column.reference',
    width: 140,
    order: ({ externalReference }) => externalReference,
    text: ({ externalReference }) => externalReference ?? '',
  },
  agency: {
    label: 'mine.column.agency',
    width: 180,
    order: ({ agencyId }, { agency }) => agency(agencyId),
    text: ({ agencyId }, { agency }) => agency(agencyId),
  },
  category: {
    label: 'mine.column.category',
    width: 150,
    order: ({ category }) => categories.indexOf(category),
    text: ({ category }, { say }) => say(`category.${category}`),
  },
  utility: {
    label: 'mine.column.utility',
    width: 110,
    order: ({ utility }) => utilities.indexOf(utility),
    text: ({ utility }, { say }) => say(`utility.${utility}`),
  },
  status: {
    label: 'mine.column.status',
    width: 136,
    order: ({ status }) => statuses.indexOf(status),
    text: ({ status }, { say }) => say(`status.${status}`),
  },
  street: {
    label: 'mine.column.street',
    width: 165,
    order: ({ streetName }, { name }) => (streetName ? name(streetName) : null),
    text: ({ streetName }, { name }) => (streetName ? name(streetName) : ''),
  },
  start: {
    label: 'mine.column.start',
    width: 140,
    order: ({ period }) => period.start,
    text: ({ period }) => period.start,
  },
  end: { label: 'mine.column.end', width: 140, order: ({ period }) => period.end, text: ({ period }) => period.end },
  days: {
    label: 'mine.column.days',
    width: 110,
    isFigure: true,
    order: ({ period }) => daysOf(period),
    text: ({ period }) => daysOf(period),
  },
  length: {
    label: 'mine.column.length',
    width: 88,
    isFigure: true,
    order: ({ lengthMetres }) => lengthMetres,
    text: ({ lengthMetres }) => lengthMetres,
  },
  conflicts: {
    label: 'mine.column.conflicts',
    width: 196,
    order: ({ conflicts: { blocking, warning, chances } }) => blocking * graver + warning + chances / graver,
    text: ({ conflicts: { blocking, warning } }) => blocking + warning,
  },
  guarantee: {
    label: 'mine.column.guarantee',
    width: 140,
    order: ({ guaranteeUntil }) => guaranteeUntil,
    text: ({ guaranteeUntil }) => guaranteeUntil ?? '',
  },
}

/** The columns of a list of words, in their own order; the usual ones where it names none. */
export function readColumns(words: readonly string[] | null): ColumnId[] {
  const asked = words ?? usualColumns
  return columnIds.filter((id) => id === firstColumn || asked.includes(id))
}
