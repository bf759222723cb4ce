import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Calling } from '../../../server/meeting/contract.ts'
import type { Meeting, NewMeeting } from '../../../server/meeting/held/contract.ts'
import { useAddress } from '../../address.ts'
import { municipalitiesQuery } from '../../agencies/queries.ts'
import { write } from '../../api.ts'
import { hrefOf, useGoing } from '../../going.tsx'
import { useSpeech } from '../../i18n/language.tsx'
import { DayField } from '../../time/DayField.tsx'
import { Decision } from '../../ui/Decision.tsx'
import { beyond, faultAt } from '../../ui/fault.ts'
import { Icon } from '../../ui/Icon.tsx'
import type { AskedMeeting } from '../queries.ts'
import { AskedAgencies } from './AskedAgencies.tsx'
import { type Asking, askedAnew, sentOf } from './asked-agencies.ts'
import { useMeetingDeed } from './queries.ts'

interface CallMeetingProps {
  asked: AskedMeeting
  calling: Calling
  today: string
}

/** The office calls a meeting on what it looks at, or reads whose office does. */
export function CallMeeting({ asked, calling, today }: CallMeetingProps) {
  const { say, name } = useSpeech()
  const municipalities = useQuery(municipalitiesQuery).data ?? []
  const [isAsked, setAsked] = useState(false)
  const holder = municipalities.find(({ id }) => id === calling.municipalityId)
  if (!calling.may)
    return holder ? <p className="form-note">{say('meeting.callElsewhere', { who: name(holder.name) })}</p> : null
  return (
    <>
      <button type="button" className="button small" onClick={() => setAsked(true)}>
        <Icon name="calendar" size={14} />
        {say('meeting.call')}
      </button>
      {isAsked ? <CallDialog asked={asked} calling={calling} today={today} onDone={() => setAsked(false)} /> : null}
    </>
  )
}

/** Its agenda is frozen, and its minutes are written there; those whom it concerns are asked, as far as the office says so. */
function CallDialog({ asked, calling, today, onDone }: CallMeetingProps & { onDone: () => void }) {
  const { say } = useSpeech()
  const { address, go } = useGoing()
  const { view } = useAddress()
  const [heldOn, setHeldOn] = useState(today)
  // whom it concerns stays as it was seen while it is chosen from
  const [asking, setAsking] = useState<Asking>(() => askedAnew(calling))
  const deed = useMeetingDeed(
    (given: Omit<AskedMeeting, 'lang'> & Pick<NewMeeting, 'heldOn' | 'agencyIds' | 'leftOutIds'>) =>
      write<Meeting>('POST', '/api/meetings', given),
    ({ id }: Meeting) => go(hrefOf('/office/meetings', address, { sel: id, ...(view ? { view } : {}) })),
  )
  const { lang: _, ...ground } = asked
  return (
    <Decision
      title={say('meeting.callAsked')}
      detail={say('meeting.callDetail')}
      act={say('meeting.call')}
      keep={say('dialog.back')}
      isBusy={deed.isPending}
      problem={beyond(deed.error, ['heldOn'])}
      onAct={() => deed.mutate({ ...ground, heldOn, ...sentOf(asking) })}
      onKeep={onDone}
    >
      <DayField
        label={say('meeting.heldOn')}
        value={heldOn}
        error={faultAt(deed.error, 'heldOn')}
        onChange={setHeldOn}
      />
      <AskedAgencies asking={asking} onChange={setAsking} />
    </Decision>
  )
}
