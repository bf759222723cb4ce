import { useState } from 'react'
import type { Case, CaseProposal, NewCaseAnswer, NewDecision } from '../../server/cases/contract.ts'
import { stateOnceAgreed } from '../../server/cases/rules.ts'
import { AgencyChip } from '../agencies/AgencyChip.tsx'
import { useUser } from '../agencies/queries.ts'
import { write } from '../api.ts'
import { useSpeech } from '../i18n/language.tsx'
import { ReasonDialog } from '../permits/ReasonDialog.tsx'
import { useDeed } from '../permits/use-deed.ts'
import { useMoment } from '../time/use-moment.ts'
import { Confirm } from '../ui/Confirm.tsx'
import { concerned } from './concerned.ts'
import { MeasureWords } from './MeasureWords.tsx'
import { NotAccepted } from './NotAccepted.tsx'
import { type MeasureAsked, versionsOf } from './send-measure.ts'
import { isFeasible, TrialWords } from './TrialWords.tsx'
import { WorksListed } from './WorksNamed.tsx'

interface ProposalCardProps {
  proposal: CaseProposal
  room: Case
  onMeasure: (asked: MeasureAsked) => void
}

/** One proposal: whose, what it does, what a re-assessment with it found, who answered what; and the own answer. */
export function ProposalCard({ proposal, room, onMeasure }: ProposalCardProps) {
  const { say } = useSpeech()
  const moment = useMoment()
  const { by, at, measure, note, trial, state } = proposal
  const isOpen = state === 'open'
  return (
    <article className="proposal" data-state={state} data-testid="proposal">
      <header>
        <h3>{say(`case.measure.${measure.kind}`)}</h3>
        <ProposalTag state={state} isAgreed={isOpen && room.state === 'agreed'} />
      </header>
      <p className="proposal-by">
        {by.isOffice ? <b>{say('case.office')}</b> : <AgencyChip id={by.agencyId} />}{' '}
        <time dateTime={at}>{moment(at)}</time>
      </p>
      <div>
        <p>{say('case.proposal.about')}</p>
        <WorksListed label={say('case.proposal.about')} works={concerned(measure, room)} />
      </div>
      <MeasureWords measure={measure} works={room.works} />
      {note ? (
        <p className="prose">
          <bdi>{note}</bdi>
        </p>
      ) : null}
      {isOpen || !isFeasible(trial) ? <TrialWords trial={trial} works={room.works} /> : null}
      <Answers proposal={proposal} />
      <OwnAnswer
        isAsked={isOpen && room.may.includes('answer')}
        proposal={proposal}
        room={room}
        onMeasure={onMeasure}
      />
      <Adopt isOffered={isOpen && room.may.includes('decide') && isFeasible(trial)} proposal={proposal} room={room} />
    </article>
  )
}

/** How a proposal stands, in the colours of what it did to its case. */
function ProposalTag({ state, isAgreed }: { state: CaseProposal['state']; isAgreed: boolean }) {
  const { say } = useSpeech()
  const isCarriedOut = state === 'accepted' || state === 'decided'
  const caseState = isAgreed ? 'agreed' : isCarriedOut ? 'settled' : undefined
  return (
    <span className="case-state" data-state={caseState}>
      {say(isAgreed ? 'case.proposal.agreed' : `case.proposal.${state}`)}
    </span>
  )
}

function Answers({ proposal }: { proposal: CaseProposal }) {
  const { say } = useSpeech()
  const moment = useMoment()
  const heard = proposal.answers.filter(({ agencyId }) => proposal.by.isOffice || agencyId !== proposal.by.agencyId)
  return (
    <ul className="proposal-answers">
      {heard.map(({ agencyId, answer, reason, at }) => (
        <li key={agencyId} data-answer={answer}>
          <AgencyChip id={agencyId} /> <b>{say(`case.answer.${answer}`)}</b> <time dateTime={at}>{moment(at)}</time>
          {reason ? (
            <p>
              <bdi>{reason}</bdi>
            </p>
          ) : null}
        </li>
      ))}
    </ul>
  )
}

