import './reports.css'
import { useState } from 'react'
import type { Report } from '../../server/reports/contract.ts'
import { useSpeech } from '../i18n/language.tsx'
import { useMoment } from '../time/use-moment.ts'
import { ReportDialog, type SaidDeed } from './ReportDialog.tsx'
import { ReportHistory } from './ReportHistory.tsx'
import { SolutionForm } from './SolutionForm.tsx'
import { StarsGiven } from './StarsGiven.tsx'

interface ReportDealingProps {
  report: Report
  /** The secret of its reporter, where they look at it themselves. */
  follow?: string | undefined
}

/** What whoever looks may do with a report, and what became of it. A dialog keeps what was seen when it was opened. */
export default function ReportDealing({ report, follow }: ReportDealingProps) {
  const { say } = useSpeech()
  const moment = useMoment()
  const [asked, setAsked] = useState<{ deed: Report['may'][number]; seen: Report } | null>(null)
  const close = () => setAsked(null)
  const isSolving = asked?.deed === 'solve'
  return (
    <>
      {report.rating ? <StarsGiven stars={report.rating} /> : null}
      {follow && report.may.length > 0 ? (
        <div className="report-question">
          <h2>{say(report.may.includes('confirm') ? 'report.asksYou' : 'report.asksRating')}</h2>
          {report.disputeUntil ? <p>{say('report.disputeUntil', { when: moment(report.disputeUntil) })}</p> : null}
          {report.notDisputed ? <p>{say(`report.undisputed.${report.notDisputed}`)}</p> : null}
        </div>
      ) : null}
      {report.may.length > 0 && !isSolving ? (
        <div className="buttons wrapping" data-testid="report-deeds">
          {report.may.map((deed, place) => (
            <button
              key={deed}
              type="button"
              className={place === 0 ? 'button primary' : 'button'}
              onClick={() => setAsked({ deed, seen: report })}
            >
              {say(`report.deed.${deed}`)}
            </button>
          ))}
        </div>
      ) : null}
      {isSolving ? <SolutionForm report={asked.seen} onDone={close} /> : null}
      {asked && !isSolving ? (
        <ReportDialog report={asked.seen} deed={asked.deed as SaidDeed} follow={follow} onDone={close} />
      ) : null}
      {report.history.length > 0 ? <ReportHistory lines={report.history} /> : null}
    </>
  )
}
