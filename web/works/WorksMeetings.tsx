import { useQuery } from '@tanstack/react-query'
import type { Conflict } from '../../server/coordination/contract.ts'
import type { Period } from '../../server/time/contract.ts'
import type { Works } from '../../server/works/contract.ts'
import { useUser } from '../agencies/queries.ts'
import { SignInHint } from '../agencies/SignInHint.tsx'
import { countsOf, gravestFirst } from '../coordination/counts.ts'
import { ClearsWords, FindingCard } from '../coordination/FindingCard.tsx'
import { FindingCounts } from '../coordination/FindingCounts.tsx'
import { MiniGantt } from '../coordination/MiniGantt.tsx'
import { fromConflict, type Meeting } from '../coordination/meeting.ts'
import { useSpeech } from '../i18n/language.tsx'
import { Waiting } from '../ui/States.tsx'
import { CaseOfMeeting } from './CaseOfMeeting.tsx'
import { useOpenWorks } from './open.ts'
import { worksConflictsQuery } from './queries.ts'

/** Whom a works meets, from the register: on one axis of time, and each in words. */
export function WorksMeetings({ works }: { works: Works }) {
  const { language, say } = useSpeech()
  const signedIn = useUser() !== null
  const open = useOpenWorks()
  const conflicts = useQuery({ ...worksConflictsQuery(works.id, language), enabled: signedIn })
  if (!signedIn) return <SignInHint>{say('works.meetingsHidden')}</SignInHint>
  if (!conflicts.data) return <Waiting query={conflicts} />
  const meetings = gravestFirst(conflicts.data.items.map((conflict) => fromConflict(conflict, works.id)))
  const chances = meetings.filter(({ digOnce }) => digOnce)
  const card = (meeting: Meeting) => {
    const { otherWorksId } = meeting
    return (
      <FindingCard key={meeting.key} meeting={meeting} onOpen={otherWorksId ? () => open(otherWorksId) : undefined}>
        <ClearsWords meeting={meeting} />
        <CaseOfMeeting conflict={conflicts.data.items.find(({ id }) => id === meeting.key)} />
      </FindingCard>
    )
  }
  return (
    <>
      <h2>
        {say('finding.title')} <FindingCounts counts={countsOf(meetings)} />
      </h2>
      {meetings.length === 0 ? (
        <p className="clear">{say('finding.none')}</p>
      ) : (
        <>
          <MiniGantt
            own={{ label: say('works.this'), period: ownDays(works, conflicts.data.items), agencyId: works.agencyId }}
            meetings={meetings}
          />
          {meetings.filter(({ digOnce }) => !digOnce).map(card)}
          {chances.length > 0 ? (
            // many of them would push what comes after out of sight
            <details className="chances" open={chances.length < 3}>
              <summary>{say('conflict.chanceCount', { count: chances.length })}</summary>
              {chances.map(card)}
            </details>
          ) : null}
        </>
      )}
    </>
  )
}

/** The days on which it occupies its ground, as the shared days are told of them: what is dug has others than it planned. */
function ownDays({ id, period }: Works, [first]: readonly Conflict[]): Period {
  return [first?.worksA, first?.worksB].find((side) => side?.id === id)?.period ?? period
}
