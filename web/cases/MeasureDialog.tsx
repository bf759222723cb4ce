import { useState } from 'react'
import type { NewMeasure } from '../../server/cases/contract.ts'
import { useSpeech } from '../i18n/language.tsx'
import { isReason } from '../permits/reason.ts'
import { useDeed } from '../permits/use-deed.ts'
import { Decision } from '../ui/Decision.tsx'
import { faultAt } from '../ui/fault.ts'
import { TextArea } from '../ui/TextArea.tsx'
import { MeasureFields } from './MeasureFields.tsx'
import { beginMeasure, measureOf } from './measure-draft.ts'
import { type MeasureAsked, needsWords, sendMeasure } from './send-measure.ts'

interface MeasureDialogProps extends MeasureAsked {
  /** Another route is not written but drawn, where the map is in sight. */
  onDraw: (worksId: string, words: string) => void
  onDone: () => void
}

/** Draws up a measure: to propose, to counter with, or to decide on. */
export function MeasureDialog({ deed, room, proposalId, onDraw, onDone }: MeasureDialogProps) {
  const { say } = useSpeech()
  const { works } = room
  const [draft, setDraft] = useState(() => beginMeasure(works, room.causeWorksId))
  const [words, setWords] = useState('')
  const measure = measureOf(draft, works)
  const sending = useDeed((given: NewMeasure) => sendMeasure({ deed, room, proposalId }, given, words.trim()), onDone)
  const isDrawn = draft.kind === 'reroute'
  const isReasoned = needsWords({ deed })
  return (
    <Decision
      title={say(`case.${deed}.title`)}
      detail={say(`case.${deed}.detail`)}
      act={say(isDrawn ? 'case.measure.draw' : `case.${deed}.act`)}
      keep={say('dialog.back')}
      isReady={isDrawn || (measure !== null && (!isReasoned || isReason(words)))}
      isBusy={sending.isPending}
      problem={sending.error}
      onAct={() => (isDrawn ? onDraw(draft.reroutedId, words) : measure && sending.mutate(measure))}
      onKeep={onDone}
    >
      <MeasureFields works={works} draft={draft} onDraft={(change) => setDraft({ ...draft, ...change })} />
      <TextArea
        label={say(isReasoned ? 'reason.label' : 'case.note')}
        note={say(isReasoned ? 'reason.note' : 'case.noteNote')}
        error={faultAt(sending.error, isReasoned ? 'reason' : 'note')}
        value={words}
        onChange={setWords}
      />
    </Decision>
  )
}
