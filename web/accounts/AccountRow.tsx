import type { Account } from '../../server/accounts/contract.ts'
import { useAddress, useChangeAddress } from '../address.ts'
import { AgencyChip } from '../agencies/AgencyChip.tsx'
import { useUser } from '../agencies/queries.ts'
import { useSpeech } from '../i18n/language.tsx'
import { useMoment } from '../time/use-moment.ts'
import { AccountTags } from './AccountTags.tsx'

export function AccountRow({ account }: { account: Account }) {
  const { say, name } = useSpeech()
  const moment = useMoment()
  const change = useChangeAddress()
  const selected = useAddress().sel === account.id
  const own = useUser()?.id === account.id
  return (
    <li>
      <button
        type="button"
        className="row account-row"
        aria-current={selected || undefined}
        onClick={() => change({ sel: account.id })}
      >
        <span className="row-words">
          <strong dir="auto">{name(account.name)}</strong>
          <bdi dir="ltr" className="id">
            {account.email}
          </bdi>
        </span>
        <span className="row-top">
          <AgencyChip id={account.agencyId} />
        </span>
        <span>{say(`role.${account.role}`)}</span>
        <span className="row-top">
          <AccountTags account={account} />
          {own ? <span className="tag">{say('account.yours')}</span> : null}
        </span>
        <span className="row-facts">
          <span>{say(account.lastSeenAt ? 'account.lastSeen' : 'account.neverSeen')}</span>
          {account.lastSeenAt ? <span className="moment">{moment(account.lastSeenAt)}</span> : null}
        </span>
      </button>
    </li>
  )
}
