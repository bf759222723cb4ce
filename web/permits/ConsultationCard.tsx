import type { Consultation, Procedure } from '../../server/permits/contract.ts'
import { AgencyChip } from '../agencies/AgencyChip.tsx'
import { useUser } from '../agencies/queries.ts'
import { useSpeech } from '../i18n/language.tsx'
import { useMoment } from '../time/use-moment.ts'
import { useTold } from '../ui/use-told.ts'
import { AnswerForm } from './AnswerForm.tsx'
import { AnswerTag } from './AnswerTag.tsx'
import { DueClock } from './DueClock.tsx'
import AnsweredForAnother from './delegation/AnsweredForAnother.tsx'
import { OnBehalf } from './delegation/OnBehalf.tsx'
import { useStandsIn } from './delegation/use-stands-in.ts'
import { MoreTime } from './MoreTime.tsx'
import { Overrule } from './Overrule.tsx'
import { SaidWords } from './SaidWords.tsx'

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
  const { heading, told, tell } = useTold()
  const { answer, overruled, isExtended } = consultation
  const { may, version } = procedure
  const isOwn = user?.agencyId === consultation.agencyId
  const isWaited = isRunning && answer === null && !overruled
  const standsIn = useStandsIn(consultation, procedure)
  const mayAnswer = isWaited && (isOwn ? may.answer : standsIn.isOpen)
  return (
    <article className="consultation" data-answer={answer ?? 'open'} data-testid="consultation">
      <header>
        <h4 ref={heading} tabIndex={-1}>
          <AgencyChip id={consultation.agencyId} />
        </h4>
        <AnswerTag consultation={consultation} isRunning={isRunning} />
      </header>
      <p className="form-note">
        {consultation.grounds.map((ground) => say(`consultation.ground.${ground}`)).join(say('list.joint'))}
      </p>
      {isWaited ? <Waited consultation={consultation} /> : null}
      <SaidWords consultation={consultation} />
      <Answered consultation={consultation} />
      {mayAnswer && !isOwn ? <OnBehalf id="delegation.youAnswer" whom={consultation.agencyId} /> : null}
      {isOwn || standsIn.wasOpen ? (
        // also where it is too late: what is half written is still to be read
        <AnswerForm
          consultation={consultation}
          isOpen={mayAnswer}
          onStored={() => tell(isOwn ? say('answer.stored') : standsIn.stored)}
        />
      ) : null}
      {mayAnswer && !isExtended ? (
        <MoreTime consultation={consultation} onStored={() => tell(say('answer.extendStored'))} />
      ) : null}
      {isRunning && !overruled && may.decide ? (
        <Overrule consultation={consultation} version={version} onStored={tell} />
      ) : null}
      <p className="visually-hidden" role="status">
        {told}
      </p>
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

/** Who answered, and when. */
function Answered({ consultation }: { consultation: Consultation }) {
  const { name } = useSpeech()
  const moment = useMoment()
  const { answeredAt, answeredBy } = consultation
  if (!answeredAt) return null
  return (
    <>
      <AnsweredForAnother by={consultation.delegateId} whom={consultation.agencyId} />
      <p className="form-note">
        {answeredBy ? `${name(answeredBy)} · ` : null}
        <time dateTime={answeredAt}>{moment(answeredAt)}</time>
      </p>
    </>
  )
}
