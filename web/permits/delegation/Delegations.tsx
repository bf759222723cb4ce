import './delegation.css'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Delegation } from '../../../server/permits/delegation/contract.ts'
import { useAddress } from '../../address.ts'
import { useUser } from '../../agencies/queries.ts'
import { number } from '../../i18n/format.ts'
import { useSpeech } from '../../i18n/language.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { Waiting } from '../../ui/States.tsx'
import { DelegationRow } from './DelegationRow.tsx'
import { NewDelegationDialog } from './NewDelegationDialog.tsx'
import { delegationsQuery } from './queries.ts'

/** Who answers for the own organisation and for whom it answers; folded away until it is asked for. */
export function Delegations() {
  const { language, say } = useSpeech()
  const { tab } = useAddress()
  const user = useUser()
  const query = useQuery(delegationsQuery)
  const [isNew, setNew] = useState(false)
  const items = query.data ?? []
  const ours = items.filter(({ principalId }) => principalId === user?.agencyId)
  const theirs = items.filter(({ delegateId }) => delegateId === user?.agencyId)
  if (!user?.agencyId) return null
  const counts = { answering: number(ours.length, language), answered: number(theirs.length, language) }
  return (
    <details className="fold delegations" open={tab === 'delegations' || undefined} data-testid="delegations">
      <summary>
        <span>{say('delegation.title')}</span>{' '}
        {items.length > 0 ? <small>{say('delegation.counts', counts)}</small> : null}
      </summary>
      <div className="fold-body">
        {query.data ? null : <Waiting query={query} />}
        {query.data ? (
          <>
            <Side title={say('delegation.ours')} none={say('delegation.oursNone')} items={ours} side="delegateId" />
            <div className="buttons">
              <button type="button" className="button small" onClick={() => setNew(true)}>
                <Icon name="plus" size={14} />
                {say('delegation.new')}
              </button>
            </div>
            <p className="form-note">{say('delegation.how')}</p>
            <Side
              title={say('delegation.theirs')}
              none={say('delegation.theirsNone')}
              items={theirs}
              side="principalId"
            />
          </>
        ) : null}
        {isNew ? <NewDelegationDialog onDone={() => setNew(false)} /> : null}
      </div>
    </details>
  )
}

interface SideProps {
  title: string
  none: string
  items: readonly Delegation[]
  /** Which of the two is the other one. */
  side: 'delegateId' | 'principalId'
}

function Side({ title, none, items, side }: SideProps) {
  return (
    <section>
      <h2>{title}</h2>
      {items.length === 0 ? <p className="form-note">{none}</p> : null}
      <ul>
        {items.map((one) => (
          <DelegationRow key={one.id} delegation={one} other={one[side]} />
        ))}
      </ul>
    </section>
  )
}
