import { useState } from 'react'
import type { MeetingItem } from '../../../server/meeting/contract.ts'
import type { Meeting } from '../../../server/meeting/held/contract.ts'
import { useSpeech } from '../../i18n/language.tsx'
import { ItemSettling } from './ItemSettling.tsx'
import { OutcomeDialog } from './OutcomeDialog.tsx'
import { OutcomeWords } from './OutcomeWords.tsx'
import { draftOf, type OutcomeDraft } from './outcome-draft.ts'

/** What came of an item, beneath it; and the button of whoever writes the minutes. */
export function ItemOutcome({ meeting, item }: { meeting: Meeting; item: MeetingItem }) {
  const { say } = useSpeech()
  // the revision that was seen when it was begun to be written, also where it is gone on with later
  const [seen, setSeen] = useState<number | null>(null)
  const [kept, setKept] = useState<{ draft: OutcomeDraft; revision: number } | null>(null)
  const minute = meeting.minutes.find((one) => one.item === item.number)
  if (!minute) return null
  const isNoted = minute.outcome !== null
  return (
    <div className="meeting-minute">
      {isNoted || !meeting.may.write ? <OutcomeWords minute={minute} /> : null}
      {meeting.may.write ? (
        <button type="button" className="button small" onClick={() => setSeen(kept?.revision ?? minute.revision)}>
          {say(isNoted ? 'meeting.changeOutcome' : 'meeting.noteOutcome')}
          <span className="visually-hidden"> {say('meeting.ofItem', { item: item.number })}</span>
        </button>
      ) : null}
      <ItemSettling meeting={meeting} item={item} minute={minute} />
      {seen !== null ? (
        <OutcomeDialog
          meeting={meeting}
          minute={minute}
          title={item.title}
          seen={seen}
          draft={kept?.draft ?? draftOf(minute, meeting.heldOn)}
          onDraft={(draft) => setKept({ draft, revision: seen })}
          onDone={(isStored) => {
            setSeen(null)
            if (isStored) setKept(null)
          }}
        />
      ) : null}
    </div>
  )
}
