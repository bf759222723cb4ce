/** A place in the grid; the heads are row -1. */
export interface Spot {
  row: number
  column: number
}

interface Size {
  rows: number
  columns: number
  /** Rows in sight. */
  page: number
}

/** Where a key leads in the grid, or nothing where it is not the grid's. */
export function keyedSpot(
  { key, ctrlKey }: { key: string; ctrlKey: boolean },
  { row, column }: Spot,
  size: Size,
  isRightToLeft: boolean,
): Spot | null {
  const last = { row: size.rows - 1, column: size.columns - 1 }
  const inside = (spot: Spot): Spot => ({
    row: Math.min(Math.max(spot.row, -1), last.row),
    column: Math.min(Math.max(spot.column, 0), last.column),
  })
  const forward = isRightToLeft ? 'ArrowLeft' : 'ArrowRight'
  if (key === forward) return inside({ row, column: column + 1 })
  if (key === 'ArrowLeft' || key === 'ArrowRight') return inside({ row, column: column - 1 })
  if (key === 'ArrowDown') return inside({ row: row + 1, column })
  if (key === 'ArrowUp') return inside({ row: row - 1, column })
  if (key === 'PageDown') return inside({ row: Math.max(row, 0) + size.page, column })
  if (key === 'PageUp') return inside({ row: Math.max(row - size.page, 0), column })
  if (key === 'Home') return inside({ row: ctrlKey ? 0 : row, column: 0 })
  if (key === 'End') return inside({ row: ctrlKey ? last.row : row, column: last.column })
  return null
}
