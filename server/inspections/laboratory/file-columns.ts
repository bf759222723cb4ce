import { languages } from '../../language/contract.ts'
import type { Phrase } from '../../language/speak.ts'
import type { CsvRow } from './csv.ts'
import { sayLaboratory } from './messages.ts'

/** The columns of a file of results; a template names them in its reader's language, and either language is read. */
export const fileColumns = [
  'number',
  'seal',
  'kind',
  'layer',
  'value',
  'tested_on',
  'certificate',
  'note',
  'reason',
] as const
export type FileColumn = (typeof fileColumns)[number]
const needed = ['value', 'tested_on', 'certificate'] as const satisfies readonly FileColumn[]

export const headOf = (column: FileColumn): Phrase => sayLaboratory(`head.${column}`)

export type FileRow = { line: number } & Record<FileColumn, string>

const plain = (text: string) => text.trim().toLowerCase()

function columnOf(head: string): FileColumn | undefined {
  return fileColumns.find((column) =>
    [column, ...languages.map((language) => headOf(column)(language))].some((name) => plain(name) === plain(head)),
  )
}

/** The rows by their columns, whatever their order; or the columns that are missing. One of number and seal is enough. */
export function byColumns([heads, ...rows]: readonly CsvRow[]):
  | { rows: FileRow[]; missing?: never }
  | { missing: FileColumn[] } {
  const columns = heads?.cells.map(columnOf) ?? []
  const missing: FileColumn[] = needed.filter((column) => !columns.includes(column))
  if (!columns.includes('number') && !columns.includes('seal')) missing.unshift('number')
  if (missing.length > 0) return { missing }
  const cell = (row: CsvRow, column: FileColumn) => row.cells[columns.indexOf(column)] ?? ''
  return {
    rows: rows.map((row) => ({
      line: row.line,
      ...(Object.fromEntries(fileColumns.map((column) => [column, cell(row, column)])) as Record<FileColumn, string>),
    })),
  }
}

const easternDigits = /[٠-٩]/g
/** No result has as many characters; what is longer is not looked through. */
const mostDigits = 40

/** A number as people write it here: Arabic digits too, and a comma for the point. Null where it is none. */
export function readNumber(text: string): number | null {
  if (text.length > mostDigits) return null
  const latin = text
    .replace(easternDigits, (digit) => String(digit.charCodeAt(0) - 0x660))
    .replace(/[٫,]/, '.')
    .replace(/\s*%$/, '')
  return /^\d+(\.\d+)?$/.test(latin) ? Number(latin) : null
}
