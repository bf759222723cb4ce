import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Account } from '../../server/accounts/contract.ts'
import { AgencyChip } from '../agencies/AgencyChip.tsx'
import { useUser } from '../agencies/queries.ts'
import { HistoryOf } from '../audit/HistoryOf.tsx'
import { useSpeech } from '../i18n/language.tsx'
import { useMoment } from '../time/use-moment.ts'
import { Drawer } from '../ui/Drawer.tsx'
import { Empty, Waiting } from '../ui/States.tsx'
import { AccountDeeds } from './AccountDeeds.tsx'
import { AccountEditor } from './AccountEditor.tsx'
import { AccountTags } from './AccountTags.tsx'
import { accountQuery } from './queries.ts'

/** One account: who, where, may they enter, what can be done with it, what was done. */
export function AccountDrawer({ id, onClose }: { id: string; onClose: () => void }) {
  const { say } = useSpeech()
  const account = useQuery(accountQuery(id))
  if (account.data) return <AccountSheet account={account.data} onClose={onClose} />
  const isGone = account.error?.status === 404 || account.error?.status === 400
  return (
    <Drawer title={say('account.one')} onClose={onClose}>
      {isGone ? <Empty icon="person" title={say('account.gone')} /> : <Waiting query={account} />}
    </Drawer>
  )
}

function AccountSheet({ account, onClose }: { account: Account; onClose: () => void }) {
  const { say, name } = useSpeech()
  const [editing, setEditing] = useState(false)
  const own = useUser()?.id === account.id
  return (
    <Drawer
      subject={account.id}
      title={name(account.name)}
      onClose={onClose}
      eyebrow={
        <>
          <AgencyChip id={account.agencyId} />
          <AccountTags account={account} />
          {own ? <span className="tag">{say('account.yours')}</span> : null}
        </>
      }
      subtitle={
        <>
          <bdi dir="ltr">{account.email}</bdi> · {say(`role.${account.role}`)}
        </>
      }
    >
      {editing ? (
        <AccountEditor account={account} own={own} onDone={() => setEditing(false)} />
      ) : (
        <>
          <AccountFacts account={account} />
          <button type="button" className="button" onClick={() => setEditing(true)}>
            {say('account.edit')}
          </button>
          <AccountDeeds account={account} own={own} />
          <HistoryOf id={account.id} title={say('account.history')} />
        </>
      )}
    </Drawer>
  )
}

function AccountFacts({ account }: { account: Account }) {
  const { say, name, language } = useSpeech()
  const moment = useMoment()
  const { lastSeenAt, createdAt, ticketUntil, external } = account
  const inOther = language === 'ar' ? account.name.en : account.name.ar
  const facts = [
    [say(language === 'ar' ? 'account.nameEn' : 'account.nameAr'), inOther],
    [say('account.lastSeen'), lastSeenAt ? moment(lastSeenAt) : say('account.neverSeen')],
    [say('account.createdAt'), moment(createdAt)],
    ...(ticketUntil ? [[say('account.ticketUntil'), moment(ticketUntil)]] : []),
  ] as [string, string][]
  return (
    <>
      <dl className="facts" aria-label={name(account.name)}>
        {facts.map(([label, value]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>
              <bdi>{value}</bdi>
            </dd>
          </div>
        ))}
      </dl>
      {external ? <p className="form-note">{say('account.external')}</p> : null}
    </>
  )
}
