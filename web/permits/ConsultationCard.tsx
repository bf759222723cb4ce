import { useState } from 'react'
import type { Consultation, Procedure } from '../../server/permits/contract.ts'
import { AgencyChip } from '../agencies/AgencyChip.tsx'
import { useAgencies, useUser } from '../agencies/queries.ts'
import { write } from '../api.ts'
import { useSpeech } from '../i18n/language.tsx'
import { useMoment } from '../time/use-moment.ts'
import { AnswerForm } from './AnswerForm.tsx'
import { AnswerTag } from './AnswerTag.tsx'
import { DueClock } from './DueClock.tsx'
import { MoreTime } from './MoreTime.tsx'
import { ReasonDialog } from './ReasonDialog.tsx'

interface ConsultationCardProps {
  consultation: Consultation
  procedure: Procedure
  /** Answers are still taken, and objections overruled. */
  isRunning: boolean
}

/** One agency: why it is asked, until when, and what it says; the form for whoever may answer for it. */
export function ConsultationCard({ consultation, procedure, isRunning }: ConsultationCardProps) {
  const { say } = useSpeech()
  const user = useUser()
  const isOwn = user?.agencyId === consultation.agencyId
  const { answer, overruled } = consultation
  const { may } = procedure
  return (
    <article className="consultation" data-answer={answer ?? 'open'} data-testid="consultation">
      <header>
        <AgencyChip id={consultation.agencyId} />
        <AnswerTag consultation={consultation} />
      </header>
      <p className="form-note">
        {consultation.grounds.map((ground) => say(`consultation.ground.${ground}`)).join(say('list.joint'))}
      </p>
      {answer === null ? <Waited consultation={consultation} /> : <Answered consultation={consultation} />}
      {isRunning && answer === null && may.answer && isOwn ? (
        <>
          <AnswerForm consultation={consultation} />
          {consultation.isExtended ? null : <MoreTime consultation={consultation} />}
        </>
      ) : null}
      {isRunning && answer === 'object' && !overruled && may.decide ? (
        <Overrule consultation={consultation} version={procedure.version} />
      ) : null}
    </article>
  )
}

function Waited({ consultation }: { consultation: Consultation }) {
  const { say } = useSpeech()
  return (
    <>
      <DueClock dueAt={consultation.dueAt} label={say('consultation.due')} />
      <p className="form-note">
        {consultation.isExtended ? `${say('consultation.extended')}. ` : null}
        {say(consultation.silenceApproves ? 'consultation.silence' : 'consultation.noSilence')}
      </p>
    </>
  )
}

function Answered({ consultation }: { consultation: Consultation }) {
  const { say, name } = useSpeech()
  const moment = useMoment()
  const { conditions, reason, answeredAt, answeredBy, overruled } = consultation
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
      {answeredAt ? (
        <p className="form-note">
          {answeredBy ? `${name(answeredBy)} · ` : null}
          <time dateTime={answeredAt}>{moment(answeredAt)}</time>
        </p>
      ) : null}
      {overruled ? (
        <p className="overruled">
          <b>{say('consultation.overruled')}</b>: <bdi>{overruled.reason}</bdi> ·{' '}
          <time dateTime={overruled.at}>{moment(overruled.at)}</time>
        </p>
      ) : null}
    </>
  )
}

function Overrule({ consultation, version }: { consultation: Consultation; version: number }) {
  const { say, name } = useSpeech()
  // the version that was seen when the dialog opened, whatever has come since
  const [seen, setSeen] = useState<number | null>(null)
  const [reason, setReason] = useState('')
  const agency = useAgencies().byId.get(consultation.agencyId)
  const { worksId, agencyId } = consultation
  return (
    <>
      <button type="button" className="button small" onClick={() => setSeen(version)}>
        {say('consultation.overrule')}
      </button>
      {seen === null ? null : (
        <ReasonDialog
          title={say('consultation.overruleAsked', { name: agency ? name(agency.name) : say('agency.unknown') })}
          detail={say('consultation.overruleDetail')}
          act={say('consultation.overrule')}
          reason={reason}
          onReason={setReason}
          send={(given) =>
            write('POST', `/api/works/${worksId}/consultations/${agencyId}/overruling`, {
              reason: given,
              version: seen,
            })
          }
          onDone={() => setSeen(null)}
        />
      )}
    </>
  )
}
