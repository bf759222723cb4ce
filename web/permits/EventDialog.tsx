import type { Procedure } from '../../server/permits/contract.ts'
import type { Works } from '../../server/works/contract.ts'
import { useUser } from '../agencies/queries.ts'
import type { Problem } from '../api.ts'
import { useSpeech } from '../i18n/language.tsx'
import { Confirm } from '../ui/Confirm.tsx'
import { Decision } from '../ui/Decision.tsx'
import { faultAt } from '../ui/fault.ts'
import { TextArea } from '../ui/TextArea.tsx'
import { ConditionChoice } from './ConditionChoice.tsx'
import { DecisionSummary } from './DecisionSummary.tsx'
import { type EventDraft, type EventName, isComplete, needsReason } from './draft.ts'
import { GroundChoice } from './GroundChoice.tsx'
import { PlaceChoice } from './PlaceChoice.tsx'

/** What is being decided, and on what: as it was seen when the dialog opened, whatever comes meanwhile. */
export interface Asked {
  event: EventName
  works: Works
  seen: Procedure
}

/** It stands between two works, whose owners have to agree. */
const isWithOther = ({ standing, other }: NonNullable<Procedure['findings']>[number]) =>
  standing !== 'waived' && other.type === 'works'

interface EventDialogProps extends Asked {
  draft: EventDraft
  onDraft: (change: Partial<EventDraft>) => void
  isBusy: boolean
  problem: Problem | null
  onAct: () => void
  onKeep: () => void
}

/** Asks before something happens to a works: says what follows from it, and takes what belongs to it. */
export function EventDialog({ event, works, seen, draft, onDraft, isBusy, problem, onAct, onKeep }: EventDialogProps) {
  const { say } = useSpeech()
  const isForeign = useUser()?.agencyId !== works.agencyId
  if (event === 'plan') return null
  const title = say(`deed.asked.${event}`, { title: works.title })
  const detail = say(`deed.detail.${event}`)
  const act = say(`deed.${event}`)
  if (event === 'cancel' && !isForeign && !problem)
    return <Confirm title={title} detail={detail} act={act} keep={say('deed.keep')} onAct={onAct} onKeep={onKeep} />
  return (
    <Decision
      title={title}
      detail={detail}
      act={act}
      keep={say('dialog.back')}
      isReady={isComplete(event, draft, isForeign)}
      isBusy={isBusy}
      problem={problem}
      onAct={onAct}
      onKeep={onKeep}
    >
      {event === 'submit' && seen.findings?.some(isWithOther) ? <p>{say('deed.opensCase')}</p> : null}
      {event === 'approve' || event === 'grant' ? (
        <DecisionSummary works={works} procedure={seen} isGrant={event === 'grant'} />
      ) : null}
      {event === 'grant' ? <ConditionChoice draft={draft} onDraft={onDraft} seen={seen} /> : null}
      {needsReason(event, isForeign) ? (
        <TextArea
          label={say(`deed.why.${event}`)}
          note={say('reason.note')}
          error={faultAt(problem, 'reason')}
          value={draft.reasons[event] ?? ''}
          onChange={(reason) => onDraft({ reasons: { ...draft.reasons, [event]: reason } })}
        />
      ) : null}
      {event === 'notify' ? <GroundChoice ground={draft.ground} onGround={(ground) => onDraft({ ground })} /> : null}
      {event === 'start' || event === 'notify' ? (
        <PlaceChoice place={draft.place} onPlace={(place) => onDraft({ place })} />
      ) : null}
    </Decision>
  )
}
