import { useEffect, useState } from 'react'
import { useSpeech } from '../i18n/language.tsx'
import { lossOfForm } from '../ui/loss-words.ts'
import { useLossQuestion } from '../ui/use-loss-question.tsx'
import { handedOn, handedOver } from './handed-over.ts'
import { SendReport } from './SendReport.tsx'
import { SpotOnMap } from './SpotOnMap.tsx'
import { useReport } from './use-report.ts'

/** A new report beside the map. */
export default function SendReportPage() {
  const [{ draft: begun, opens }] = useState(handedOver)
  const report = useReport(begun)
  const { draft, place, isAsking, isFilled } = report
  const { say } = useSpeech()
  const { question } = useLossQuestion(isFilled, lossOfForm(say))
  useEffect(handedOn, [])
  return (
    <>
      <SendReport report={report} opens={opens} />
      <SpotOnMap spot={draft.spot} asking={isAsking} onSpot={(spot) => place(spot, 'map')} />
      {question}
    </>
  )
}
