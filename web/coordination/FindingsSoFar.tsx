import type { ReactNode } from 'react'
import type { Assessment } from '../../server/coordination/contract.ts'
import { useSpeech } from '../i18n/language.tsx'
import { countsOf, gravestFirst } from './counts.ts'
import { FindingCard } from './FindingCard.tsx'
import { FindingCounts } from './FindingCounts.tsx'
import { type Bar, MiniGantt } from './MiniGantt.tsx'
import { fromFinding, type Meeting } from './meeting.ts'

interface FindingsSoFarProps {
  assessment: Assessment
  working: boolean
  /** The period beside which those of the others are drawn; none where the period is not what is changed. */
  own?: Bar
  /** What stands above the findings. */
  summary?: ReactNode
  /** What can be done about all of them together, and about each. */
  about?: (meetings: readonly Meeting[]) => ReactNode
  aboutEach?: (meeting: Meeting) => ReactNode
}

/** What is being drawn or entered would meet. An incomplete answer is never shown as clear. */
export function FindingsSoFar({ assessment, working, own, summary, about, aboutEach }: FindingsSoFarProps) {
  const { say } = useSpeech()
  const meetings = gravestFirst(assessment.findings.map(fromFinding))
  return (
    <section aria-busy={working} className="live-findings">
      {summary}
      <h2>
        {say('finding.soFar')}{' '}
        {working ? <i className="spinner small" /> : <FindingCounts counts={countsOf(meetings)} />}
      </h2>
      {assessment.complete ? null : (
        <p className="incomplete" role="alert">
          {say('finding.incomplete')}
        </p>
      )}
      {own && meetings.length > 0 ? <MiniGantt own={own} meetings={meetings} /> : null}
      {meetings.length === 0 && assessment.complete ? <p className="clear">{say('finding.none')}</p> : null}
      {about?.(meetings)}
      {meetings.map((meeting) => (
        <FindingCard key={meeting.key} meeting={meeting}>
          {aboutEach?.(meeting)}
        </FindingCard>
      ))}
    </section>
  )
}
