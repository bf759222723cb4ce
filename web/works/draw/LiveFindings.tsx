import type { Assessment } from '../../../server/coordination/contract.ts'
import { daysOf } from '../../../server/time/rules.ts'
import type { Problem } from '../../api.ts'
import { ClearsButtons } from '../../coordination/ClearsButtons.tsx'
import { FindingsSoFar } from '../../coordination/FindingsSoFar.tsx'
import type { Meeting } from '../../coordination/meeting.ts'
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
  /** Missing where the days are not to be moved. */
  onDraft?: ((draft: Draft) => void) | undefined
  onRetry: () => void
}

/** What the drawing meets, so far. */
export function LiveFindings({ draft, assessment, working, problem, drawn, onDraft, onRetry }: LiveFindingsProps) {
  const { say } = useSpeech()
  if (!drawn) return <p className="hint-line">{say('draw.begin')}</p>
  const [wrongDay] = noDaysOf(draft, say)
  if (wrongDay) return <p className="hint-line">{wrongDay}</p>
  if (problem && !working) return <Failure problem={problem} onRetry={onRetry} />
  if (!assessment) return <p className="hint-line">{say('draw.asking')}</p>
  const move = onDraft && ((days: number) => onDraft(shifted(draft, days)))
  return (
    <FindingsSoFar
      assessment={assessment}
      working={working}
      own={{ label: say('works.this'), period: draft.period, agencyId: draft.agencyId }}
      summary={<DrawnSoFar draft={draft} assessment={assessment} />}
      about={(meetings) =>
        move && meetings.length > 1 ? <ClearsOfAll assessment={assessment} meetings={meetings} onShift={move} /> : null
      }
      aboutEach={(meeting) =>
        move ? <ClearsButtons clears={meeting.digOnce ? null : meeting.clears} onShift={move} /> : null
      }
    />
  )
}

/** How long it is, in metres and in days, and where. */
function DrawnSoFar({ draft, assessment }: { draft: Draft; assessment: Assessment }) {
  const { language, say, name } = useSpeech()
  const [first, ...others] = assessment.streets.map((street) => name(street.name))
  const streets = first && others.length > 0 ? say('draw.moreStreets', { first, count: others.length }) : first
  return (
    <Tiles
      items={[
        { label: say('works.length'), value: say('unit.metres', { value: number(assessment.lengthMetres, language) }) },
        { label: say('works.duration'), value: say('unit.days', { count: daysOf(draft.period) }) },
        { label: say('draw.streets'), value: streets || '—' },
      ]}
    />
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
