import { useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { useChangeAddress } from '../../address.ts'
import { useSpeech } from '../../i18n/language.tsx'
import { AreaOnMap } from '../../map/AreaOnMap.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { ListPanel } from '../../ui/ListPanel.tsx'
import { Waiting } from '../../ui/States.tsx'
import { MeetingOnMap } from '../MeetingOnMap.tsx'
import { showNamedItem } from '../open-around.ts'
import { MeetingWhole } from './MeetingWhole.tsx'
import { heldMeetingQuery } from './queries.ts'
import { useSitting } from './use-sitting.ts'

/** One meeting: its agenda as it was when it was called, what came of each item, and who was there. */
export function MeetingRoom({ id, isShown }: { id: string; isShown: boolean }) {
  const { language, say } = useSpeech()
  const change = useChangeAddress()
  const query = useQuery(heldMeetingQuery(id, language))
  const sitting = useSitting(id)
  const meeting = query.data
  const isThere = meeting !== undefined
  useEffect(() => {
    if (isThere) showNamedItem()
  }, [isThere])
  return (
    <>
      {meeting ? (
        <>
          <AreaOnMap area={meeting.pack.area.ground} />
          <MeetingOnMap pack={meeting.pack} />
        </>
      ) : null}
      {isShown ? (
        <ListPanel label={say('office.meetings')}>
          <header className="listing-head">
            <button type="button" className="button small" onClick={() => change({ sel: undefined })}>
              <Icon name="back" size={14} mirror />
              {say('meeting.all')}
            </button>
          </header>
          {meeting ? <MeetingWhole meeting={meeting} sitting={sitting} /> : <Waiting query={query} />}
        </ListPanel>
      ) : null}
      {sitting.question}
    </>
  )
}
