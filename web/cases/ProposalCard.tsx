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
import { Failure } from '../ui/States.tsx'
import { concerned } from './concerned.ts'
import { MeasureDialog } from './MeasureDialog.tsx'
import { MeasureWords } from './MeasureWords.tsx'
import type { RerouteAsked } from './RerouteEditor.tsx'
import { versionsOf } from './send-measure.ts'
import { isFeasible, TrialWords } from './TrialWords.tsx'
import { WorksListed } from './WorksNamed.tsx'

interface ProposalCardProps {
  proposal: CaseProposal
  room: Case
  onDraw: (asked: RerouteAsked) => void
}

/** One proposal: whose, what it does, what a re-assessment with it found, who answered what; and the own answer. */
export function ProposalCard({ proposal, room, onDraw }: ProposalCardProps) {
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
      {isOpen && room.may.includes('answer') ? <OwnAnswer proposal={proposal} room={room} onDraw={onDraw} /> : null}
      {isOpen && room.may.includes('decide') && isFeasible(trial) ? <Adopt proposal={proposal} room={room} /> : null}
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

function OwnAnswer({ proposal, room, onDraw }: ProposalCardProps) {
  const { say } = useSpeech()
  const [asked, setAsked] = useState<'accept' | 'reject' | 'counter' | null>(null)
  const [reason, setReason] = useState('')
  const path = `/api/cases/${room.id}/proposals/${proposal.id}/answers`
  const done = () => setAsked(null)
  const counter = { deed: 'counter', room, proposalId: proposal.id } as const
  const accepting = useDeed(() =>
    write<Case>('POST', path, { answer: 'accept', works: versionsOf(room) } satisfies NewCaseAnswer),
  )
  const own = useUser()?.agencyId
  const { kind, changes } = proposal.measure
  const changed = changes.flatMap(({ worksId }) => room.works.find(({ id }) => id === worksId)?.status ?? [])
  const isCarriedOut = room.waitsFor.every((id) => id === own) && stateOnceAgreed(kind, changed) === 'settled'
  return (
    <div className="buttons">
      <button
        type="button"
        className="button primary"
        disabled={!isFeasible(proposal.trial) || accepting.isPending}
        onClick={() => setAsked('accept')}
      >
        {say('case.accept.act')}
      </button>
      <button type="button" className="button" onClick={() => setAsked('counter')}>
        {say('case.counter.open')}
      </button>
      <button type="button" className="button" onClick={() => setAsked('reject')}>
        {say('case.reject.open')}
      </button>
      {accepting.isError ? <Failure problem={accepting.error} /> : null}
      {asked === 'accept' ? (
        <Confirm
          title={say('case.accept.title')}
          detail={say(isCarriedOut ? 'case.accept.last' : 'case.accept.detail')}
          act={say('case.accept.act')}
          keep={say('dialog.back')}
          onKeep={done}
          onAct={() => {
            done()
            accepting.mutate(undefined)
          }}
        />
      ) : null}
      {asked === 'reject' ? (
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
      {asked === 'counter' ? (
        <MeasureDialog
          {...counter}
          onDraw={(worksId, words) => {
            done()
            onDraw({ ...counter, worksId, words })
          }}
          onDone={done}
        />
      ) : null}
    </div>
  )
}

/** The office decides on a proposal as it stands. */
function Adopt({ proposal, room }: Omit<ProposalCardProps, 'onDraw'>) {
  const { say } = useSpeech()
  // the works as they were seen when the dialog opened
  const [seen, setSeen] = useState<NewDecision['works'] | null>(null)
  const [reason, setReason] = useState('')
  const done = () => setSeen(null)
  return (
    <div className="buttons">
      <button type="button" className="button" onClick={() => setSeen(versionsOf(room))}>
        {say('case.adopt.open')}
      </button>
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
