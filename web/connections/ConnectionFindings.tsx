import type { Works } from '../../server/works/contract.ts'
import { countsOf, gravestFirst } from '../coordination/counts.ts'
import { FindingCard } from '../coordination/FindingCard.tsx'
import { FindingCounts } from '../coordination/FindingCounts.tsx'
import { MiniGantt } from '../coordination/MiniGantt.tsx'
import { fromFinding } from '../coordination/meeting.ts'
import { useSpeech } from '../i18n/language.tsx'
import { Failure } from '../ui/States.tsx'
import type { useAssessment } from '../works/draw/use-assessment.ts'

interface ConnectionFindingsProps {
  works: Works
  assessing: ReturnType<typeof useAssessment>
}

/** What the works would meet with the connections that are being entered. An incomplete answer is never shown as clear. */
export function ConnectionFindings({ works, assessing }: ConnectionFindingsProps) {
  const { say } = useSpeech()
  const { assessment, working, error, refetch } = assessing
  if (error && !working) return <Failure problem={error} onRetry={() => void refetch()} />
  if (!assessment) return <p className="hint-line">{say('draw.asking')}</p>
  const meetings = gravestFirst(assessment.findings.map(fromFinding))
  return (
    <section aria-busy={working} className="live-findings">
      <h2>
        {say('finding.soFar')}{' '}
        {working ? <i className="spinner small" /> : <FindingCounts counts={countsOf(meetings)} />}
      </h2>
      {assessment.complete ? null : (
        <p className="incomplete" role="alert">
          {say('finding.incomplete')}
        </p>
      )}
      {meetings.length > 0 ? (
        <MiniGantt
          own={{ label: say('works.this'), period: works.period, agencyId: works.agencyId }}
          meetings={meetings}
        />
      ) : null}
      {meetings.length === 0 && assessment.complete ? <p className="clear">{say('finding.none')}</p> : null}
      {meetings.map((meeting) => (
        <FindingCard key={meeting.key} meeting={meeting} />
      ))}
    </section>
  )
}
