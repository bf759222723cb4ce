import type { Consultation } from '../../server/permits/contract.ts'
import { useSpeech } from '../i18n/language.tsx'
import { useMoment } from '../time/use-moment.ts'

/** What an agency wrote with its answer, and why the office went on in spite of it or without it. */
export function SaidWords({ consultation }: { consultation: Consultation }) {
  const { say } = useSpeech()
  const moment = useMoment()
  const { answer, conditions, reason, overruled } = consultation
  return (
    <>
      {conditions ? (
        <p>
          {say('consultation.conditions')}: <bdi>{conditions}</bdi>
        </p>
      ) : null}
      {reason ? (
        <p>
          {say('consultation.reason')}: <bdi>{reason}</bdi>
        </p>
      ) : null}
      {overruled ? (
        <p className="overruled">
          <b>{say(answer === null ? 'consultation.wentOn' : 'consultation.overruled')}</b>:{' '}
          <bdi>{overruled.reason}</bdi> · <time dateTime={overruled.at}>{moment(overruled.at)}</time>
        </p>
      ) : null}
    </>
  )
}
