import { useState } from 'react'
import { ago, number } from '../../i18n/format.ts'
import { useSpeech } from '../../i18n/language.tsx'
import { Confirm } from '../../ui/Confirm.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { Id } from '../../ui/Id.tsx'
import type { Outbox, OutboxEntry } from '../offline/contract.ts'
import { useSize } from '../size.ts'
import { NeedsYou } from './NeedsYou.tsx'
import type { Sending } from './rules.ts'
import { SavedShown } from './SavedShown.tsx'

/** One inspection, or one word about a visit, on this phone, with how far it has come. */
export function SendingCard({ sending, outbox }: { sending: Sending; outbox: Outbox }) {
  const { language, say } = useSpeech()
  const size = useSize()
  const { about, record, visit, photos, state, bytes, savedAt } = sending
  const parts = [record, visit, ...photos].filter((part) => part !== null)
  return (
    <li className="outbox-card" data-inspection={sending.inspectionId} data-state={state}>
      <h3 dir="auto">{about.worksTitle}</h3>
      <p className="outbox-facts">
        <span>{say(`inspection.kind.${about.kind}`)}</span>
        {about.worksNumber ? <Id>{about.worksNumber}</Id> : null}
        <span>{say('outbox.saved', { ago: ago(savedAt, new Date(), language) })}</span>
        {bytes > 0 ? <span>{size(bytes)}</span> : null}
      </p>
      {record?.number ? (
        <p className="outbox-facts">
          {say('outbox.number')} <Id>{record.number}</Id>
        </p>
      ) : null}
      <ol className="outbox-parts">
        {parts.map((entry) => (
          <Part key={entry.id} entry={entry} />
        ))}
      </ol>
      {parts
        .filter((entry) => entry.state === 'needs_you')
        .map((entry) => (
          <NeedsYou key={entry.id} entry={entry} outbox={outbox} />
        ))}
      {state === 'sent' ? null : (
        <>
          {visit ? null : <SavedShown inspectionId={sending.inspectionId} userId={sending.userId} />}
          {record && record.state !== 'sent' && record.state !== 'sending' ? (
            <Discard onDiscard={() => void outbox.discard(record.id)} photos={photos.length} />
          ) : null}
        </>
      )}
    </li>
  )
}

function Part({ entry }: { entry: OutboxEntry }) {
  const { language, say } = useSpeech()
  const { order, state, tries, answer, visit } = entry
  const ofInspection = order === 0 ? say('outbox.record') : say('outbox.photo', { n: number(order, language) })
  const name = visit ? say(`outbox.visit.${visit.deed}`) : ofInspection
  const isTried = state === 'waiting' && tries > 0 && answer !== null && answer.status !== 401
  return (
    <li data-entry={entry.id} data-state={state}>
      <span>{name}</span>
      <span className="outbox-state">
        <Icon name={state === 'sent' ? 'check' : state === 'needs_you' ? 'warning' : 'clock'} size={16} />
        {say(`outbox.state.${state}`)}
        {isTried ? ` · ${say('outbox.tried', { count: tries, shown: number(tries, language) })}` : ''}
      </span>
    </li>
  )
}

function Discard({ onDiscard, photos }: { onDiscard: () => void; photos: number }) {
  const { language, say } = useSpeech()
  const [isAsking, setAsking] = useState(false)
  return (
    <>
      <button type="button" className="link outbox-discard" onClick={() => setAsking(true)}>
        {say('outbox.discard')}
      </button>
      {isAsking ? (
        <Confirm
          title={say('outbox.discardAsked')}
          detail={say('outbox.discardDetail', { count: photos, shown: number(photos, language) })}
          act={say('outbox.discardYes')}
          keep={say('outbox.keep')}
          onKeep={() => setAsking(false)}
          onAct={() => {
            setAsking(false)
            onDiscard()
          }}
        />
      ) : null}
    </>
  )
}
