import { useState } from 'react'
import type { Account, AccountEvent } from '../../server/accounts/contract.ts'
import { statusAfter } from '../../server/accounts/rules.ts'
import { useSpeech } from '../i18n/language.tsx'
import { Confirm } from '../ui/Confirm.tsx'
import { useHappenToAccount } from './queries.ts'
import { Refusal } from './Refusal.tsx'
import { TicketShown } from './TicketShown.tsx'

/** In the order in which they are offered. */
const deeds = ['invite', 'restore', 'reset', 'sign_out', 'suspend'] as const satisfies readonly AccountEvent[]

/** What may be done with an account as it stands: by the rule that the service holds it to. */
function possible({ status, external }: Account): AccountEvent[] {
  return deeds.filter((event) => {
    if (external && (event === 'invite' || event === 'reset')) return false
    if (event === 'sign_out' && status !== 'active') return false
    return 'status' in statusAfter(status, event, true)
  })
}

/** Deeds with an account. All but its restoring end something, and ask first; a new link is shown once. */
export function AccountDeeds({ account, own }: { account: Account; own: boolean }) {
  const { say, name } = useSpeech()
  const [asking, setAsking] = useState<Exclude<AccountEvent, 'restore'>>()
  const happen = useHappenToAccount(account)
  const ticket = happen.data?.ticket
  const done = happen.isSuccess && !ticket ? happen.variables : undefined
  if (own) return <p className="form-note">{say('account.ownPassword')}</p>
  return (
    <>
      {happen.isError ? <Refusal problem={happen.error} onNewest={happen.reset} /> : null}
      {ticket ? <TicketShown ticket={ticket} /> : null}
      <p role="status" className={done ? 'clear' : 'visually-hidden'}>
        {done === 'suspend' || done === 'restore' || done === 'sign_out' ? say(`account.done.${done}`) : ''}
      </p>
      <div className="deeds">
        {possible(account).map((event) => (
          <button
            key={event}
            type="button"
            className={event === 'suspend' ? 'button danger' : 'button'}
            disabled={happen.isPending}
            onClick={() => (event === 'restore' ? happen.mutate(event) : setAsking(event))}
          >
            {say(`account.deed.${event}`)}
          </button>
        ))}
      </div>
      {asking ? (
        <Confirm
          title={say(`account.asked.${asking}`, { name: name(account.name) })}
          detail={say(`account.ends.${asking}`)}
          act={say(`account.deed.${asking}`)}
          keep={say('account.keep')}
          onKeep={() => setAsking(undefined)}
          onAct={() => {
            setAsking(undefined)
            happen.mutate(asking)
          }}
        />
      ) : null}
    </>
  )
}
