import { useState } from 'react'
import type { Meeting, MeetingEnding } from '../../../server/meeting/held/contract.ts'
import { revisionsOf } from '../../../server/meeting/held/rules.ts'
import { write } from '../../api.ts'
import { useSpeech } from '../../i18n/language.tsx'
import { isReason } from '../../permits/reason.ts'
import { hasMovedOn } from '../../permits/use-deed.ts'
import { Decision } from '../../ui/Decision.tsx'
import { TextArea } from '../../ui/TextArea.tsx'
import { useMeetingDeed } from './queries.ts'

interface MeetingEndsProps {
  meeting: Meeting
  today: string
  /** Of who came something is written and not stored: nothing can be written any more once it is ended. */
  isWriting: boolean
}

/** Closes the minutes, or cancels the meeting with a reason. */
export function MeetingEnds({ meeting, today, isWriting }: MeetingEndsProps) {
  const { say } = useSpeech()
  const [asked, setAsked] = useState<MeetingEnding['how'] | null>(null)
  const isHeld = meeting.heldOn <= today
  return (
    <div className="buttons wrapping meeting-ends">
      <button
        type="button"
        className="button primary"
        disabled={!isHeld || isWriting}
        onClick={() => setAsked('close')}
      >
        {say('meeting.close')}
      </button>
      <button type="button" className="button" disabled={isWriting} onClick={() => setAsked('cancel')}>
        {say('meeting.cancel')}
      </button>
      {isWriting ? <p className="form-note">{say('meeting.saveFirst')}</p> : null}
      {isHeld ? null : <p className="form-note">{say('meeting.closeLater')}</p>}
      {asked ? <EndDialog key={asked} meeting={meeting} how={asked} onDone={() => setAsked(null)} /> : null}
    </div>
  )
}

interface EndDialogProps {
  meeting: Meeting
  how: MeetingEnding['how']
  onDone: () => void
}

function EndDialog({ meeting, how, onDone }: EndDialogProps) {
  const { say } = useSpeech()
  const [reason, setReason] = useState('')
  const [seen] = useState({ version: meeting.version, revisions: revisionsOf(meeting) })
  const deed = useMeetingDeed(
    (ending: MeetingEnding) => write<Meeting>('POST', `/api/meetings/${meeting.id}/ending`, ending),
    onDone,
  )
  const open = meeting.minutes.filter(({ outcome }) => outcome === null).length
  const isOld = hasMovedOn(deed.error)
  const end = () => deed.mutate({ ...seen, how, ...(how === 'cancel' ? { reason: reason.trim() } : {}) })
  return (
    <Decision
      title={say(how === 'close' ? 'meeting.closeAsked' : 'meeting.cancelAsked', { number: meeting.number })}
      detail={how === 'close' ? say('meeting.closeDetail', { count: open }) : say('meeting.cancelDetail')}
      act={say(how === 'close' ? 'meeting.close' : 'meeting.cancel')}
      keep={say('dialog.back')}
      isReady={(how === 'close' || isReason(reason)) && !isOld}
      isBusy={deed.isPending}
      problem={isOld ? null : deed.error}
      onAct={end}
      onKeep={onDone}
    >
      {how === 'cancel' ? (
        <TextArea label={say('reason.label')} note={say('reason.note')} value={reason} onChange={setReason} />
      ) : null}
      {isOld ? (
        <p className="missing" role="alert">
          {say('meeting.endMoved')}
        </p>
      ) : null}
    </Decision>
  )
}
