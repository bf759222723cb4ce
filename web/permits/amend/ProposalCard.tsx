import { useState } from 'react'
import type { AmendmentDecision, Procedure } from '../../../server/permits/contract.ts'
import type { Amendment } from '../../../server/works/amendments/contract.ts'
import { write } from '../../api.ts'
import { useSpeech } from '../../i18n/language.tsx'
import { Decision } from '../../ui/Decision.tsx'
import { FindingFacts } from '../FindingFacts.tsx'
import { meetingOf } from '../meeting-of.ts'
import { ReasonDialog } from '../ReasonDialog.tsx'
import { isReason } from '../reason.ts'
import { hasMovedOn, useDeed } from '../use-deed.ts'
import { AmendmentCard } from './AmendmentCard.tsx'
import { BeforeAfter } from './BeforeAfter.tsx'
import { LetPass } from './LetPass.tsx'
import { stoppingOf, waiversOf } from './let-pass.ts'

type Decided = AmendmentDecision['decision']

/** What the office may let pass with its acceptance. */
const waivable: readonly string[] = ['blocking_findings', 'limits_crossed']

/** The proposal that waits: what it would meet, and what whoever reads it may do with it. */
export function ProposalCard({ procedure, onStored }: { procedure: Procedure; onStored: () => void }) {
  const { say } = useSpeech()
  const [asked, setAsked] = useState<{ decision: Decided; seen: Procedure } | null>(null)
  const { proposal, amending } = procedure
  if (!proposal) return null
  const may = (name: string) => amending.find(({ event }) => event === name)
  const against = [...proposal.against, ...(may('amend')?.reasons ?? [])]
  const isLeftToTheOffice = proposal.findings !== null && against.every(({ code }) => waivable.includes(code))
  const ask = (decision: Decided) => () => setAsked({ decision, seen: procedure })
  return (
    <AmendmentCard amendment={proposal.amendment}>
      {proposal.findings === null && against.length === 0 ? (
        <p className="incomplete">{say('blocking.unknown')}</p>
      ) : null}
      {proposal.findings?.map((finding) => (
        <FindingFacts key={meetingOf(finding).key} finding={finding} />
      ))}
      {proposal.findings?.length === 0 ? <p className="clear">{say('amendment.meetsNobody')}</p> : null}
      {against.length > 0 ? (
        <ul className="missing">
          {[...new Set(against.map(({ detail }) => detail))].map((detail) => (
            <li key={detail}>{detail}</li>
          ))}
        </ul>
      ) : null}
      <div className="buttons">
        {may('amend') ? (
          <button type="button" className="button primary" disabled={!isLeftToTheOffice} onClick={ask('accept')}>
            {say('amendment.accept')}
          </button>
        ) : null}
        {may('decline') ? (
          <button type="button" className="button" onClick={ask('decline')}>
            {say('amendment.decline')}
          </button>
        ) : null}
        {may('withdraw') ? (
          <button type="button" className="button" onClick={ask('withdraw')}>
            {say('amendment.withdraw')}
          </button>
        ) : null}
      </div>
      {asked ? <ProposalDecision {...asked} onDone={() => setAsked(null)} onStored={onStored} /> : null}
    </AmendmentCard>
  )
}

interface ProposalDecisionProps {
  decision: Decided
  seen: Procedure
  onDone: () => void
  onStored: () => void
}

/** Decides on a proposal, as it was seen when the dialog opened. */
function ProposalDecision({ decision, seen, onDone, onStored }: ProposalDecisionProps) {
  const { say } = useSpeech()
  const [reason, setReason] = useState('')
  const { amendment, findings } = seen.proposal as NonNullable<Procedure['proposal']>
  const stopping = decision === 'accept' ? stoppingOf(findings) : []
  const [passes, setPasses] = useState<readonly string[]>(stopping.map(() => ''))
  const send = (given?: string) =>
    write<Amendment>('POST', `/api/works/${seen.worksId}/amendments/${amendment.number}/decision`, {
      decision,
      version: seen.version,
      ...(given ? { reason: given } : {}),
      ...(stopping.length > 0 ? { waivers: waiversOf(stopping, passes) } : {}),
    })
  const deed = useDeed(() => send(), () => { onDone(); onStored() }) // biome-ignore format: one line
  const words = {
    title: say(`amendment.${decision}Asked`),
    detail: say(`amendment.${decision}Detail`),
    act: say(`amendment.${decision}`),
  }
  const facts = <BeforeAfter before={amendment.before} after={amendment.after} />
  if (decision === 'decline')
    return (
      <ReasonDialog {...words} reason={reason} onReason={setReason} send={send} onDone={onDone} onStored={onStored}>
        {facts}
      </ReasonDialog>
    )
  const isOld = hasMovedOn(deed.error)
  return (
    <Decision
      {...words}
      keep={say('dialog.back')}
      isReady={!isOld && passes.every(isReason)}
      isBusy={deed.isPending}
      problem={isOld ? null : deed.error}
      onAct={() => deed.mutate(undefined)}
      onKeep={onDone}
    >
      {facts}
      {stopping.length > 0 ? <LetPass findings={stopping} reasons={passes} onReasons={setPasses} /> : null}
      {isOld ? (
        <p className="missing" role="alert">
          {say('procedure.movedOn')}
        </p>
      ) : null}
    </Decision>
  )
}
