import type { Case, NewMeasure } from '../../server/cases/contract.ts'
import { useSpeech } from '../i18n/language.tsx'
import { isReason } from '../permits/reason.ts'
import { useDeed } from '../permits/use-deed.ts'
import { Decision } from '../ui/Decision.tsx'
import { faultAt } from '../ui/fault.ts'
import { TextArea } from '../ui/TextArea.tsx'
import { CaseMovedOn } from './CaseMovedOn.tsx'
import { MeasureFields } from './MeasureFields.tsx'
import { measureOf } from './measure-draft.ts'
import { movingOf } from './moving.ts'
import { type MeasureAsked, needsWords, sendMeasure } from './send-measure.ts'
import type { WrittenMeasure } from './use-measuring.ts'

interface MeasureDialogProps {
  asked: MeasureAsked
  /** The room as it is by now, and going on with it. */
  now: Case
  onAdopt: () => void
  /** Another route is not written but drawn, where the map is in sight. */
  onDraw: (worksId: string) => void
  /** Kept by whoever opens the dialog: what is written is there again where it is opened again. */
  written: WrittenMeasure
  onWritten: (change: (now: WrittenMeasure) => WrittenMeasure) => void
  onLeave: () => void
  onSent: () => void
}

/** Draws up a measure: to propose, to counter with, or to decide on. */
export function MeasureDialog(props: MeasureDialogProps) {
  const { asked, now, onAdopt, onDraw, written, onWritten, onLeave, onSent } = props
  const { deed, room } = asked
  const { say } = useSpeech()
  const { works } = room
  const { draft, words } = written
  const measure = measureOf(draft, works)
  const sending = useDeed((given: NewMeasure) => sendMeasure(asked, given, words.trim()), onSent)
  const moving = movingOf(asked, now, sending)
  const isDrawn = draft.kind === 'reroute'
  const isReasoned = needsWords({ deed })
  return (
    <Decision
      title={say(`case.${deed}.title`)}
      detail={say(`case.${deed}.detail`)}
      act={say(isDrawn ? 'case.measure.draw' : `case.${deed}.act`)}
      keep={say('dialog.back')}
      isReady={!moving.isOld && (isDrawn || (measure !== null && (!isReasoned || isReason(words))))}
      isBusy={sending.isPending}
      problem={moving.isOld ? null : sending.error}
      onAct={() => (isDrawn ? onDraw(draft.reroutedId) : measure && sending.mutate(measure))}
      onKeep={onLeave}
    >
      {moving.isOld ? (
        <CaseMovedOn
          moved={moving.moved}
          onAdopt={() => {
            onAdopt()
            sending.reset()
          }}
        />
      ) : null}
      <MeasureFields
        works={works}
        draft={draft}
        onDraft={(change) => onWritten((now) => ({ ...now, draft: { ...now.draft, ...change } }))}
      />
      <TextArea
        label={say(isReasoned ? 'reason.label' : 'case.note')}
        note={say(isReasoned ? 'reason.note' : 'case.noteNote')}
        error={faultAt(sending.error, isReasoned ? 'reason' : 'note')}
        value={words}
        onChange={(next) => onWritten((now) => ({ ...now, words: next }))}
      />
    </Decision>
  )
}
