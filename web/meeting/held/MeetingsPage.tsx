import '../meeting.css'
import './held.css'
import { useInfiniteQuery } from '@tanstack/react-query'
import type { MeetingSummary } from '../../../server/meeting/held/contract.ts'
import { useAddress, useChangeAddress } from '../../address.ts'
import { AgencyChip } from '../../agencies/AgencyChip.tsx'
import { fullDay, number } from '../../i18n/format.ts'
import { useSpeech } from '../../i18n/language.tsx'
import { OfficeTabs } from '../../office/OfficeTabs.tsx'
import { PageFor } from '../../permits/PageFor.tsx'
import { Id } from '../../ui/Id.tsx'
import { Listing } from '../../ui/Listing.tsx'
import { MeetingRoom } from './MeetingRoom.tsx'
import { MeetingStateTag } from './MeetingStateTag.tsx'
import { meetingsQuery } from './queries.ts'

/** Coordination meetings: those of the office, and those that concern the reader's organisation. */
export default function MeetingsPage() {
  const { say } = useSpeech()
  return (
    <PageFor
      permission="works.read"
      title={say('office.meetings')}
      icon="calendar"
      signInFirst={say('meeting.signInFirst')}
      notYours={say('plan.notYours')}
    >
      <Meetings />
    </PageFor>
  )
}

function Meetings() {
  const { sel, view = 'split' } = useAddress()
  if (sel) return <MeetingRoom key={sel} id={sel} isShown={view !== 'map'} />
  return view === 'map' ? null : <List />
}

function List() {
  const { language, say } = useSpeech()
  const query = useInfiniteQuery(meetingsQuery)
  const items = query.data?.pages.flatMap((page) => page.items) ?? []
  const isCounted = query.data && !query.hasNextPage
  return (
    <Listing
      title={say('office.meetings')}
      count={isCounted ? say('meeting.count', { count: items.length, shown: number(items.length, language) }) : ''}
      icon="calendar"
      none={say('meeting.none')}
      noneDetail={say('meeting.noneDetail')}
      query={query}
      empty={items.length === 0}
      filters={<OfficeTabs />}
      testId="meetings"
    >
      {items.map((meeting) => (
        <MeetingRow key={meeting.id} meeting={meeting} />
      ))}
    </Listing>
  )
}

function MeetingRow({
  meeting: { id, number: called, area, heldOn, state, agencyId, items, outcomes, settled },
}: {
  meeting: MeetingSummary
}) {
  const { language, say, name } = useSpeech()
  const change = useChangeAddress()
  return (
    <li className="row meeting-row" data-meeting-row={id}>
      <span className="row-top">
        <Id>{called}</Id>
        <MeetingStateTag state={state} />
      </span>
      <button type="button" className="link" onClick={() => change({ sel: id })}>
        <strong>{say('meeting.on', { day: fullDay(heldOn, language) })}</strong>
      </button>
      <span className="row-facts">
        <AgencyChip id={agencyId} />
        <bdi>{area ? name(area) : say('meeting.drawn')}</bdi>
        <span>{say('meeting.itemsCount', { count: items })}</span>
      </span>
      <span className="row-facts">
        {(['agreed', 'to_settle', 'no_action'] as const).map((outcome) =>
          outcomes[outcome] > 0 ? (
            <span key={outcome}>
              {say(`meeting.outcome.${outcome}`)}: {number(outcomes[outcome], language)}
            </span>
          ) : null,
        )}
        {settled > 0 ? (
          <span>
            {say('meeting.settledSince')}: {number(settled, language)}
          </span>
        ) : null}
      </span>
    </li>
  )
}
