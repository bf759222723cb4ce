import { useState } from 'react'
import type { MeetingItem } from '../../../server/meeting/contract.ts'
import type { Meeting, Minute } from '../../../server/meeting/held/contract.ts'
import { useSpeech } from '../../i18n/language.tsx'
import { SettlingDialog } from './SettlingDialog.tsx'

interface ItemSettlingProps {
  meeting: Meeting
  item: MeetingItem
  minute: Minute
}

/** The button of the office beside what was left to somebody: that it was settled, or that it was not after all. */
export function ItemSettling({ meeting, item, minute }: ItemSettlingProps) {
  const { say } = useSpeech()
  const [isAsked, setAsked] = useState(false)
  if (!meeting.may.settle || minute.outcome !== 'to_settle') return null
  return (
    <>
      <button type="button" className="button small" onClick={() => setAsked(true)}>
        {say(minute.settled ? 'meeting.unsettle' : 'meeting.noteSettled')}
        <span className="visually-hidden"> {say('meeting.ofItem', { item: item.number })}</span>
      </button>
      {isAsked ? (
        <SettlingDialog meeting={meeting} minute={minute} title={item.title} onDone={() => setAsked(false)} />
      ) : null}
    </>
  )
}
