import { createContext, type ReactNode, startTransition, useContext, useMemo, useRef, useState } from 'react'
import type { Period } from '../../server/time/contract.ts'
import { useAddress, useChangeAddress } from '../address.ts'
import { windowOf } from './window.ts'

interface TimeWindow {
  today: string
  /** What the map shows: at once, while a handle is dragged and before the address has followed. */
  window: Period
  /** The window of the address: what is asked of the server. */
  settled: Period
  /** Shows a window at once, without a line in the history of the page. */
  preview: (window: Period) => void
  /** Makes it the page's. */
  commit: (window: Period) => void
}

/** Milliseconds by which the address, and all that reads it, lets the map go first. */
const behind = 60

const TimeWindowContext = createContext<TimeWindow | null>(null)

/** The window of the address, and the one that goes before it: under the finger, or on its way into the address. */
export function TimeWindowProvider({ today, children }: { today: string; children: ReactNode }) {
  const address = useAddress()
  const change = useChangeAddress()
  const [ahead, setAhead] = useState<Period | null>(null)
  const latest = useRef<Period | null>(null)
  const { from, to } = address
  const settled = useMemo(
    () => windowOf({ ...(from ? { from } : {}), ...(to ? { to } : {}) }, today),
    [from, to, today],
  )
  const value = useMemo<TimeWindow>(
    () => ({
      today,
      window: ahead ?? settled,
      settled,
      preview: setAhead,
      // the map does not wait for the router, nor for what else the address changes; of windows that follow each other
      // quickly, as under a key that is held, only the last goes into the address
      commit: (window) => {
        setAhead(window)
        latest.current = window
        setTimeout(async () => {
          if (latest.current !== window) return
          await change({ from: window.start, to: window.end }, { replace: true })
          startTransition(() => setAhead((now) => (now === window ? null : now)))
        }, behind)
      },
    }),
    [today, ahead, settled, change],
  )
  return <TimeWindowContext value={value}>{children}</TimeWindowContext>
}

export function useTimeWindow(): TimeWindow {
  const value = useContext(TimeWindowContext)
  if (!value) throw new Error('useTimeWindow outside of TimeWindowProvider')
  return value
}
