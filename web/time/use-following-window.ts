import { useEffect } from 'react'
import type { Period } from '../../server/time/contract.ts'
import { useTimeWindow } from './use-window.tsx'
import { following, samePeriod } from './window.ts'

/** The map shows the days of what is written, so that whom it meets is in sight. */
export function useFollowingWindow(period: Period): void {
  const { settled, commit } = useTimeWindow()
  const wanted = following(settled, period)
  const reached = samePeriod(wanted, settled) || period.end < period.start
  // biome-ignore lint/correctness/useExhaustiveDependencies: only the period moves the window; moving it back is the reader's right
  useEffect(() => {
    if (!reached) commit(wanted)
  }, [period.start, period.end])
}
