/** Rows of a CSV file (RFC 4180) as they stand, each with the line that it begins in. */
export interface CsvRow {
  line: number
  cells: string[]
}

export type ReadCsv = { rows: CsvRow[]; unclosed?: never } | { rows?: never; unclosed: number }

/** What a spreadsheet of this country writes between cells: whichever the first line has more of. */
function separatorOf(text: string): string {
  const head = text.slice(0, text.search(/[\r\n]|$/))
  const count = (mark: string) => head.split(mark).length
  return [',', ';', '\t'].reduce((best, mark) => (count(mark) > count(best) ? mark : best))
}

/**
 * Reads a CSV file, with or without a byte order mark, its cells parted by commas, semicolons or tabs; blank lines are left out. A
 * quotation mark that is never closed is told by its line: all after it would be one cell.
 */
export function readCsv(file: string): ReadCsv {
  const text = file.replace(/^\uFEFF/, '')
  const separator = separatorOf(text)
  const rows: CsvRow[] = []
  let [row, cell, line]: [CsvRow, string, number] = [{ line: 1, cells: [] }, '', 1]
  let quotedSince: number | null = null
  const endRow = () => {
    row.cells.push(cell.trim())
    if (row.cells.some((each) => each !== '')) rows.push(row)
    cell = ''
  }
  for (let at = 0; at < text.length; at++) {
    const mark = text[at] as string
    if (mark === '\n') line += 1
    if (quotedSince !== null) {
      if (mark !== '"') cell += mark
      else if (text[at + 1] === '"') cell += text[at++]
      else quotedSince = null
    } else if (mark === '"' && cell.trim() === '') [quotedSince, cell] = [line, '']
    else if (mark === separator) {
      row.cells.push(cell.trim())
      cell = ''
    } else if (mark === '\n') {
      endRow()
      row = { line, cells: [] }
    } else if (mark !== '\r') cell += mark
  }
  if (quotedSince !== null) return { unclosed: quotedSince }
  endRow()
  return { rows }
}
