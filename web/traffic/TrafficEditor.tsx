import './traffic.css'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { LineString } from '../../server/geo/contract.ts'
import type { Works } from '../../server/works/contract.ts'
import { mostDiversions } from '../../server/works/diversions/contract.ts'
import { FindingsSoFar } from '../coordination/FindingsSoFar.tsx'
import { type Speech, useSpeech } from '../i18n/language.tsx'
import { AmendmentPrice } from '../permits/amend/AmendmentPrice.tsx'
import { MovedOn } from '../permits/amend/MovedOn.tsx'
import { Drawer } from '../ui/Drawer.tsx'
import { faultAt } from '../ui/fault.ts'
import { Icon } from '../ui/Icon.tsx'
import { Id } from '../ui/Id.tsx'
import { Failure } from '../ui/States.tsx'
import { TextArea } from '../ui/TextArea.tsx'
import { type LossWords, useLossQuestion } from '../ui/use-loss-question.tsx'
import { ClosureChoice } from './ClosureChoice.tsx'
import { DetourCard } from './DetourCard.tsx'
import { DiversionPen } from './DiversionPen.tsx'
import { DiversionRow } from './DiversionRow.tsx'
import { DraftDiversionsOnMap } from './DraftDiversionsOnMap.tsx'
import { leadsRound, worksDetourQuery } from './queries.ts'
import { isAmending, useTrafficDraft } from './use-traffic-draft.ts'

const lossWords = (say: Speech['say']): LossWords => ({
  title: say('edit.lose'),
  keep: say('edit.keep'),
  byLeaving: say('edit.loseDetail'),
  leave: say('draw.leave'),
  byClearing: say('edit.loseDetail'),
  clear: say('edit.discard'),
})

/** Changes what a works closes and where it leads traffic; what that meets is said meanwhile. */
export default function TrafficEditor({ works, onDone }: { works: Works; onDone: () => void }) {
  const { say } = useSpeech()
  const [isDrawing, setDrawing] = useState(false)
  const traffic = useTrafficDraft(works, () => {
    loss.stored()
    onDone()
  })
  const { seen, draft, change, isChanged } = traffic
  const loss = useLossQuestion(isChanged || isDrawing, lossWords(say))
  const isRound = leadsRound(draft.closure)
  const detour = useQuery({ ...worksDetourQuery(seen), enabled: isRound })
  const leave = () => loss.beforeClearing(onDone)
  const take = (line: LineString) => {
    change({ diversions: [...draft.diversions, { line, period: null }] })
    setDrawing(false)
  }
  const onMap = <DraftDiversionsOnMap diversions={draft.diversions} />
  if (isDrawing)
    return (
      <>
        <DiversionPen onDrawn={take} onCancel={() => setDrawing(false)} />
        {onMap}
        {loss.question}
      </>
    )
  return (
    <>
      <Drawer
        subject={`${seen.id} traffic`}
        title={say('traffic.title')}
        subtitle={seen.title}
        eyebrow={<Id>{seen.number}</Id>}
        onClose={leave}
        actions={<TrafficActions traffic={traffic} onLeave={leave} />}
      >
        {traffic.isOld ? <MovedOn seen={seen} now={traffic.newer} onAdopt={traffic.adopt} /> : null}
        <form className="form traffic" onSubmit={(event) => event.preventDefault()}>
          <ClosureChoice closure={draft.closure} onClosure={(closure) => change({ closure })} />
          {isRound ? <DetourCard closure={draft.closure} query={detour} /> : null}
          <h2>{say('traffic.diversions')}</h2>
          {draft.diversions.length === 0 ? <p className="form-note">{say('traffic.noDiversions')}</p> : null}
          {draft.diversions.map((diversion, at) => (
            <DiversionRow
              // biome-ignore lint/suspicious/noArrayIndexKey: a diversion is known by its number
              key={at}
              at={at}
              diversion={diversion}
              whole={seen.period}
              onChange={(next) => change({ diversions: draft.diversions.with(at, next) })}
              onRemove={() => change({ diversions: draft.diversions.toSpliced(at, 1) })}
            />
          ))}
          <button
            type="button"
            className="button"
            disabled={draft.diversions.length >= mostDiversions}
            onClick={() => setDrawing(true)}
          >
            <Icon name="plus" size={16} />
            {say('traffic.addDiversion')}
          </button>
          {isAmending(seen) ? (
            <TextArea
              label={say('reason.label')}
              note={say('reason.note')}
              error={faultAt(traffic.save.error, 'reason')}
              value={traffic.reason}
              onChange={traffic.setReason}
            />
          ) : null}
          {traffic.priced ? <AmendmentPrice worksId={seen.id} change={isChanged ? traffic.priced : null} /> : null}
        </form>
        <TrafficFindings assessing={traffic.assessing} />
      </Drawer>
      {onMap}
      {loss.question}
    </>
  )
}

interface TrafficActionsProps {
  traffic: ReturnType<typeof useTrafficDraft>
  onLeave: () => void
}

function TrafficActions({ traffic, onLeave }: TrafficActionsProps) {
  const { say } = useSpeech()
  const { seen, save, isReady, isOld } = traffic
  const isProposal = seen.permitNumber !== null
  return (
    <>
      {save.isError && !isOld ? <Failure problem={save.error} /> : null}
      {isOld ? <p className="missing">{say('moved.title')}</p> : null}
      {isAmending(seen) ? (
        <p className="form-note">{say(isProposal ? 'amendment.proposeDetail' : 'amendment.amendDetail')}</p>
      ) : null}
      <button
        type="button"
        className="button primary"
        disabled={!isReady || isOld || save.isPending}
        onClick={() => save.mutate()}
      >
        {say(!isAmending(seen) ? 'edit.save' : isProposal ? 'amendment.send' : 'amendment.amend')}
      </button>
      <button type="button" className="button" onClick={onLeave}>
        {say('edit.discard')}
      </button>
    </>
  )
}

/** What the works meets with it. */
function TrafficFindings({ assessing }: Pick<ReturnType<typeof useTrafficDraft>, 'assessing'>) {
  const { say } = useSpeech()
  const { assessment, working, error, refetch } = assessing
  if (error && !working) return <Failure problem={error} onRetry={() => void refetch()} />
  if (!assessment) return <p className="hint-line">{say('draw.asking')}</p>
  return <FindingsSoFar assessment={assessment} working={working} />
}
