import '../permits/fees.css'
import { useState } from 'react'
import type { Report } from '../../server/reports/contract.ts'
import { useSpeech } from '../i18n/language.tsx'
import { isReason } from '../permits/reason.ts'
import { hasMovedOn } from '../permits/use-deed.ts'
import { Decision } from '../ui/Decision.tsx'
import { faultAt } from '../ui/fault.ts'
import { TextArea } from '../ui/TextArea.tsx'
import { type Given, sendDeed, useReportDeed } from './dealing.ts'
import { OtherReport } from './OtherReport.tsx'
import { StarsField } from './StarsField.tsx'
import { ToWhom } from './ToWhom.tsx'

/** Every deed but the solution, which has its photo. */
export type SaidDeed = Exclude<Report['may'][number], 'solve'>

/** Deeds that are nothing without their reason, and those that take none. */
const reasoned: readonly SaidDeed[] = ['hand_back', 'reject', 'reopen', 'dispute']
const silent: readonly SaidDeed[] = ['take', 'double', 'confirm']
const numberForm = /^[A-Z]{2,6}-R-\d{4}-\d{7}$/

interface ReportDialogProps {
  report: Report
  deed: SaidDeed
  follow?: string | undefined
  onDone: () => void
}

/** One deed, with what it needs: a reason, whom it goes to, the other report. */
export function ReportDialog({ report, deed, follow, onDone }: ReportDialogProps) {
  const { say } = useSpeech()
  const [given, setGiven] = useState<Given>({ reason: '', to: '', of: '', stars: null })
  const doing = useReportDeed((asked: Given) => sendDeed(report, deed, asked, follow), onDone)
  const isOld = hasMovedOn(doing.error)
  const isReady =
    (isReason(given.reason) || (!reasoned.includes(deed) && given.reason.trim() === '')) &&
    (deed !== 'pass_on' || given.to !== '') &&
    (deed !== 'rate' || given.stars !== null) &&
    (deed !== 'double' || numberForm.test(given.of.trim()))
  return (
    <Decision
      title={say(`report.deed.${deed}`)}
      detail={say(`report.detail.${deed}`)}
      act={say(`report.deed.${deed}`)}
      keep={say('report.back')}
      isReady={isReady && !isOld}
      isBusy={doing.isPending}
      problem={isOld ? null : doing.error}
      onAct={() => doing.mutate(given)}
      onKeep={onDone}
    >
      {deed === 'pass_on' ? <ToWhom report={report} to={given.to} onTo={(to) => setGiven({ ...given, to })} /> : null}
      {deed === 'double' ? (
        <OtherReport
          report={report}
          of={given.of}
          error={faultAt(doing.error, 'of')}
          onOf={(of) => setGiven({ ...given, of })}
        />
      ) : null}
      {deed === 'rate' ? <StarsField stars={given.stars} onStars={(stars) => setGiven({ ...given, stars })} /> : null}
      {silent.includes(deed) ? null : (
        <TextArea
          label={say(reasoned.includes(deed) ? 'report.reason' : 'report.reasonOptional')}
          note={say(deed === 'rate' ? 'report.ratingNote' : 'report.reasonNote')}
          error={faultAt(doing.error, deed === 'rate' ? 'words' : 'reason')}
          value={given.reason}
          longest={1000}
          onChange={(reason) => setGiven({ ...given, reason })}
        />
      )}
      {isOld ? (
        <p className="missing" role="alert">
          {say('report.movedOn')}
        </p>
      ) : null}
    </Decision>
  )
}
