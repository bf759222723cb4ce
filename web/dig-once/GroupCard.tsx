import { useState } from 'react'
import { isOffice } from '../../server/agencies/rules.ts'
import type { WorksGroup } from '../../server/dig-once/contract.ts'
import { useUser } from '../agencies/queries.ts'
import { write } from '../api.ts'
import { fullDay, number } from '../i18n/format.ts'
import { useSpeech } from '../i18n/language.tsx'
import { Decision } from '../ui/Decision.tsx'
import { faultAt } from '../ui/fault.ts'
import { TextArea } from '../ui/TextArea.tsx'
import { useIsOurs } from '../works/ours.ts'
import { Formula } from './Formula.tsx'
import { money } from './money.ts'
import { useSharingDeed } from './queries.ts'
import { SavingsShown } from './SavingsShown.tsx'
import { SharingWorks } from './SharingWorks.tsx'

/** The works linked under a lead, and what that saves. */
export function GroupCard({ group, worksId }: { group: WorksGroup; worksId: string }) {
  const { say } = useSpeech()
  const [isDissolving, setDissolving] = useState(false)
  const there = group.members.filter(({ leftAt }) => leftAt === null)
  const lead = there.find(({ works }) => works.id === group.leadId)?.works
  const decidesOnLead = useIsOurs(lead)
  const decides = isOffice(useUser()?.role) && decidesOnLead
  const { savings, currency } = group
  return (
    <section className="sharing-card">
      <h2>{say('group.title')}</h2>
      {group.leadId === worksId ? <p>{say('group.leads')}</p> : null}
      <SharingWorks works={there.map(({ works }) => works)} leadId={group.leadId} leadWords={say('digOnce.lead')} />
      {there.some(({ joining, countedFrom }) => joining && !countedFrom) ? (
        <p className="form-note">{say('group.apart')}</p>
      ) : null}
      <SavingsShown savings={savings} currency={currency} />
      <Formula
        savings={savings}
        currency={currency}
        parts={there.flatMap(({ works, joining, countedFrom }) =>
          joining && countedFrom ? [{ worksId: works.id, title: works.title, joining }] : [],
        )}
      />
      <Dug members={there} currency={currency} />
      {decides ? (
        <button type="button" className="button" onClick={() => setDissolving(true)}>
          {say('group.dissolve')}
        </button>
      ) : null}
      {isDissolving ? <DissolveDialog group={group} onDone={() => setDissolving(false)} /> : null}
    </section>
  )
}

/** What it really came to, of those that are closed again. */
function Dug({ members, currency }: { members: WorksGroup['members']; currency: string }) {
  const { language, say } = useSpeech()
  const dug = members.flatMap(({ works, dug: one }) => (one ? [{ works, ...one }] : []))
  if (dug.length === 0) return null
  return (
    <>
      <h3>{say('group.dug')}</h3>
      <ul className="group-dug">
        {dug.map(({ works, on, together, sharedMetres, streetDays, money: amount }) => (
          <li key={works.id}>
            <bdi>{works.title}</bdi>
            {say('list.joint')}
            {say(together ? 'group.dugTogether' : 'group.dugApart', {
              day: fullDay(on, language),
              metres: say('digOnce.metresLess', { count: sharedMetres, shown: number(sharedMetres, language) }),
              days: say('digOnce.daysLess', { count: streetDays, shown: number(streetDays, language) }),
              money: money(amount, currency, language),
            })}
          </li>
        ))}
      </ul>
    </>
  )
}

function DissolveDialog({ group, onDone }: { group: WorksGroup; onDone: () => void }) {
  const { say } = useSpeech()
  const [reason, setReason] = useState('')
  const path = `/api/works-groups/${group.id}/dissolving`
  const deed = useSharingDeed(
    (words: string) => write<WorksGroup>('POST', path, { version: group.version, reason: words }),
    onDone,
  )
  return (
    <Decision
      title={say('group.dissolveTitle')}
      detail={say('group.dissolveDetail')}
      act={say('group.dissolve')}
      keep={say('digOnce.back')}
      isReady={reason.trim().length >= 3}
      isBusy={deed.isPending}
      problem={deed.error}
      onAct={() => deed.mutate(reason.trim())}
      onKeep={onDone}
    >
      <TextArea
        label={say('group.dissolveWhy')}
        value={reason}
        onChange={setReason}
        error={faultAt(deed.error, 'reason')}
      />
    </Decision>
  )
}
