import './held.css'
import { useQuery } from '@tanstack/react-query'
import { hrefOf, useFollow, useGoing } from '../../going.tsx'
import { fullDay } from '../../i18n/format.ts'
import { useSpeech } from '../../i18n/language.tsx'
import { MeetingStateTag } from './MeetingStateTag.tsx'
import { OutcomeWords } from './OutcomeWords.tsx'
import { meetingsOfCaseQuery } from './queries.ts'

/** The meetings that a case was on, each leading to its item, and what came of it there. */
export default function MeetingsOfCase({ caseId }: { caseId: string }) {
  const { language, say } = useSpeech()
  const { address } = useGoing()
  const follow = useFollow()
  const meetings = useQuery(meetingsOfCaseQuery(caseId)).data ?? []
  if (meetings.length === 0) return null
  return (
    <>
      <h2>{say('office.meetings')}</h2>
      <ul className="meetings-of-case">
        {meetings.map(({ id, number, heldOn, state, minute }) => (
          <li key={id}>
            <a
              className="link"
              href={`${hrefOf('/office/meetings', address, { sel: id })}#item-${minute.item}`}
              onClick={follow}
            >
              {say('meeting.itemOf', { item: minute.item, number })}
            </a>
            <span className="row-facts">
              <MeetingStateTag state={state} />
              <span>{say('meeting.on', { day: fullDay(heldOn, language) })}</span>
            </span>
            {minute.outcome !== null || state === 'closed' ? <OutcomeWords minute={minute} /> : null}
          </li>
        ))}
      </ul>
    </>
  )
}
