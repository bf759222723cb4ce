import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Call, Closing } from '../../server/dig-once/calls/contract.ts'
import type { WorksSummary } from '../../server/works/contract.ts'
import { municipalitiesQuery, useUser } from '../agencies/queries.ts'
import { write } from '../api.ts'
import { useSpeech } from '../i18n/language.tsx'
import { Decision } from '../ui/Decision.tsx'
import { faultAt } from '../ui/fault.ts'
import { Select } from '../ui/Select.tsx'
import { TextArea } from '../ui/TextArea.tsx'
import { linkable } from './linkable.ts'
import { useSharingDeed } from './queries.ts'

interface CloseCallProps {
  call: Call
  onStored: () => void
  onDone: () => void
}

/** Ends a call: works are linked under a lead, or it is said why none are. */
export function CloseCall({ call: current, onStored, onDone }: CloseCallProps) {
  const { say } = useSpeech()
  // what is decided on stays as it was seen: an answer that comes meanwhile is read first
  const [call] = useState(current)
  const user = useUser()
  const municipalities = useQuery(municipalitiesQuery).data ?? []
  const { works, others } = linkable(call, user, municipalities)
  const usual = works.some(({ id }) => id === call.leadId) ? (call.leadId as string) : (works[0]?.id ?? '')
  const [leadId, setLead] = useState(usual)
  const [picked, setPicked] = useState<readonly string[]>(works.map(({ id }) => id))
  const [links, setLinks] = useState(works.length > 1)
  const [reason, setReason] = useState('')
  const deed = useSharingDeed(
    (closing: Closing) => write<Call>('POST', `/api/interest-calls/${call.id}/closing`, closing),
    () => {
      onDone()
      onStored()
    },
  )
  const memberIds = picked.filter((id) => id !== leadId)
  const { version } = call
  const closing: Closing = links ? { version, link: { leadId, memberIds } } : { version, reason: reason.trim() }
  const isOld = current.version !== call.version
  return (
    <Decision
      title={say(links ? 'call.closeTitle' : 'call.withoutLink')}
      detail={say('call.closeDetail')}
      act={say(links ? 'call.link' : 'call.end')}
      keep={say('digOnce.back')}
      isReady={!isOld && (links ? memberIds.length > 0 : reason.trim().length >= 3)}
      isBusy={deed.isPending}
      problem={isOld ? null : deed.error}
      onAct={() => deed.mutate(closing)}
      onKeep={onDone}
    >
      {links ? (
        <LinkChoice works={works} leadId={leadId} onLead={setLead} picked={picked} onPick={setPicked} />
      ) : (
        <TextArea
          label={say('call.whyWithout')}
          value={reason}
          onChange={setReason}
          error={faultAt(deed.error, 'reason')}
        />
      )}
      {others.length > 0 ? (
        <p className="form-note">
          {say('call.othersDecide', { which: others.map(({ number }) => number).join(say('list.joint')) })}
        </p>
      ) : null}
      {works.length > 1 ? (
        <label className="check">
          <input type="checkbox" checked={!links} onChange={() => setLinks(!links)} />
          {say('call.withoutLink')}
        </label>
      ) : null}
      {isOld ? (
        <p className="missing" role="alert">
          {say('call.movedOn')}
        </p>
      ) : null}
    </Decision>
  )
}

interface LinkChoiceProps {
  works: readonly WorksSummary[]
  leadId: string
  onLead: (id: string) => void
  picked: readonly string[]
  onPick: (ids: readonly string[]) => void
}

function LinkChoice({ works, leadId, onLead, picked, onPick }: LinkChoiceProps) {
  const { say } = useSpeech()
  const toggle = (id: string) => onPick(picked.includes(id) ? picked.filter((each) => each !== id) : [...picked, id])
  return (
    <div className="link-choice">
      <Select
        label={say('call.chooseLead')}
        value={leadId}
        onChange={onLead}
        options={works.map(({ id, title, number }) => ({ value: id, label: `${title} · ${number}` }))}
      />
      <fieldset className="link-members">
        <legend>{say('call.chooseMembers')}</legend>
        {works
          .filter(({ id }) => id !== leadId)
          .map(({ id, title }) => (
            <label key={id} className="check">
              <input type="checkbox" checked={picked.includes(id)} onChange={() => toggle(id)} />
              <bdi>{title}</bdi>
            </label>
          ))}
      </fieldset>
    </div>
  )
}
