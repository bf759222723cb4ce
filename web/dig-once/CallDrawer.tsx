import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { roleMay } from '../../server/access/rules.ts'
import type { Call } from '../../server/dig-once/calls/contract.ts'
import { AgencyChip } from '../agencies/AgencyChip.tsx'
import { useAgencies, useUser } from '../agencies/queries.ts'
import { shortDay } from '../i18n/format.ts'
import { useSpeech } from '../i18n/language.tsx'
import { Dates } from '../ui/Dates.tsx'
import { Drawer } from '../ui/Drawer.tsx'
import { Empty, Waiting } from '../ui/States.tsx'
import { useTold } from '../ui/use-told.ts'
import { useIsOurs } from '../works/ours.ts'
import { AnswerCall } from './AnswerCall.tsx'
import { CallTag } from './CallRow.tsx'
import { CloseCall } from './CloseCall.tsx'
import { callQuery } from './queries.ts'
import { SharingWorks } from './SharingWorks.tsx'

/** The call that the address names, or that there is none. */
export function CallDrawer({ id, onClose }: { id: string; onClose: () => void }) {
  const { say } = useSpeech()
  const call = useQuery(callQuery(id))
  if (call.data) return <CallSheet call={call.data} onClose={onClose} />
  return (
    <Drawer title={say('call.one')} onClose={onClose}>
      {call.error?.status === 404 || call.error?.status === 400 ? (
        <Empty icon="shared" title={say('call.gone')} />
      ) : (
        <Waiting query={call} />
      )}
    </Drawer>
  )
}

function CallSheet({ call, onClose }: { call: Call; onClose: () => void }) {
  const { language, say } = useSpeech()
  const user = useUser()
  const { heading, told, tell } = useTold()
  const [isClosing, setClosing] = useState(false)
  const isOwn = user?.agencyId === call.agencyId
  const isOurs = useIsOurs(call)
  const mayClose = call.state !== 'closed' && isOurs
  const mayWrite = user !== null && user.agencyId !== null && roleMay(user.role, 'works.write')
  const mayAnswer = call.state === 'open' && !isOwn && mayWrite
  return (
    <Drawer
      subject={call.id}
      title={call.title}
      onClose={onClose}
      eyebrow={
        <>
          <AgencyChip id={call.agencyId} />
          <CallTag call={call} />
        </>
      }
      subtitle={say('call.until', { day: shortDay(call.closesOn, language) })}
      actions={
        mayClose ? (
          <button type="button" className="button primary" onClick={() => setClosing(true)}>
            {say('call.close')}
          </button>
        ) : null
      }
    >
      {call.text ? (
        <p className="prose" dir="auto">
          {call.text}
        </p>
      ) : null}
      <h2>{say('call.period')}</h2>
      <Dates period={call.period} />
      {call.proposed.length > 0 ? (
        <>
          <h2>{say('call.proposed')}</h2>
          <SharingWorks works={call.proposed} leadId={call.leadId} leadWords={say('digOnce.suggestedLead')} />
        </>
      ) : null}
      <h2 ref={heading} tabIndex={-1}>
        {say('call.answers')}
      </h2>
      <p role="status" className="visually-hidden">
        {told}
      </p>
      <Answers call={call} />
      {mayAnswer ? <AnswerCall key={call.id} call={call} onStored={() => tell(say('call.answered'))} /> : null}
      {isClosing ? (
        <CloseCall call={call} onStored={() => tell(say('call.closed'))} onDone={() => setClosing(false)} />
      ) : null}
    </Drawer>
  )
}

function Answers({ call }: { call: Call }) {
  const { say, name } = useSpeech()
  const { byId } = useAgencies()
  const silent = call.askedIds.filter((id) => !call.answers.some(({ agencyId }) => agencyId === id))
  const names = silent.flatMap((id) => byId.get(id) ?? []).map((agency) => name(agency.name))
  return (
    <>
      {call.answers.length === 0 ? <p className="form-note">{say('call.noAnswers')}</p> : null}
      {call.answers.map((answer) => (
        <section key={answer.agencyId} className="call-answer">
          <span className="with-chip">
            <AgencyChip id={answer.agencyId} />
            <span className="tag" data-interested={answer.isInterested}>
              {say(answer.isInterested ? 'call.interested' : 'call.notInterested')}
            </span>
          </span>
          {answer.isInterested && answer.works.length === 0 ? (
            <p className="form-note">{say('call.hiddenDraft')}</p>
          ) : null}
          {answer.works.length > 0 ? <SharingWorks works={answer.works} leadId={null} leadWords="" /> : null}
          {answer.note ? (
            <p className="prose" dir="auto">
              {answer.note}
            </p>
          ) : null}
        </section>
      ))}
      {call.state === 'open' && names.length > 0 ? (
        <p className="form-note">{say('call.waitingFor', { who: names.join(say('list.joint')) })}</p>
      ) : null}
      {call.state === 'closed' ? (
        <p className="form-note">
          {say(call.groupId ? 'call.endedIn' : 'call.endedWithout')} <bdi>{call.closedReason}</bdi>
        </p>
      ) : null}
    </>
  )
}
