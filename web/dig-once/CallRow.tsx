import type { Call } from '../../server/dig-once/calls/contract.ts'
import { AgencyChip } from '../agencies/AgencyChip.tsx'
import { useUser } from '../agencies/queries.ts'
import { shortDay } from '../i18n/format.ts'
import { useSpeech } from '../i18n/language.tsx'

interface CallRowProps {
  call: Call
  isSelected: boolean
  onOpen: () => void
}

/** One call: who calls, until when, and whether the reader's agency is asked. */
export function CallRow({ call, isSelected, onOpen }: CallRowProps) {
  const { language, say } = useSpeech()
  const agencyId = useUser()?.agencyId
  const isAsked = call.state !== 'closed' && call.askedIds.some((id) => id === agencyId)
  return (
    <li data-call={call.id}>
      <button type="button" className="row call-row" aria-current={isSelected || undefined} onClick={onOpen}>
        <span className="with-chip">
          <AgencyChip id={call.agencyId} />
          <CallTag call={call} />
          {isAsked ? <span className="tag lead">{say('call.concernsYou')}</span> : null}
        </span>
        <strong dir="auto">{call.title}</strong>
        <span className="form-note">{say('call.until', { day: shortDay(call.closesOn, language) })}</span>
      </button>
    </li>
  )
}

export function CallTag({ call }: { call: Pick<Call, 'state'> }) {
  const { say } = useSpeech()
  return (
    <span className="tag" data-call-state={call.state}>
      {say(`call.state.${call.state}`)}
    </span>
  )
}
