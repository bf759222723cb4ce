import { byteOrderMark, csvLine } from '../../../server/analytics/rules.ts'
import type { WorksSummary } from '../../../server/works/contract.ts'
import { type ColumnId, columns, type Words } from './columns.ts'

type Part = Pick<(typeof columns)[ColumnId], 'label' | 'text'>

const severities: readonly Part[] = [
  { label: 'mine.column.blocking', text: ({ conflicts }) => conflicts.blocking },
  { label: 'mine.column.warning', text: ({ conflicts }) => conflicts.warning },
]

/** Rows as a CSV file (RFC 4180, UTF-8) with the columns that are shown, headed in the reader's language. */
export function csvOf(rows: readonly WorksSummary[], shown: readonly ColumnId[], words: Words): string {
  // a count for each severity: together they would say less than the flags on the page
  const parts = shown.flatMap((id): readonly Part[] => (id === 'conflicts' ? severities : [columns[id]]))
  return csvText([
    parts.map(({ label }) => words.say(label)),
    ...rows.map((works) => parts.map(({ text }) => text(works, words))),
  ])
}

/** Lines of cells as a CSV file. */
export function csvText(lines: readonly (readonly (string | number)[])[]): string {
  return byteOrderMark + lines.map(csvLine).join('')
}

/** Hands a text to the reader as a file; nothing of it goes to the service. */
export function download(text: string, name: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: 'text/csv;charset=utf-8' }))
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
  URL.revokeObjectURL(address)
}
