import './meeting.css'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Polygon } from '../../server/geo/contract.ts'
import { mostCorners } from '../../server/meeting/contract.ts'
import { writeCorners } from '../../server/meeting/rules.ts'
import { useAddress, useChangeAddress } from '../address.ts'
import { useSpeech } from '../i18n/language.tsx'
import { AreaOnMap } from '../map/AreaOnMap.tsx'
import { PageFor } from '../permits/PageFor.tsx'
import { ShapePen } from '../sketch/ShapePen.tsx'
import { useTimeWindow } from '../time/use-window.tsx'
import { ListPanel } from '../ui/ListPanel.tsx'
import { Waiting } from '../ui/States.tsx'
import { WorksDrawer } from '../works/WorksDrawer.tsx'
import { MeetingAgenda } from './MeetingAgenda.tsx'
import { MeetingHead } from './MeetingHead.tsx'
import { MeetingOnMap } from './MeetingOnMap.tsx'
import { meetingQuery } from './queries.ts'
import { useAskedMeeting } from './use-asked-meeting.ts'

/** What the coordination office takes into its quarterly meeting: on the page, on paper and as files. */
export default function MeetingPage() {
  const { say } = useSpeech()
  return (
    <PageFor
      permission="works.read"
      title={say('office.meeting')}
      icon="calendar"
      signInFirst={say('meeting.signInFirst')}
      notYours={say('plan.notYours')}
    >
      <Meeting />
    </PageFor>
  )
}

function Meeting() {
  const { say } = useSpeech()
  const { sel, tab, view = 'split' } = useAddress()
  const change = useChangeAddress()
  const { today } = useTimeWindow()
  const asked = useAskedMeeting(today)
  const query = useQuery(meetingQuery(asked))
  const isDrawing = tab === 'draw'
  const pack = query.data
  return (
    <>
      {isDrawing ? <AreaPen /> : null}
      {sel && !isDrawing ? <WorksDrawer key={sel} id={sel} onClose={() => change({ sel: undefined })} /> : null}
      {pack && !isDrawing ? (
        <>
          <AreaOnMap area={pack.area.ground} />
          <MeetingOnMap pack={pack} />
        </>
      ) : null}
      {view === 'map' ? null : (
        <ListPanel label={say('office.meeting')} beneath={view === 'split' && (Boolean(sel) || isDrawing)}>
          <MeetingHead
            asked={asked}
            pack={pack}
            calling={query.isPlaceholderData ? null : (pack?.calling ?? null)}
            today={today}
          />
          {pack ? (
            <MeetingAgenda
              pack={pack}
              isOld={query.isPlaceholderData}
              readAt={query.dataUpdatedAt}
              onReadAnew={() => void query.refetch()}
            />
          ) : (
            <Waiting query={query} />
          )}
        </ListPanel>
      )}
    </>
  )
}

/** Draws the ground of the meeting; as many corners as an address holds. */
function AreaPen() {
  const { say } = useSpeech()
  const change = useChangeAddress()
  const [isTooFine, setTooFine] = useState(false)
  const close = () => change({ tab: undefined })
  const words = {
    title: say('meeting.drawTitle'),
    how: isTooFine ? say('meeting.drawLess', { most: mostCorners }) : say('meeting.drawHow'),
    take: say('meeting.drawTake'),
    cancel: say('meeting.drawCancel'),
  }
  const take = (area: Polygon) => {
    const corners = (area.coordinates[0]?.length ?? 1) - 1
    if (corners > mostCorners) return setTooFine(true)
    void change({ tab: undefined, ground: writeCorners(area), municipality: undefined, district: undefined })
  }
  return (
    <ShapePen
      shape="area"
      subject="meeting area"
      isAlone
      words={words}
      onDrawn={(area) => take(area as Polygon)}
      onCancel={close}
    />
  )
}
