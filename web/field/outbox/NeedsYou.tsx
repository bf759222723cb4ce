import { useState } from 'react'
import { hrefOf, useFollow, useGoing } from '../../going.tsx'
import { useSpeech } from '../../i18n/language.tsx'
import { Confirm } from '../../ui/Confirm.tsx'
import { DaysInText } from '../../ui/DaysInText.tsx'
import type { Outbox, OutboxEntry } from '../offline/contract.ts'
import { BothSides } from './BothSides.tsx'
import { conflictOf } from './rules.ts'

/** What the server said to one that it did not take, and what can be done about it. Nothing happens by itself. */
export function NeedsYou({ entry, outbox }: { entry: OutboxEntry; outbox: Outbox }) {
  const { say } = useSpeech()
  const { address } = useGoing()
  const follow = useFollow()
  const [isAsking, setAsking] = useState(false)
  const conflict = conflictOf(entry.answer)
  const gives = entry.operation
  return (
    <section className="outbox-needs" aria-label={say('outbox.state.needs_you')}>
      {conflict ? <BothSides conflict={conflict} entry={entry} /> : <Refusal entry={entry} />}
      <div className="buttons wrapping">
        {conflict ? (
          <button type="button" className="button primary" onClick={() => void outbox.sendAnyway(entry.id)}>
            {say(`outbox.anyway.${conflict}`)}
          </button>
        ) : (
          <>
            {gives === 'record' ? (
              <a
                href={hrefOf('/field/inspect', address, { sel: entry.id })}
                onClick={follow}
                className="button primary"
              >
                {say('outbox.correct')}
              </a>
            ) : null}
            <button type="button" className="button" onClick={() => void outbox.retry(entry.id)}>
              {say('outbox.retry')}
            </button>
          </>
        )}
        <button
          type="button"
          className="button"
          onClick={() => (gives === 'visit' ? void outbox.discard(entry.id) : setAsking(true))}
        >
          {say(conflict ? 'outbox.giveUpMine' : `outbox.giveUp.${gives}`)}
        </button>
      </div>
      {isAsking && gives !== 'visit' ? (
        <Confirm
          title={say(`outbox.giveUpAsked.${gives}`)}
          detail={say(`outbox.giveUpDetail.${gives}`)}
          act={say('outbox.discardYes')}
          keep={say('outbox.keep')}
          onKeep={() => setAsking(false)}
          onAct={() => {
            setAsking(false)
            void outbox.discard(entry.id)
          }}
        />
      ) : null}
    </section>
  )
}

/** In the server's words, member by member. */
function Refusal({ entry: { answer } }: { entry: OutboxEntry }) {
  const { say } = useSpeech()
  if (answer?.status === 410) return <p>{say('outbox.lostHere')}</p>
  return (
    <div className="outbox-refusal">
      <p>
        <strong>{answer?.title ? <DaysInText text={answer.title} /> : say('outbox.refused')}</strong>
      </p>
      {answer?.detail && !answer.reasons?.length ? (
        <p>
          <DaysInText text={answer.detail} />
        </p>
      ) : null}
      <ul>
        {answer?.errors?.map(({ path, message }) => (
          <li key={path + message}>
            <DaysInText text={message} /> <bdi dir="ltr">({path})</bdi>
          </li>
        ))}
        {answer?.reasons?.map(({ code, detail }) => (
          <li key={code}>
            <DaysInText text={detail} />
          </li>
        ))}
      </ul>
    </div>
  )
}
