import '../../permits/fees.css'
import { itemOutcomes, type Meeting, type Minute, type NewOutcome } from '../../../server/meeting/held/contract.ts'
import { useAgencies } from '../../agencies/queries.ts'
import { write } from '../../api.ts'
import { useSpeech } from '../../i18n/language.tsx'
import { hasMovedOn } from '../../permits/use-deed.ts'
import { DayField } from '../../time/DayField.tsx'
import { Decision } from '../../ui/Decision.tsx'
import { beyond, faultAt } from '../../ui/fault.ts'
import { Select } from '../../ui/Select.tsx'
import { TextArea } from '../../ui/TextArea.tsx'
import { OutcomeWords } from './OutcomeWords.tsx'
import { type OutcomeDraft, outcomeOf } from './outcome-draft.ts'
import { useMeetingDeed } from './queries.ts'

interface OutcomeDialogProps {
  meeting: Meeting
  minute: Minute
  title: string
  /** The revision over which it is written. */
  seen: number
  /** Kept by whoever opens the dialog: what is written is there again where it is left. */
  draft: OutcomeDraft
  onDraft: (draft: OutcomeDraft) => void
  onDone: (isStored: boolean) => void
}

/** What came of an item: agreed, left to somebody until a day, or nothing to be done. */
export function OutcomeDialog({ meeting, minute, title, seen, draft, onDraft, onDone }: OutcomeDialogProps) {
  const { say, name } = useSpeech()
  const { byId } = useAgencies()
  const deed = useMeetingDeed(
    (given: NewOutcome) => write<Minute>('PATCH', `/api/meetings/${meeting.id}/items/${minute.item}`, given),
    () => onDone(true),
  )
  // what somebody else has noted meanwhile is written over only once it has been shown
  const isRefused = hasMovedOn(deed.error)
  const isOld = isRefused || minute.revision !== seen
  const given = outcomeOf(draft, isRefused ? minute.revision : seen)
  const set = (more: Partial<OutcomeDraft>) => onDraft({ ...draft, ...more })
  return (
    <Decision
      title={say('meeting.outcomeOf', { item: minute.item })}
      detail={title}
      act={say('meeting.noteIt')}
      keep={say('dialog.back')}
      isReady={given !== null}
      isBusy={deed.isPending}
      problem={isRefused ? null : beyond(deed.error, ['words', 'settlerId', 'settleBy'])}
      onAct={() => given && deed.mutate(given)}
      onKeep={() => onDone(false)}
    >
      <Select
        label={say('meeting.outcome')}
        value={draft.outcome}
        onChange={(outcome) => set({ outcome })}
        options={(['none', ...itemOutcomes] as const).map((value) => ({
          value,
          label: say(`meeting.outcome.${value}`),
        }))}
      />
      {draft.outcome === 'none' ? null : (
        <TextArea
          label={say('meeting.words')}
          note={say('meeting.wordsNote')}
          error={faultAt(deed.error, 'words')}
          value={draft.words}
          onChange={(words) => set({ words })}
        />
      )}
      {draft.outcome === 'to_settle' ? (
        <>
          <Select
            label={say('meeting.settler')}
            value={draft.settlerId}
            onChange={(settlerId) => set({ settlerId })}
            options={[
              { value: '', label: say('meeting.notChosen') },
              ...meeting.attendance.map(({ agencyId }) => {
                const agency = byId.get(agencyId)
                return { value: agencyId, label: agency ? name(agency.name) : '…' }
              }),
            ]}
          />
          <DayField
            label={say('meeting.settleBy')}
            value={draft.settleBy}
            error={faultAt(deed.error, 'settleBy')}
            onChange={(settleBy) => set({ settleBy })}
          />
        </>
      ) : null}
      {isOld ? (
        <div role="alert">
          <p className="missing">{say('meeting.outcomeMoved')}</p>
          <OutcomeWords minute={minute} />
        </div>
      ) : null}
    </Decision>
  )
}
