import { useMemo, useRef, useState } from 'react'
import type { WorksSummary } from '../../../server/works/contract.ts'
import type { Spot } from './grid-keys.ts'

/** The row of the heads has no works. */
const heads = ''

/** Where the reader is among the rows: kept by the works, so that sorting, loading and the other view do not move it. */
export interface ReadersPlace {
  spot: Spot
  go: (spot: Spot) => void
  /** Pixels that the rows are scrolled by; the same in both views. */
  top: { current: number }
  /** The day in the middle of the calendar; null until it was moved. */
  day: { current: string | null }
}

export function usePlace(rows: readonly WorksSummary[]): ReadersPlace {
  const [at, setAt] = useState<{ id: string; column: number } | null>(null)
  const top = useRef(0)
  const day = useRef<string | null>(null)
  const rowOf = useMemo(() => new Map(rows.map(({ id }, row) => [id, row])), [rows])
  const row = at === null ? 0 : at.id === heads ? -1 : (rowOf.get(at.id) ?? 0)
  return {
    spot: { row, column: at?.column ?? 0 },
    go: (spot) => setAt({ id: rows[spot.row]?.id ?? heads, column: spot.column }),
    top,
    day,
  }
}
