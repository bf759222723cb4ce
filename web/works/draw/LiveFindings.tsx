import type { Assessment } from '../../../server/coordination/contract.ts'
import { daysOf } from '../../../server/time/rules.ts'
import type { Problem } from '../../api.ts'
import { ClearsButtons } from '../../coordination/ClearsButtons.tsx'
import { countsOf, gravestFirst } from '../../coordination/counts.ts'
import { FindingCard } from '../../coordination/FindingCard.tsx'
import { FindingCounts } from '../../coordination/FindingCounts.tsx'
import { MiniGantt } from '../../coordination/MiniGantt.tsx'
import { fromFinding, type Meeting } from '../../coordination/meeting.ts'
import { number } from '../../i18n/format.ts'
import { useSpeech } from '../../i18n/language.tsx'
import { Failure } from '../../ui/States.tsx'
import { Tiles } from '../../ui/Tiles.tsx'
import { type Draft, shifted } from './draft.ts'
import { noDaysOf } from './no-days.ts'

interface LiveFindingsProps {
  draft: Draft
  assessment: Assessment | undefined
  working: boolean
  problem: Problem | null
  drawn: boolean
  onDraft: (draft: Draft) => void
  onRetry: () => void
}

/** What the drawing meets, so far. An incomplete answer is never shown as clear. */
export function LiveFindings({ draft, assessment, working, problem, drawn, onDraft, onRetry }: LiveFindingsProps) {
  const { language, say, name } = useSpeech()
  if (!drawn) return <p className="hint-line">{say('draw.begin')}</p>
  const [wrongDay] = noDaysOf(draft, say)
  if (wrongDay) return <p className="hint-line">{wrongDay}</p>
  if (problem && !working) return <Failure problem={problem} onRetry={onRetry} />
  if (!assessment) return <p className="hint-line">{say('draw.asking')}</p>
  const meetings = gravestFirst(assessment.findings.map(fromFinding))
  const move = (days: number) => onDraft(shifted(draft, days))
  const [first, ...others] = assessment.streets.map((street) => name(street.name))
  const streets = first && others.length > 0 ? say('draw.moreStreets', { first, count: others.length }) : first
  return (
    <section aria-busy={working} className="live-findings">
      <Tiles
        items={[
          {
            label: say('works.length'),
            value: say('unit.metres', { value: number(assessment.lengthMetres, language) }),
          },
          { label: say('works.duration'), value: say('unit.days', { count: daysOf(draft.period) }) },
          { label: say('draw.streets'), value: streets || '—' },
        ]}
      />
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
          own={{ label: say('works.this'), period: draft.period, agencyId: draft.agencyId }}
          meetings={meetings}
        />
      ) : null}
      {meetings.length === 0 && assessment.complete ? <p className="clear">{say('finding.none')}</p> : null}
      {meetings.length > 1 ? <ClearsOfAll assessment={assessment} meetings={meetings} onShift={move} /> : null}
      {meetings.map((meeting) => (
        <FindingCard key={meeting.key} meeting={meeting}>
          <ClearsButtons clears={meeting.digOnce ? null : meeting.clears} onShift={move} />
        </FindingCard>
      ))}
    </section>
  )
}

interface ClearsOfAllProps {
  assessment: Assessment
  meetings: readonly Meeting[]
  onShift: (days: number) => void
}

/** One press for all, and one for what blocks where that takes less. Nobody is told to move away from a chance to share. */
function ClearsOfAll({ assessment, meetings, onShift }: ClearsOfAllProps) {
  const { blocking, ...all } = assessment.clears
  const same = blocking.earlierDays === all.earlierDays && blocking.laterDays === all.laterDays
  const isChance = meetings.some(({ digOnce }) => digOnce)
  return (
    <>
      {same && !isChance ? null : <ClearsButtons clears={blocking} scope="blocking" onShift={onShift} />}
      {isChance ? null : <ClearsButtons clears={all} scope="all" onShift={onShift} />}
    </>
  )
}
