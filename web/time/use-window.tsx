import { createContext, type ReactNode, useContext, useMemo, useState } from 'react'
import type { Period } from '../../server/time/contract.ts'
import { useAddress, useChangeAddress } from '../address.ts'
import { windowOf } from './window.ts'

interface TimeWindow {
  today: string
  /** What the map shows, also while a handle is dragged. */
  window: Period
  /** The window of the address: what is asked of the server. */
  settled: Period
  /** Shows a window at once, without a line in the history of the page. */
  preview: (window: Period) => void
  /** Makes it the page's. */
  commit: (window: Period) => void
}

const TimeWindowContext = createContext<TimeWindow | null>(null)

/** The window of the address, and the one under the finger while a handle is dragged. */
export function TimeWindowProvider({ today, children }: { today: string; children: ReactNode }) {
  const address = useAddress()
  const change = useChangeAddress()
  const [dragged, setDragged] = useState<Period | null>(null)
  const { from, to } = address
  const settled = useMemo(
    () => windowOf({ ...(from ? { from } : {}), ...(to ? { to } : {}) }, today),
    [from, to, today],
  )
  const value = useMemo<TimeWindow>(
    () => ({
      today,
      window: dragged ?? settled,
      settled,
      preview: setDragged,
      commit: (window) => {
        setDragged(null)
        change({ from: window.start, to: window.end }, { replace: true })
      },
    }),
    [today, dragged, settled, change],
  )
  return <TimeWindowContext value={value}>{children}</TimeWindowContext>
}

export function useTimeWindow(): TimeWindow {
  const value = useContext(TimeWindowContext)
  if (!value) throw new Error('useTimeWindow outside of TimeWindowProvider')
  return value
}
