import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Meeting, NewMeeting } from '../../../server/meeting/held/contract.ts'
import { useAddress } from '../../address.ts'
import { municipalitiesQuery, useUser } from '../../agencies/queries.ts'
import { write } from '../../api.ts'
import { hrefOf, useGoing } from '../../going.tsx'
import { useSpeech } from '../../i18n/language.tsx'
import { DayField } from '../../time/DayField.tsx'
import { Decision } from '../../ui/Decision.tsx'
import { beyond, faultAt } from '../../ui/fault.ts'
import { Icon } from '../../ui/Icon.tsx'
import type { AskedMeeting } from '../queries.ts'
import { mayCall } from './may-call.ts'
import { useMeetingDeed } from './queries.ts'

/** The office calls a meeting on what it looks at: its agenda is frozen, and its minutes are written there. */
export function CallMeeting({ asked, today }: { asked: AskedMeeting; today: string }) {
  const { say } = useSpeech()
  const { address, go } = useGoing()
  const { view } = useAddress()
  const user = useUser()
  const municipalities = useQuery(municipalitiesQuery).data ?? []
  const [isAsked, setAsked] = useState(false)
  const [heldOn, setHeldOn] = useState(today)
  const deed = useMeetingDeed(
    (given: Omit<AskedMeeting, 'lang'> & Pick<NewMeeting, 'heldOn'>) => write<Meeting>('POST', '/api/meetings', given),
    ({ id }: Meeting) => go(hrefOf('/office/meetings', address, { sel: id, ...(view ? { view } : {}) })),
  )
  if (!mayCall(user, asked, municipalities)) return null
  const { lang: _, ...ground } = asked
  return (
    <>
      <button type="button" className="button small" onClick={() => setAsked(true)}>
        <Icon name="calendar" size={14} />
        {say('meeting.call')}
      </button>
      {isAsked ? (
        <Decision
          title={say('meeting.callAsked')}
          detail={say('meeting.callDetail')}
          act={say('meeting.call')}
          keep={say('dialog.back')}
          isBusy={deed.isPending}
          problem={beyond(deed.error, ['heldOn'])}
          onAct={() => deed.mutate({ ...ground, heldOn })}
          onKeep={() => setAsked(false)}
        >
          <DayField
            label={say('meeting.heldOn')}
            value={heldOn}
            error={faultAt(deed.error, 'heldOn')}
            onChange={setHeldOn}
          />
        </Decision>
      ) : null}
    </>
  )
}
