import { useState } from 'react'
import type { Case, NewCaseAnswer, NewDecision, NewMeasure, NewProposal } from '../../server/cases/contract.ts'
import { write } from '../api.ts'
import { useSpeech } from '../i18n/language.tsx'
import { isReason } from '../permits/reason.ts'
import { useDeed } from '../permits/use-deed.ts'
import { Decision } from '../ui/Decision.tsx'
import { faultAt } from '../ui/fault.ts'
import { TextArea } from '../ui/TextArea.tsx'
import { MeasureFields } from './MeasureFields.tsx'
import { beginMeasure, measureOf } from './measure-draft.ts'

export type MeasureDeed = 'propose' | 'counter' | 'decide'

interface MeasureDialogProps {
  deed: MeasureDeed
  /** As it was seen when the dialog opened. */
  room: Case
  /** What a counter-proposal answers. */
  proposalId: string | null
  onDone: () => void
}

/** Draws up a measure: to propose, to counter with, or to decide on. */
export function MeasureDialog({ deed, room, proposalId, onDone }: MeasureDialogProps) {
  const { say } = useSpeech()
  const { works } = room
  const [draft, setDraft] = useState(() => beginMeasure(works, room.causeWorksId))
  const [words, setWords] = useState('')
  const measure = measureOf(draft, works)
  const sending = useDeed((given: NewMeasure) => send(deed, room, proposalId, given, words.trim()), onDone)
  const needsWords = deed !== 'propose'
  return (
    <Decision
      title={say(`case.${deed}.title`)}
      detail={say(`case.${deed}.detail`)}
      act={say(`case.${deed}.act`)}
      keep={say('dialog.back')}
      isReady={measure !== null && (!needsWords || isReason(words))}
      isBusy={sending.isPending}
      problem={sending.error}
      onAct={() => measure && sending.mutate(measure)}
      onKeep={onDone}
    >
      <MeasureFields works={works} draft={draft} onDraft={(change) => setDraft({ ...draft, ...change })} />
      <TextArea
        label={say(needsWords ? 'reason.label' : 'case.note')}
        note={say(needsWords ? 'reason.note' : 'case.noteNote')}
        error={faultAt(sending.error, needsWords ? 'reason' : 'note')}
        value={words}
        onChange={setWords}
      />
    </Decision>
  )
}

function send(deed: MeasureDeed, room: Case, proposalId: string | null, measure: NewMeasure, words: string) {
  const path = `/api/cases/${room.id}`
  if (deed === 'propose') {
    const note = isReason(words) ? { note: words } : {}
    return write<Case>('POST', `${path}/proposals`, { measure, ...note } satisfies NewProposal)
  }
  if (deed === 'counter') {
    const given: NewCaseAnswer = { answer: 'counter', reason: words, measure }
    return write<Case>('POST', `${path}/proposals/${proposalId}/answers`, given)
  }
  return write<Case>('POST', `${path}/decision`, {
    works: versionsOf(room),
    reason: words,
    measure,
  } satisfies NewDecision)
}

/** The works as whoever decides has seen them. */
export function versionsOf({ works }: Case): NewDecision['works'] {
  return works.map(({ id, version }) => ({ id, version }))
}
