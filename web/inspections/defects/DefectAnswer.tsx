import type { Defect } from '../../../server/inspections/defects/contract.ts'
import { fullDay } from '../../i18n/format.ts'
import { useSpeech } from '../../i18n/language.tsx'
import { DueClock } from '../../permits/DueClock.tsx'
import { useMoment } from '../../time/use-moment.ts'

/** Why the last mend was not enough: what whoever mends it again has to read first. */
export function TurnedDown({ state, history }: Pick<Defect, 'state' | 'history'>) {
  const { say } = useSpeech()
  const last = history.findLast(({ event }) => event === 'reject' || event === 'mend')
  if (state !== 'open' || last?.event !== 'reject') return null
  return (
    <p className="defect-turned-down" data-testid="turned-down">
      <strong>{say('defect.event.reject')}</strong> {last.reason ? <bdi>{last.reason}</bdi> : null}
    </p>
  )
}

/** What the other side has said to it and what was decided of that, or until when it may say something. */
export function DefectAnswer({ defect }: { defect: Defect }) {
  const { language, say } = useSpeech()
  const moment = useMoment()
  const { state, answer, answeredAt, answerDueAt, answerReason, isDeemed, agreedDay, proposedDays } = defect
  if (answer === null && state !== 'open') return null
  if (answer === null)
    return (
      <div className="defect-answer">
        <p>{say('defect.unanswered')}</p>
        <DueClock dueAt={answerDueAt} label={say('defect.answerBy')} />
      </div>
    )
  const days = proposedDays.map((day) => fullDay(day, language)).join(say('list.joint'))
  return (
    <div className="defect-answer">
      <p>
        <strong>{say(isDeemed ? 'defect.deemed' : `defect.answer.${answer}`)}</strong>{' '}
        {answeredAt ? <time dateTime={answeredAt}>{moment(answeredAt)}</time> : null}
      </p>
      {answerReason ? <p dir="auto">{answerReason}</p> : null}
      {agreedDay ? <p>{say('defect.agreedDay', { when: fullDay(agreedDay, language) })}</p> : null}
      {!agreedDay && days ? <p>{say('defect.proposedDays', { when: days })}</p> : null}
      {defect.decisionReason ? (
        <p dir="auto">{say('defect.decided', { what: `\u2068${defect.decisionReason}\u2069` })}</p>
      ) : null}
    </div>
  )
}
