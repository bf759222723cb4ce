import { useEffect, useState } from 'react'
import type { KeptReport } from './rules.ts'
import { beginSendingReports, isUnderWay } from './sending.ts'
import { keptReports, onKept } from './store.ts'

export interface Kept {
  report: KeptReport
  isUnderWay: boolean
}

/** What lies on this phone, the latest first; it is sent while this is looked at. Null until it has been read. */
export function useKeptReports(): readonly Kept[] | null {
  const [kept, setKept] = useState<readonly Kept[] | null>(null)
  useEffect(() => {
    let isHere = true
    const read = () =>
      void keptReports().then(
        (reports) => isHere && setKept(reports.map((report) => ({ report, isUnderWay: isUnderWay(report.id) }))),
        () => undefined,
      )
    const forget = onKept(read)
    const stop = beginSendingReports()
    read()
    return () => {
      isHere = false
      forget()
      stop()
    }
  }, [])
  return kept
}
