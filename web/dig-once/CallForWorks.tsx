import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { roleMay } from '../../server/access/rules.ts'
import type { Call } from '../../server/dig-once/calls/contract.ts'
import { canShare } from '../../server/dig-once/rules.ts'
import type { Works } from '../../server/works/contract.ts'
import { type Address, opening } from '../address.ts'
import { AgencyChip } from '../agencies/AgencyChip.tsx'
import { useUser } from '../agencies/queries.ts'
import { shortDay } from '../i18n/format.ts'
import { useSpeech } from '../i18n/language.tsx'
import { CallDialog } from './CallDialog.tsx'
import { callsOfWorksQuery } from './queries.ts'

const inCalls = (id: string, before: Address) => ({ ...opening(id, before, false), tab: 'calls' })

/** Calls for interest in a works, by whomever. */
export function CallsOfWorks({ calls }: { calls: readonly Call[] }) {
  const { language, say } = useSpeech()
  if (calls.length === 0) return null
  return (
    <section className="sharing-card">
      <h2>{say('call.ofWorks')}</h2>
      {calls.map((call) => (
        <p key={call.id} className="with-chip">
          <AgencyChip id={call.agencyId} />
          <Link to="/dig-once" search={((before: Address) => inCalls(call.id, before)) as never}>
            <bdi>{call.title}</bdi>
          </Link>
          <span className="form-note">{say('call.until', { day: shortDay(call.closesOn, language) })}</span>
        </p>
      ))}
    </section>
  )
}

/** Asks who would share the trench of an own works that meets nobody yet: plans that are in no system come by a call. */
export function CallForWorks({ works, callDays }: { works: Works; callDays: number }) {
  const { say } = useSpeech()
  const user = useUser()
  const navigate = useNavigate()
  const [isCalling, setCalling] = useState(false)
  const calls = useQuery(callsOfWorksQuery(works.id))
  const isOurs = user?.agencyId === works.agencyId && roleMay(user.role, 'works.write')
  // until it is known that there is none, none is offered
  const hasCalled = !calls.data || calls.data.items.some(({ agencyId }) => agencyId === user?.agencyId)
  const show = ({ id }: Call) =>
    void navigate({
      to: '/dig-once',
      search: ((before: Address) => inCalls(id, before)) as never,
    })
  if (!isOurs || hasCalled || !canShare(works)) return null
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
