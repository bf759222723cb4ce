import type { Period } from '../../../server/time/contract.ts'

/** Of every row, in both views: the same place in one is the same row in the other. */
export const rowHeight = 44
export const headHeight = 48

/** Rows beyond the edges, so that none is missing while the list moves. */
const spare = 8

/** The rows to draw: those in sight, some more, and the one with the focus wherever it is. */
export function rowsToDraw({ top, height }: { top: number; height: number }, count: number, focused: number): number[] {
  const first = Math.max(0, Math.floor(top / rowHeight) - spare)
  const last = Math.min(count - 1, Math.ceil((top + height) / rowHeight) + spare)
  const drawn: number[] = []
  if (focused >= 0 && focused < Math.min(first, count)) drawn.push(focused)
  for (let row = first; row <= last; row++) drawn.push(row)
  if (focused > last && focused < count) drawn.push(focused)
  return drawn
}

/** The first row of the screen of `count` rows on which the most bars lie in some days: never an empty calendar while there is any. */
export function fullestFrom(rows: readonly { period: Period }[], days: Period, count: number): number {
  const isIn = ({ period }: { period: Period }) => period.start <= days.end && period.end >= days.start
  const seen = rows.map((works) => Number(isIn(works)))
  let bars = seen.slice(0, count).reduce((sum, one) => sum + one, 0)
  let best = { bars, from: 0 }
  for (let from = 1; from + count <= rows.length; from++) {
    bars += (seen[from + count - 1] ?? 0) - (seen[from - 1] ?? 0)
    if (bars > best.bars) best = { bars, from }
  }
  return best.from
}
