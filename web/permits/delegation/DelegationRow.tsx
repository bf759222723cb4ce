import { useState } from 'react'
import type { Delegation, DelegationState } from '../../../server/permits/delegation/contract.ts'
import { AgencyChip } from '../../agencies/AgencyChip.tsx'
import { useAgencies } from '../../agencies/queries.ts'
import { write } from '../../api.ts'
import { fullDay } from '../../i18n/format.ts'
import { useSpeech } from '../../i18n/language.tsx'
import { useMoment } from '../../time/use-moment.ts'
import { Decision } from '../../ui/Decision.tsx'
import { useDeed } from '../use-deed.ts'

const tones: Record<DelegationState, string> = { in_force: 'good', to_come: 'warning', over: 'info', revoked: 'info' }

/** One delegation: with whom, on which days, by whom; and the button that takes it back, for who gave it. */
export function DelegationRow({ delegation, other }: { delegation: Delegation; other: string }) {
  const { language, say, name } = useSpeech()
  const moment = useMoment()
  const { from, until, note, state, by, at, may } = delegation
  const first = fullDay(from, language)
  return (
    <li className="delegation" data-delegation={delegation.id}>
      <span className="row-top">
        <AgencyChip id={other} />
        <span className="tag" data-tone={tones[state]}>
          {say(`delegation.state.${state}`)}
        </span>
      </span>
      <span>
        {until
          ? say('delegation.days', { first, last: fullDay(until, language) })
          : say('delegation.openDays', { first })}
      </span>
      {note ? (
        <p className="prose" dir="auto">
          {note}
        </p>
      ) : null}
      <small>{say('delegation.by', { who: by ? name(by) : say('delegation.someone'), when: moment(at) })}</small>
      {may.revoke ? <RevokeButton id={delegation.id} other={other} /> : null}
    </li>
  )
}

function RevokeButton({ id, other }: { id: string; other: string }) {
  const { say, name } = useSpeech()
  const agency = useAgencies().byId.get(other)
  const [isAsked, setAsked] = useState(false)
  const close = () => setAsked(false)
  const deed = useDeed((given: string) => write<Delegation>('POST', `/api/delegations/${given}/revocation`), close)
  const called = agency ? name(agency.name) : say('agency.unknown')
  return (
    <span>
      <button type="button" className="button small" onClick={() => setAsked(true)}>
        {say('delegation.revoke')}
        <span className="visually-hidden"> {called}</span>
      </button>
      {isAsked ? (
        <Decision
          title={say('delegation.revokeAsked', { name: called })}
          detail={say('delegation.revokeDetail')}
          act={say('delegation.revoke')}
          keep={say('dialog.back')}
          isBusy={deed.isPending}
          problem={deed.error}
          onAct={() => deed.mutate(id)}
          onKeep={close}
        />
      ) : null}
    </span>
  )
}
