import './permits.css'
import { useQuery } from '@tanstack/react-query'
import { roleMay } from '../../server/access/rules.ts'
import type { Procedure } from '../../server/permits/contract.ts'
import type { Works } from '../../server/works/contract.ts'
import { useUser } from '../agencies/queries.ts'
import { useSpeech } from '../i18n/language.tsx'
import { useMoment } from '../time/use-moment.ts'
import { Waiting } from '../ui/States.tsx'
import { BlockingFindings } from './BlockingFindings.tsx'
import { Consultations } from './Consultations.tsx'
import { DueClock } from './DueClock.tsx'
import { EmergencyCard, Violations } from './EmergencyCard.tsx'
import { LifeSteps } from './LifeSteps.tsx'
import { takesAnswers } from './life.ts'
import { PermitCard, PermitLink } from './PermitCard.tsx'
import { procedureQuery } from './queries.ts'

/** The application of a works: where it stands, until when it is to be decided, what stops it, who says what, its permit. */
export default function Application({ works }: { works: Works }) {
  const { language, say } = useSpeech()
  const user = useUser()
  const isParty = user !== null && roleMay(user.role, 'works.read')
  const query = useQuery({ ...procedureQuery(works.id, language), enabled: isParty })
  const procedure = query.data
  const wasCoordinated = procedure ? procedure.consultations.length > 0 || Boolean(procedure.findings?.length) : null
  return (
    <section className="application" aria-label={say('procedure.title')}>
      <h2>{say('procedure.title')}</h2>
      <LifeSteps
        status={works.status}
        hasStarted={works.actualPeriod !== null}
        wasSubmitted={works.submittedAt !== null}
        hasPermit={works.permitNumber !== null}
        isEmergency={works.notifiedAt !== null}
        wasCoordinated={wasCoordinated}
      />
      {procedure ? <ProcedureParts procedure={procedure} works={works} /> : null}
      {isParty && !procedure ? <Waiting query={query} /> : null}
      {!isParty && works.permitNumber ? <PermitLink number={works.permitNumber} /> : null}
    </section>
  )
}

function ProcedureParts({ procedure, works }: { procedure: Procedure; works: Works }) {
  const { say } = useSpeech()
  const moment = useMoment()
  const { review, permit, consultations } = procedure
  const { submittedAt, status } = works
  return (
    <>
      {permit ? <PermitCard permit={permit} status={status} /> : null}
      {procedure.emergency ? <EmergencyCard emergency={procedure.emergency} /> : null}
      <Violations violations={procedure.violations} />
      {submittedAt ? (
        <p className="review-clock">
          <span>
            {say('review.received')} <time dateTime={submittedAt}>{moment(submittedAt)}</time>
          </span>
          {review ? <DueClock dueAt={review.dueAt} label={say('review.due')} /> : null}
        </p>
      ) : (
        <p className="form-note">{say('procedure.notYet')}</p>
      )}
      {submittedAt || consultations.length > 0 ? (
        <Consultations procedure={procedure} isRunning={takesAnswers(status)} />
      ) : null}
      <BlockingFindings procedure={procedure} />
    </>
  )
}
