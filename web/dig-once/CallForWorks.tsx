import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import type { Call } from '../../server/dig-once/calls/contract.ts'
import { canShare } from '../../server/dig-once/rules.ts'
import type { Works } from '../../server/works/contract.ts'
import { type Address, opening } from '../address.ts'
import { useUser } from '../agencies/queries.ts'
import { useSpeech } from '../i18n/language.tsx'
import { CallDialog } from './CallDialog.tsx'

/** Asks who would share the trench of an own works that meets nobody yet: plans that are in no system come by a call. */
export function CallForWorks({ works, callDays }: { works: Works; callDays: number }) {
  const { say } = useSpeech()
  const user = useUser()
  const navigate = useNavigate()
  const [isCalling, setCalling] = useState(false)
  const isOurs = user?.role === 'utility' && user.agencyId === works.agencyId
  const show = ({ id }: Call) =>
    void navigate({
      to: '/dig-once',
      search: ((before: Address) => ({ ...opening(id, before, false), tab: 'calls' })) as never,
    })
  if (!isOurs || !canShare(works)) return null
  return (
    <section className="sharing-card">
      <h2>{say('call.fromWorks')}</h2>
      <p>{say('call.fromWorksDetail')}</p>
      <button type="button" className="button" onClick={() => setCalling(true)}>
        {say('digOnce.call')}
      </button>
      {isCalling ? (
        <CallDialog
          works={[works]}
          leadId={works.id}
          period={works.period}
          callDays={callDays}
          isProposal={false}
          onMade={show}
          onDone={() => setCalling(false)}
        />
      ) : null}
    </section>
  )
}