/** What is begun stays where somebody else answers first: the service says what has become of it. */
function OwnAnswer({ isAsked, proposal, room, onMeasure }: ProposalCardProps & { isAsked: boolean }) {
  const { say } = useSpeech()
  // with the room as it was seen when the dialog opened
  const [begun, setBegun] = useState<{ answer: 'accept' | 'reject'; seen: Case } | null>(null)
  const [reason, setReason] = useState('')
  const path = `/api/cases/${room.id}/proposals/${proposal.id}/answers`
  const done = () => setBegun(null)
  const accepting = useDeed((seen: Case) =>
    write<Case>('POST', path, { answer: 'accept', works: versionsOf(seen) } satisfies NewCaseAnswer),
  )
  const own = useUser()?.agencyId
  const { kind, changes } = proposal.measure
  const { works, waitsFor } = begun?.seen ?? room
  const changed = changes.flatMap(({ worksId }) => works.find(({ id }) => id === worksId)?.status ?? [])
  const isCarriedOut = waitsFor.every((id) => id === own) && stateOnceAgreed(kind, changed) === 'settled'
  if (!isAsked && !begun && !accepting.isError) return null
  return (
    <div className="buttons">
      {isAsked ? (
        <>
          <button
            type="button"
            className="button primary"
            disabled={!isFeasible(proposal.trial) || accepting.isPending}
            onClick={() => setBegun({ answer: 'accept', seen: room })}
          >
            {say('case.accept.act')}
          </button>
          <button
            type="button"
            className="button"
            onClick={() => onMeasure({ deed: 'counter', room, proposalId: proposal.id })}
          >
            {say('case.counter.open')}
          </button>
          <button type="button" className="button" onClick={() => setBegun({ answer: 'reject', seen: room })}>
            {say('case.reject.open')}
          </button>
        </>
      ) : null}
      <NotAccepted accepting={accepting} room={room} />
      {begun?.answer === 'accept' ? (
        <Confirm
          title={say('case.accept.title')}
          detail={say(isCarriedOut ? 'case.accept.last' : 'case.accept.detail')}
          act={say('case.accept.act')}
          keep={say('dialog.back')}
          onKeep={done}
          onAct={() => {
            done()
            accepting.mutate(begun.seen)
          }}
        />
      ) : null}
      {begun?.answer === 'reject' ? (
        <ReasonDialog
          title={say('case.reject.title')}
          detail={say('case.reject.detail')}
          act={say('case.reject.act')}
          reason={reason}
          onReason={setReason}
          send={(words) => write('POST', path, { answer: 'reject', reason: words } satisfies NewCaseAnswer)}
          onDone={done}
          onStored={() => undefined}
        />
      ) : null}
    </div>
  )
}

/** The office decides on a proposal as it stands. */
function Adopt({ isOffered, proposal, room }: Omit<ProposalCardProps, 'onMeasure'> & { isOffered: boolean }) {
  const { say } = useSpeech()
  // the works as they were seen when the dialog opened
  const [seen, setSeen] = useState<NewDecision['works'] | null>(null)
  const [reason, setReason] = useState('')
  const done = () => setSeen(null)
  if (!isOffered && !seen) return null
  return (
    <div className="buttons">
      {isOffered ? (
        <button type="button" className="button" onClick={() => setSeen(versionsOf(room))}>
          {say('case.adopt.open')}
        </button>
      ) : null}
      {seen ? (
        <ReasonDialog
          title={say('case.adopt.title')}
          detail={say('case.decide.detail')}
          act={say('case.decide.act')}
          reason={reason}
          onReason={setReason}
          send={(words) =>
            write('POST', `/api/cases/${room.id}/decision`, {
              works: seen,
              reason: words,
              proposalId: proposal.id,
            } satisfies NewDecision)
          }
          onDone={done}
          onStored={() => undefined}
        />
      ) : null}
    </div>
  )
}
