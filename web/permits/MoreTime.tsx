import { useState } from 'react'
import type { Consultation } from '../../server/permits/contract.ts'
import { write } from '../api.ts'
import { useSpeech } from '../i18n/language.tsx'
import { ReasonDialog } from './ReasonDialog.tsx'
import { useNow } from './use-now.ts'

interface MoreTimeProps {
  consultation: Consultation
  onStored: () => void
}

/** Takes more time to answer; it is given at once, once only, and before the deadline: a dialog that is open then keeps what is typed. */
export function MoreTime({ consultation, onStored }: MoreTimeProps) {
  const { say } = useSpeech()
  const [isAsked, setAsked] = useState(false)
  const [reason, setReason] = useState('')
  const now = useNow()
  const { worksId, agencyId, dueAt } = consultation
  return (
    <>
      {now < Date.parse(dueAt) ? (
        <button type="button" className="button" onClick={() => setAsked(true)}>
          {say('answer.extend')}
        </button>
      ) : null}
      {isAsked ? (
        <ReasonDialog
          title={say('answer.extendAsked')}
          detail={say('answer.extendDetail')}
          act={say('answer.extend')}
          reason={reason}
          onReason={setReason}
          send={(given) =>
            write('POST', `/api/works/${worksId}/consultations/${agencyId}/extension`, {
              reason: given,
              round: consultation.round,
            })
          }
          onDone={() => setAsked(false)}
          onStored={onStored}
        />
      ) : null}
    </>
  )
}
