import '../permits/permits.css'
import './reports.css'
import type { ListedReport } from '../../server/reports/contract.ts'
import { useSpeech } from '../i18n/language.tsx'
import { DueClock } from '../permits/DueClock.tsx'

/** How long a report may still wait, or how late it is, and whether that was brought before the head of the office. */
export default function ReportClock({ dueAt, escalatedAt }: Pick<ListedReport, 'dueAt' | 'escalatedAt'>) {
  const { say } = useSpeech()
  if (dueAt === null) return null
  return (
    <span className="report-clock">
      <DueClock dueAt={dueAt} />
      {escalatedAt ? <span className="chip">{say('report.escalated')}</span> : null}
    </span>
  )
}
