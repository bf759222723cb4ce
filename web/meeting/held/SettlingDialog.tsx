import '../../permits/fees.css'
import { useState } from 'react'
import type { Meeting, Minute, NewSettling } from '../../../server/meeting/held/contract.ts'
import { write } from '../../api.ts'
import { useSpeech } from '../../i18n/language.tsx'
import { isReason } from '../../permits/reason.ts'
import { hasMovedOn } from '../../permits/use-deed.ts'
import { Decision } from '../../ui/Decision.tsx'
import { beyond, faultAt } from '../../ui/fault.ts'
import { TextArea } from '../../ui/TextArea.tsx'
import { OutcomeWords } from './OutcomeWords.tsx'
import { useMeetingDeed } from './queries.ts'

interface SettlingDialogProps {
  meeting: Meeting
  minute: Minute
  title: string
  onDone: () => void
}

/** The office notes how what was left to somebody was settled, or takes that back. */
export function SettlingDialog({ meeting, minute, title, onDone }: SettlingDialogProps) {
  const { say } = useSpeech()
  const [words, setWords] = useState('')
  const [seen] = useState(minute)
  const path = `/api/meetings/${meeting.id}/items/${minute.item}/settling`
  const deed = useMeetingDeed((given: NewSettling) => write<Minute>('POST', path, given), onDone)
  const isBack = seen.settled !== null
  const hasChanged = minute.revision !== seen.revision || minute.turn !== seen.turn
  // what one notes oneself is read again before the dialog goes
  const isOld = hasMovedOn(deed.error) || (hasChanged && !deed.isPending)
  const { revision, turn } = seen
  return (
    <Decision
      title={say(isBack ? 'meeting.unsettleAsked' : 'meeting.settledOf', { item: minute.item })}
      detail={title}
      act={say(isBack ? 'meeting.unsettle' : 'meeting.settleIt')}
      keep={say('dialog.back')}
      isReady={(isBack || isReason(words)) && !isOld}
      isBusy={deed.isPending}
      problem={isOld ? null : beyond(deed.error, ['words'])}
      onAct={() => deed.mutate({ revision, turn, words: isBack ? null : words.trim() })}
      onKeep={onDone}
    >
      {isBack ? (
        <OutcomeWords minute={seen} />
      ) : (
        <TextArea
          label={say('meeting.settledHow')}
          note={say('meeting.settledNote')}
          error={faultAt(deed.error, 'words')}
          value={words}
          onChange={setWords}
        />
      )}
      {isOld ? (
        <div role="alert">
          <p className="missing">{say('meeting.settledMoved')}</p>
          <OutcomeWords minute={minute} />
        </div>
      ) : null}
    </Decision>
  )
}
