import { useState } from 'react'
import type { Appeal, AppealDecision, PartyQuality } from '../../../server/inspections/quality/contract.ts'
import { write } from '../../api.ts'
import { fullDay } from '../../i18n/format.ts'
import { useSpeech } from '../../i18n/language.tsx'
import { ReasonDialog } from '../../permits/ReasonDialog.tsx'
import { useMoment } from '../../time/use-moment.ts'
import { Id } from '../../ui/Id.tsx'
import { useQualityChanged } from './queries.ts'

/** What was objected to, why, and what the office said. */
export function Appeals({ quality }: { quality: PartyQuality }) {
  const { language, say } = useSpeech()
  return (
    <section aria-label={say('quality.appeals')}>
      <h2>{say('quality.appeals')}</h2>
      {quality.may.appeal ? <p>{say('quality.appealUntil', { day: fullDay(quality.appealUntil, language) })}</p> : null}
      {quality.appeals.length === 0 ? <p>{say('quality.noAppeals')}</p> : null}
      <ul className="quality-appeals">
        {quality.appeals.map((appeal) => (
          <OneAppeal key={appeal.id} appeal={appeal} />
        ))}
      </ul>
    </section>
  )
}

function OneAppeal({ appeal }: { appeal: Appeal }) {
  const { say, name } = useSpeech()
  const moment = useMoment()
  const { decision } = appeal
  const who = (by: Appeal['by']) => (by ? name(by) : say('quality.someone'))
  return (
    <li data-appeal={appeal.id}>
      <span className="row-top">
        <span className={appeal.state === 'excluded' ? 'tag green' : 'tag'}>
          {say(`quality.appeal.${appeal.state}`)}
        </span>
        <span>{say(`quality.part.${appeal.part}`)}</span>
        <Id>{appeal.case.number}</Id>
      </span>
      <p dir="auto">{appeal.reason}</p>
      <span className="row-facts">
        <span>{`${who(appeal.by)} · ${moment(appeal.at)}`}</span>
      </span>
      {decision ? (
        <>
          <p dir="auto">{decision.reason}</p>
          <span className="row-facts">
            <span>{`${who(decision.by)} · ${moment(decision.at)}`}</span>
          </span>
        </>
      ) : null}
      {appeal.may.decide ? (
        <span className="buttons wrapping">
          <Decide appeal={appeal} decision="exclude" />
          <Decide appeal={appeal} decision="keep" />
        </span>
      ) : null}
    </li>
  )
}

function Decide({ appeal, decision }: { appeal: Appeal; decision: AppealDecision['decision'] }) {
  const { say } = useSpeech()
  const changed = useQualityChanged()
  const [isAsked, setAsked] = useState(false)
  const [reason, setReason] = useState('')
  return (
    <>
      <button type="button" className="button small" onClick={() => setAsked(true)}>
        {say(`quality.decide.${decision}`)}
      </button>
      {isAsked ? (
        <ReasonDialog
          title={say(`quality.decideAsked.${decision}`)}
          detail={say(`quality.decideDetail.${decision}`)}
          act={say(`quality.decide.${decision}`)}
          reason={reason}
          onReason={setReason}
          send={(why) =>
            write('POST', `/api/quality-appeals/${appeal.id}/decision`, {
              decision,
              reason: why,
            } satisfies AppealDecision)
          }
          onDone={() => setAsked(false)}
          onStored={changed}
        />
      ) : null}
    </>
  )
}
