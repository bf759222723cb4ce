import { useEffect, useState } from 'react'
import { handedOn, handedOver } from './handed-over.ts'
import { SendReport } from './SendReport.tsx'
import { SpotOnMap } from './SpotOnMap.tsx'
import { useReport } from './use-report.ts'

/** A new report beside the map. */
export default function SendReportPage() {
  const [{ draft: begun, opens }] = useState(handedOver)
  const report = useReport(begun)
  const { draft, change, isAsking } = report
  useEffect(handedOn, [])
  return (
    <>
      <SendReport report={report} opens={opens} />
      <SpotOnMap spot={draft.spot} asking={isAsking} onSpot={(spot) => change({ spot })} />
    </>
  )
}
