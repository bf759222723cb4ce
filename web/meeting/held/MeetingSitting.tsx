import { useState } from 'react'
import {
  type Attendance,
  attendances,
  type Meeting,
  type SittingChange,
} from '../../../server/meeting/held/contract.ts'
import { AgencyChip } from '../../agencies/AgencyChip.tsx'
import { useAgencies } from '../../agencies/queries.ts'
import { write } from '../../api.ts'
import { useSpeech } from '../../i18n/language.tsx'
import { hasMovedOn } from '../../permits/use-deed.ts'
import { DayField } from '../../time/DayField.tsx'
import { lossOfForm } from '../../ui/loss-words.ts'
import { Select } from '../../ui/Select.tsx'
import { Failure } from '../../ui/States.tsx'
import { TextArea } from '../../ui/TextArea.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { useLossQuestion } from '../../ui/use-loss-question.tsx'
import { useMeetingDeed } from './queries.ts'

interface Sitting {
  heldOn: string
  chair: string
  note: string
  attendance: Attendance[]
}

const sittingOf = ({ heldOn, chair, note, attendance }: Meeting): Sitting => ({ heldOn, chair: chair ?? '', note: note ?? '', attendance }) // biome-ignore format: one line

/** The day of the meeting, who chaired it and who came: written by its office, until the minutes are closed. */
export function MeetingSitting({ meeting }: { meeting: Meeting }) {
  const { say } = useSpeech()
  const [written, setWritten] = useState<{ sitting: Sitting; version: number } | null>(null)
  const sitting = written?.sitting ?? sittingOf(meeting)
  const loss = useLossQuestion(written !== null, lossOfForm(say))
  const deed = useMeetingDeed(
    (change: SittingChange) => write<Meeting>('PATCH', `/api/meetings/${meeting.id}`, change),
    () => {
      loss.stored()
      setWritten(null)
    },
  )
  // over the version that was seen when the first letter was written
  const version = written?.version ?? meeting.version
  const set = (more: Partial<Sitting>) => setWritten({ sitting: { ...sitting, ...more }, version })
  const save = () => {
    const { heldOn, chair, note, attendance } = sitting
    const told = attendance.map((one) => ({ ...one, people: one.people?.trim() || null }))
    deed.mutate({ version, heldOn, chair: chair.trim() || null, note: note.trim() || null, attendance: told })
  }
  const isOld = hasMovedOn(deed.error)
  return (
    <form
      className="form meeting-sitting"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        save()
      }}
    >
      <div className="form-days">
        <DayField label={say('meeting.heldOn')} value={sitting.heldOn} onChange={(heldOn) => set({ heldOn })} />
      </div>
      <TextField
        label={say('meeting.chair')}
        value={sitting.chair}
        onChange={(chair) => set({ chair })}
        longest={300}
      />
      <AttendanceFields attendance={sitting.attendance} onChange={(attendance) => set({ attendance })} />
      <TextArea label={say('meeting.note')} value={sitting.note} onChange={(note) => set({ note })} />
      {deed.error && !isOld ? <Failure problem={deed.error} /> : null}
      {isOld ? (
        <p className="missing" role="alert">
          {say('meeting.sittingMoved')}{' '}
          <button type="button" className="link" onClick={() => setWritten({ sitting, version: meeting.version })}>
            {say('meeting.goOn')}
          </button>
        </p>
      ) : null}
      <div className="buttons wrapping">
        <button type="submit" className="button primary" disabled={written === null || deed.isPending}>
          {say('meeting.saveSitting')}
        </button>
        {written ? (
          <button type="button" className="button" onClick={() => loss.beforeClearing(() => setWritten(null))}>
            {say('form.discard')}
          </button>
        ) : null}
      </div>
      {loss.question}
    </form>
  )
}

interface AttendanceFieldsProps {
  attendance: readonly Attendance[]
  onChange: (attendance: Attendance[]) => void
}

/** Whether each agency came, and who for it; others that came are added. */
function AttendanceFields({ attendance, onChange }: AttendanceFieldsProps) {
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
          label={say('meeting.alsoCame')}
          value=""
          onChange={(agencyId) =>
            agencyId && onChange([...attendance, { agencyId, attendance: 'present', people: null }])
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
