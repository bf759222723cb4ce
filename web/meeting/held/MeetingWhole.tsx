import type { Meeting } from '../../../server/meeting/held/contract.ts'
import { AgencyChip } from '../../agencies/AgencyChip.tsx'
import { withQuery } from '../../api.ts'
import { civilYear, fullDay } from '../../i18n/format.ts'
import { useSpeech } from '../../i18n/language.tsx'
import { useMoment } from '../../time/use-moment.ts'
import { useTimeWindow } from '../../time/use-window.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { AgendaPoints } from '../MeetingAgenda.tsx'
import { WorksElsewhere } from '../works-elsewhere.ts'
import { ItemOutcome } from './ItemOutcome.tsx'
import { MeetingEnds } from './MeetingEnds.tsx'
import { MeetingSitting, SittingTold } from './MeetingSitting.tsx'
import { MeetingStateTag } from './MeetingStateTag.tsx'
import type { WrittenSitting } from './use-sitting.ts'

/** All of a meeting, and what its office does with it. */
export function MeetingWhole({ meeting, sitting }: { meeting: Meeting; sitting: WrittenSitting }) {
  const { say } = useSpeech()
  const { today } = useTimeWindow()
  const { pack, may, heldBack } = meeting
  return (
    <div className="meeting-room" data-meeting={meeting.id}>
      <RoomHead meeting={meeting} />
      {may.write ? <AskedTold meeting={meeting} /> : null}
      {may.write ? <MeetingEnds meeting={meeting} today={today} isWriting={sitting.isWritten} /> : null}
      <details className="meeting-point" open={!may.write}>
        <summary>
          <h2>{say('meeting.sitting')}</h2>
        </summary>
        {may.write ? null : <SittingTold meeting={meeting} />}
        {may.write || sitting.isWritten ? <MeetingSitting meeting={meeting} sitting={sitting} /> : null}
      </details>
      {heldBack.length > 0 ? <p className="form-note">{say('meeting.heldBack', { count: heldBack.length })}</p> : null}
      <div className="meeting-agenda rows">
        <WorksElsewhere value={true}>
          <AgendaPoints
            points={pack.points}
            currency={pack.currency}
            under={(item) => <ItemOutcome meeting={meeting} item={item} />}
          />
        </WorksElsewhere>
      </div>
    </div>
  )
}

/** Who is asked to it; where nothing is written any more, attendance says so. */
function AskedTold({ meeting: { attendance, agencyId: caller } }: { meeting: Meeting }) {
  const { say } = useSpeech()
  const asked = attendance.filter(({ agencyId }) => agencyId !== caller)
  return (
    <div className="meeting-invited">
      <span className="form-note">{say('meeting.asked', { count: asked.length })}</span>
      {asked.map(({ agencyId }) => (
        <AgencyChip key={agencyId} id={agencyId} />
      ))}
    </div>
  )
}

function RoomHead({ meeting }: { meeting: Meeting }) {
  const { language, say, name } = useSpeech()
  const moment = useMoment()
  const { id, number, area, heldOn, quarter, state, calledAt, endedAt } = meeting
  const href = (file: string) => withQuery(`/api/meetings/${id}/${file}`, { lang: language })
  const ofQuarter = say('meeting.quarterOf', { of: civilYear(quarter.slice(-1)), year: civilYear(quarter.slice(0, 4)) })
  return (
    <>
      <h1 className="meeting-title">{say('meeting.named', { number })}</h1>
      <span className="row-facts">
        <MeetingStateTag state={state} />
        <AgencyChip id={meeting.agencyId} />
        <bdi>{area ? name(area) : say('meeting.drawn')}</bdi>
        <span>{ofQuarter}</span>
        <span>{say('meeting.on', { day: fullDay(heldOn, language) })}</span>
      </span>
      <p className="form-note">
        {say('meeting.frozen', { at: moment(calledAt) })}{' '}
        {endedAt ? say(`meeting.ended.${state === 'closed' ? 'closed' : 'cancelled'}`, { at: moment(endedAt) }) : null}
      </p>
      <div className="meeting-files">
        <a className="button primary" href={href('minutes.pdf')} target="_blank" rel="noreferrer">
          <Icon name="download" size={14} />
          {say(state === 'closed' ? 'meeting.minutesPdf' : 'meeting.draftPdf')}
        </a>
        <a className="button small" href={href('pack.pdf')} target="_blank" rel="noreferrer">
          {say('meeting.packPdf')}
        </a>
        <a className="button small" href={href('minutes.csv')} download>
          {say('plan.csv')}
        </a>
      </div>
    </>
  )
}
