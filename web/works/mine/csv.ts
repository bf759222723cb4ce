import type { WorksSummary } from '../../../server/works/contract.ts'
import { type ColumnId, columns, type Words } from './columns.ts'

/** Tells spreadsheets that Arabic follows. */
const byteOrderMark = '\uFEFF'

/** What a spreadsheet would take for a formula. */
const formula = /^[=+\-@\t\r]/

function cell(value: string | number): string {
  if (typeof value === 'number') return String(value)
  const text = formula.test(value) ? `'${value}` : value
  return /[",\r\n;]/.test(text) || text !== text.trim() ? `"${text.replaceAll('"', '""')}"` : text
}

type Part = Pick<(typeof columns)[ColumnId], 'label' | 'text'>

const severities: readonly Part[] = [
  { label: 'mine.column.blocking', text: ({ conflicts }) => conflicts.blocking },
  { label: 'mine.column.warning', text: ({ conflicts }) => conflicts.warning },
]

/** Rows as a CSV file (RFC 4180, UTF-8) with the columns that are shown, headed in the reader's language. */
export function csvOf(rows: readonly WorksSummary[], shown: readonly ColumnId[], words: Words): string {
  // a count for each severity: together they would say less than the flags on the page
  const parts = shown.flatMap((id): readonly Part[] => (id === 'conflicts' ? severities : [columns[id]]))
  const lines = [parts.map(({ label }) => cell(words.say(label)))]
  for (const works of rows) lines.push(parts.map(({ text }) => cell(text(works, words))))
  return `${byteOrderMark}${lines.map((line) => line.join(',')).join('\r\n')}\r\n`
}
