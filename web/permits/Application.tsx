import './permits.css'
import { useQuery } from '@tanstack/react-query'
import { Suspense } from 'react'
import { roleMay } from '../../server/access/rules.ts'
import type { Procedure } from '../../server/permits/contract.ts'
import type { Works } from '../../server/works/contract.ts'
import { useUser } from '../agencies/queries.ts'
import { useSpeech } from '../i18n/language.tsx'
import { withOffice } from '../i18n/rooms.ts'
import { useMoment } from '../time/use-moment.ts'
import { Fold } from '../ui/Fold.tsx'
import { lazyPart } from '../ui/lazy-part.tsx'
import { Waiting } from '../ui/States.tsx'
import { isDecided } from '../works/decided.ts'
import { Amendments } from './amend/Amendments.tsx'
import { BlockingFindings } from './BlockingFindings.tsx'
import { Consultations } from './Consultations.tsx'
import { DueClock } from './DueClock.tsx'
import { EmergencyCard } from './EmergencyCard.tsx'
import { Fees } from './FeeCard.tsx'
import { LifeSteps } from './LifeSteps.tsx'
import { OverrunCard } from './OverrunCard.tsx'
import { PermitCard, PermitLink } from './PermitCard.tsx'
import { isAnswered } from './past.ts'
import { procedureQuery } from './queries.ts'

const ContractorLine = lazyPart(withOffice(() => import('../contractors/ContractorLine.tsx')))

interface ApplicationProps {
  works: Works
  /** Another route is to be drawn. */
  onRoute: () => void
}

/** The application of a works: where it stands, until when it is to be decided, what stops it, who says what, its permit. */
export default function Application({ works, onRoute }: ApplicationProps) {
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
        isProject={works.category === 'future_project'}
        wasCoordinated={wasCoordinated}
      />
      {isParty && works.contractorId ? (
        <Suspense fallback={null}>
          <ContractorLine contractorId={works.contractorId} />
        </Suspense>
      ) : null}
      {procedure ? <ProcedureParts procedure={procedure} works={works} onRoute={onRoute} /> : null}
      {isParty && !procedure ? <Waiting query={query} /> : null}
      {!isParty && works.permitNumber ? <PermitLink number={works.permitNumber} /> : null}
    </section>
  )
}

/** What somebody has to do now comes first; what is decided, paid and answered is there to be looked up. */
function ProcedureParts({ procedure, works, onRoute }: ApplicationProps & { procedure: Procedure }) {
  const { say } = useSpeech()
  const { permit } = procedure
  const isOver = isDecided(works)
  const isHeard = isOver && !procedure.consulting.isRunning && isAnswered(procedure)
  const blocking = isOver && procedure.findings?.length === 0 ? null : <BlockingFindings procedure={procedure} />
  /** Nobody waits for it, and what was not filed is said at once. */
  const isReviewed = isOver && procedure.review === null && works.submittedAt !== null
  return (
    <>
      <Fees procedure={procedure} agencyId={works.agencyId} hasPermit={permit !== null} past={false} />
      {procedure.emergency ? <EmergencyCard emergency={procedure.emergency} /> : null}
      {isReviewed ? null : <ReviewClock procedure={procedure} works={works} />}
      {isHeard ? null : <Answers procedure={procedure} works={works} />}
      {permit ? null : blocking}
      {permit ? <PermitCard permit={permit} status={works.status} /> : null}
      {procedure.overrun ? <OverrunCard overrun={procedure.overrun} /> : null}
      <Amendments procedure={procedure} works={works} onRoute={onRoute} />
      {permit ? blocking : null}
      {isOver ? (
        <Fold title={say('procedure.past')} detail={say('procedure.pastDetail')}>
          {isReviewed ? <ReviewClock procedure={procedure} works={works} /> : null}
          <Fees procedure={procedure} agencyId={works.agencyId} hasPermit={permit !== null} past />
          {isHeard ? <Answers procedure={procedure} works={works} /> : null}
        </Fold>
      ) : null}
    </>
  )
}

interface PartProps {
  procedure: Procedure
  works: Works
}

function ReviewClock({ procedure: { review }, works: { submittedAt, category } }: PartProps) {
  const { say } = useSpeech()
  const moment = useMoment()
  const notYet = category === 'future_project' ? 'project.noApplication' : 'procedure.notYet'
  if (!submittedAt) return <p className="form-note">{say(notYet)}</p>
  // of a permit it is the proposal that waits
  const receivedAt = review?.receivedAt ?? submittedAt
  return (
    <p className="review-clock">
      <span>
        {say('review.received')} <time dateTime={receivedAt}>{moment(receivedAt)}</time>
      </span>
      {review ? <DueClock dueAt={review.dueAt} label={say('review.due')} /> : null}
    </p>
  )
}

function Answers({ procedure, works: { submittedAt } }: PartProps) {
  if (!submittedAt && procedure.consultations.length === 0) return null
  return <Consultations procedure={procedure} />
}
