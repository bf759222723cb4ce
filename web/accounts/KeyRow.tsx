import { useState } from 'react'
import type { ApiKey } from '../../server/accounts/contract.ts'
import { useAddress } from '../address.ts'
import { AgencyChip } from '../agencies/AgencyChip.tsx'
import { useSpeech } from '../i18n/language.tsx'
import { useMoment } from '../time/use-moment.ts'
import { Confirm } from '../ui/Confirm.tsx'
import { Id } from '../ui/Id.tsx'
import { Failure } from '../ui/States.tsx'
import { type KeyState, stateOf } from './key-state.ts'
import { useRevokeKey } from './queries.ts'

const tones: Record<KeyState, string> = { active: 'good', expired: 'warning', revoked: 'blocking' }

/** A key: whose, what it may do, when it was used, how long it is good. */
export function KeyRow({ apiKey }: { apiKey: ApiKey }) {
  const { say } = useSpeech()
  const state = stateOf(apiKey, new Date())
  const selected = useAddress().sel === apiKey.id
  return (
    <li className="row key-row" aria-current={selected || undefined}>
      <span className="row-words">
        <strong dir="auto">{apiKey.name}</strong>
        <Id>{`${apiKey.prefix}…`}</Id>
      </span>
      <span className="row-top">
        <AgencyChip id={apiKey.agencyId} />
        <span className={state === 'active' ? 'tag green' : 'tag'} data-tone={tones[state]}>
          {say(`key.${state}`)}
        </span>
      </span>
      <ul className="scopes" aria-label={say('key.scopes')}>
        {apiKey.scopes.map((scope) => (
          <li key={scope}>{say(`scope.${scope}`)}</li>
        ))}
      </ul>
      <KeyDates apiKey={apiKey} />
      {state === 'revoked' ? <span /> : <RevokeButton apiKey={apiKey} />}
    </li>
  )
}

function KeyDates({ apiKey: { lastUsedAt, lastUsedAddress, expiresAt, revokedAt } }: { apiKey: ApiKey }) {
  const { say } = useSpeech()
  const moment = useMoment()
  return (
    <span className="row-facts">
      <span>
        {lastUsedAt ? `${say('key.lastUsed')} ${moment(lastUsedAt)}` : say('key.neverUsed')}{' '}
        {lastUsedAt && lastUsedAddress ? <bdi dir="ltr">{lastUsedAddress}</bdi> : null}
      </span>
      <span>
        {revokedAt
          ? `${say('key.revokedAt')} ${moment(revokedAt)}`
          : expiresAt
            ? `${say('key.until')} ${moment(expiresAt)}`
            : say('key.noEnd')}
      </span>
    </span>
  )
}

function RevokeButton({ apiKey: { id, name } }: { apiKey: ApiKey }) {
  const { say } = useSpeech()
  const [asking, setAsking] = useState(false)
  const revoke = useRevokeKey()
  return (
    <span>
      {revoke.isError ? <Failure problem={revoke.error} /> : null}
      <button type="button" className="button small" disabled={revoke.isPending} onClick={() => setAsking(true)}>
        {say('key.revoke')}
        <span className="visually-hidden"> {name}</span>
      </button>
      {asking ? (
        <Confirm
          title={say('key.revokeAsked', { name })}
          detail={say('key.revokeDetail')}
          act={say('key.revoke')}
          keep={say('account.keep')}
          onKeep={() => setAsking(false)}
          onAct={() => {
            setAsking(false)
            revoke.mutate(id)
          }}
        />
      ) : null}
    </span>
  )
}
