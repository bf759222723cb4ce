import { type Attendance, attendances, type Meeting } from '../../../server/meeting/held/contract.ts'
import { AgencyChip } from '../../agencies/AgencyChip.tsx'
import { useAgencies } from '../../agencies/queries.ts'
import { useSpeech } from '../../i18n/language.tsx'
import { DayField } from '../../time/DayField.tsx'
import { useTimeWindow } from '../../time/use-window.tsx'
import { Select } from '../../ui/Select.tsx'
import { Failure } from '../../ui/States.tsx'
import { TextArea } from '../../ui/TextArea.tsx'
import { TextField } from '../../ui/TextField.tsx'
import type { Sitting, WrittenSitting } from './use-sitting.ts'

interface MeetingSittingProps {
  meeting: Meeting
  sitting: WrittenSitting
}

/** The day of the meeting, who chaired it and who came: written by its office, until the minutes are closed. */
export function MeetingSitting({ meeting, sitting }: MeetingSittingProps) {
  const { say } = useSpeech()
  const { today } = useTimeWindow()
  const { heldOn, chair, note, attendance } = sitting.of(meeting)
  const set = (more: Partial<Sitting>) => sitting.set(meeting, more)
  // somebody else has ended it: what was written is there to be read and copied
  const isShut = !meeting.may.write
  const { isOld, problem } = sitting
  return (
    <form
      className="form meeting-sitting"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        if (!isShut) sitting.save()
      }}
    >
      {isShut ? (
        <p className="missing" role="alert">
          {say('meeting.sittingShut')}
        </p>
      ) : null}
      <div className="form-days">
        <DayField label={say('meeting.heldOn')} value={heldOn} onChange={(next) => set({ heldOn: next })} />
      </div>
      <TextField label={say('meeting.chair')} value={chair} onChange={(next) => set({ chair: next })} longest={300} />
      <AttendanceFields
        attendance={attendance}
        isBefore={heldOn > today}
        onChange={(next) => set({ attendance: next })}
      />
      <TextArea label={say('meeting.note')} value={note} onChange={(next) => set({ note: next })} />
      {problem && !isOld && !isShut ? <Failure problem={problem} /> : null}
      {isOld && !isShut ? (
        <p className="missing" role="alert">
          {say('meeting.sittingMoved')}{' '}
          <button type="button" className="link" onClick={() => sitting.goOn(meeting)}>
            {say('meeting.goOn')}
          </button>
        </p>
      ) : null}
      <div className="buttons wrapping">
        <button type="submit" className="button primary" disabled={!sitting.isWritten || sitting.isBusy || isShut}>
          {say('meeting.saveSitting')}
        </button>
        {sitting.isWritten ? (
          <button type="button" className="button" onClick={sitting.discard}>
            {say('form.discard')}
          </button>
        ) : null}
      </div>
    </form>
  )
}

interface AttendanceFieldsProps {
  attendance: readonly Attendance[]
  /** It is still to be held: others are asked to it, and have not come. */
  isBefore: boolean
  onChange: (attendance: Attendance[]) => void
}

/** Whether each agency came, and who for it; others that came are added, and before its day others that are asked. */
function AttendanceFields({ attendance, isBefore, onChange }: AttendanceFieldsProps) {
  const { say, name } = useSpeech()
  const { agencies, byId } = useAgencies()
  const named = new Set(attendance.map(({ agencyId }) => agencyId))
  const others = agencies.filter(({ id }) => !named.has(id))
  const set = (agencyId: string, more: Partial<Attendance>) =>
    onChange(attendance.map((one) => (one.agencyId === agencyId ? { ...one, ...more } : one)))
  const calledOf = (agencyId: string) => {
    const agency = byId.get(agencyId)
    return agency ? name(agency.name) : '…'
  }
  return (
    <fieldset className="meeting-attendance">
      <legend>{say('meeting.attendance')}</legend>
      {attendance.map(({ agencyId, attendance: came, people }) => (
        <div key={agencyId}>
          <Select
            label={calledOf(agencyId)}
            value={came ?? ''}
            onChange={(next) => set(agencyId, { attendance: next || null })}
            options={(['', ...attendances] as const).map((value) => ({
              value,
              label: say(`meeting.attendance.${value || 'unknown'}`),
            }))}
          />
          <TextField
            label={say('meeting.people', { agency: calledOf(agencyId) })}
            value={people ?? ''}
            onChange={(next) => set(agencyId, { people: next || null })}
            longest={300}
          />
        </div>
      ))}
      {others.length > 0 ? (
        <Select
          label={say(isBefore ? 'meeting.alsoAsk' : 'meeting.alsoCame')}
          value=""
          onChange={(agencyId) =>
            agencyId && onChange([...attendance, { agencyId, attendance: isBefore ? null : 'present', people: null }])
          }
          options={[
            { value: '', label: say('meeting.notChosen') },
            ...others.map((agency) => ({ value: agency.id, label: name(agency.name) })),
          ]}
        />
      ) : null}
    </fieldset>
  )
}

/** The same for whoever reads it. */
export function SittingTold({ meeting: { attendance, chair, note, endReason } }: { meeting: Meeting }) {
  const { say } = useSpeech()
  return (
    <div className="meeting-told">
      {chair ? (
        <p className="form-note">
          {say('meeting.chair')}: <bdi>{chair}</bdi>
        </p>
      ) : null}
      <ul className="meeting-came" aria-label={say('meeting.attendance')}>
        {attendance.map(({ agencyId, attendance: came, people }) => (
          <li key={agencyId}>
            <AgencyChip id={agencyId} />
            <span>{say(`meeting.attendance.${came ?? 'unknown'}`)}</span>
            {people ? <bdi>{people}</bdi> : null}
          </li>
        ))}
      </ul>
      {[note, endReason].map((words) =>
        words ? (
          <p key={words} className="prose" dir="auto">
            {words}
          </p>
        ) : null,
      )}
    </div>
  )
}
