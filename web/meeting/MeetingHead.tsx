import { useQuery } from '@tanstack/react-query'
import type { Calling, MeetingPack } from '../../server/meeting/contract.ts'
import { quarterAfter, quarterOf } from '../../server/meeting/rules.ts'
import { useAddress, useChangeAddress } from '../address.ts'
import { municipalitiesQuery } from '../agencies/queries.ts'
import { withQuery } from '../api.ts'
import { civilYear } from '../i18n/format.ts'
import { useSpeech } from '../i18n/language.tsx'
import { OfficeTabs } from '../office/OfficeTabs.tsx'
import { Icon } from '../ui/Icon.tsx'
import { Select } from '../ui/Select.tsx'
import { CallMeeting } from './held/CallMeeting.tsx'
import { type AskedMeeting, districtsQuery } from './queries.ts'

/** Quarters before this one and after it that are offered. */
const quartersAround = [-2, -1, 0, 1, 2, 3, 4, 5]

interface MeetingHeadProps {
  asked: AskedMeeting | null
  pack: MeetingPack | undefined
  /** Null for those who call no meetings, and while it is not known. */
  calling: Calling | null
  today: string
}

/** Which meeting: its quarter and its ground; and the pack to take along. */
export function MeetingHead({ asked, pack, calling, today }: MeetingHeadProps) {
  const { say } = useSpeech()
  const change = useChangeAddress()
  const now = quarterOf(today)
  const quarter = asked?.quarter ?? now
  const quarters = [...new Set([...quartersAround.map((by) => quarterAfter(now, by)), quarter])].sort()
  const words = (one: string) =>
    say('meeting.quarterOf', { of: civilYear(one.slice(-1)), year: civilYear(one.slice(0, 4)) })
  return (
    <>
      <header className="listing-head">
        <h1>{say('office.meeting')}</h1>
      </header>
      <OfficeTabs />
      <div className="meeting-filters">
        <Select
          label={say('meeting.quarter')}
          value={quarter}
          onChange={(next) => change({ quarter: next }, { replace: true })}
          options={quarters.map((one) => ({ value: one, label: words(one) }))}
        />
        <GroundChoice asked={asked} />
      </div>
      {asked && pack ? <Files asked={asked} calling={calling} today={today} /> : null}
    </>
  )
}

/** A municipality, a district of the city or what is drawn. */
function GroundChoice({ asked }: { asked: AskedMeeting | null }) {
  const { say, name } = useSpeech()
  const { district, ground } = useAddress()
  const change = useChangeAddress()
  const municipalities = useQuery(municipalitiesQuery).data ?? []
  const districts = useQuery(districtsQuery).data ?? []
  const code = municipalities.find(({ id }) => id === asked?.municipality)?.code ?? ''
  const none = (label: string) => ({ value: '', label })
  return (
    <>
      <Select
        label={say('plan.municipality')}
        value={code}
        onChange={(municipality) => change({ municipality, district: undefined, ground: undefined }, { replace: true })}
        options={[
          ...(code ? [] : [none(say('meeting.notChosen'))]),
          ...municipalities.map((one) => ({ value: one.code, label: name(one.name) })),
        ]}
      />
      {districts.length > 0 ? (
        <Select
          label={say('meeting.district')}
          value={district ?? ''}
          onChange={(next) => change({ district: next || undefined, ground: undefined }, { replace: true })}
          options={[
            none(say('meeting.wholeMunicipality')),
            ...districts.map(({ id, name: one }) => ({ value: id, label: name(one) })),
          ]}
        />
      ) : null}
      <button
        type="button"
        className="button small"
        onClick={() => change({ tab: 'draw', sel: undefined, view: 'split' })}
      >
        <Icon name="pen" size={14} />
        {say(ground ? 'meeting.drawAnew' : 'meeting.draw')}
      </button>
    </>
  )
}

/** The pack in its three shapes, and the meeting that is called with it. */
function Files({ asked, calling, today }: { asked: AskedMeeting; calling: Calling | null; today: string }) {
  const { say } = useSpeech()
  const href = (ending: string) => withQuery(`/api/meeting-pack.${ending}`, { ...asked })
  return (
    <div className="meeting-files">
      <a className="button primary" href={href('pdf')} target="_blank" rel="noreferrer">
        <Icon name="download" size={14} />
        {say('meeting.pdf')}
      </a>
      <a className="button small" href={href('csv')} download>
        {say('plan.csv')}
      </a>
      <a className="button small" href={href('geojson')} download>
        {say('meeting.geojson')}
      </a>
      {calling ? <CallMeeting asked={asked} calling={calling} today={today} /> : null}
    </div>
  )
}
