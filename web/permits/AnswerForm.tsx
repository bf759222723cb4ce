import { useId, useState } from 'react'
import { type Answer, answers, type Consultation, type NewAnswer } from '../../server/permits/contract.ts'
import { write } from '../api.ts'
import { type Speech, useSpeech } from '../i18n/language.tsx'
import { notByChoice } from '../ui/enter.ts'
import { beyond, faultAt } from '../ui/fault.ts'
import { Failure } from '../ui/States.tsx'
import { TextArea } from '../ui/TextArea.tsx'
import { type LossWords, useLossQuestion } from '../ui/use-loss-question.tsx'
import { isReason } from './reason.ts'
import { useDeed } from './use-deed.ts'

interface AnswerFormProps {
  consultation: Consultation
  /** An answer is still taken. */
  isOpen: boolean
  onStored: () => void
}

const lossWords = (say: Speech['say']): LossWords => ({
  title: say('answer.lose'),
  keep: say('answer.keep'),
  byLeaving: say('answer.loseDetail'),
  leave: say('answer.leave'),
  byClearing: say('answer.loseDetail'),
  clear: say('answer.leave'),
})

/** What the own agency says: one of three answers, with conditions or a reason where the answer needs them. */
export function AnswerForm({ consultation, isOpen, onStored }: AnswerFormProps) {
  const { say } = useSpeech()
  const id = useId()
  const [answer, setAnswer] = useState<Answer | null>(null)
  const [conditions, setConditions] = useState('')
  const [reason, setReason] = useState('')
  const { worksId, agencyId, round } = consultation
  const path = `/api/works/${worksId}/consultations/${agencyId}/answer`
  const deed = useDeed((said: Said) => write('POST', path, { ...said, round } satisfies NewAnswer), onStored)
  const written = deed.isSuccess ? [] : [conditions, reason].filter((words) => words.trim())
  const { question } = useLossQuestion(written.length > 0 && !deed.isPending, lossWords(say))
  const given = answerOf(answer, conditions, reason)
  if (!isOpen && !deed.isPending)
    return (
      <>
        <Unsent written={written} />
        {question}
      </>
    )
  return (
    <>
      <form
        className="answer-form"
        onKeyDown={notByChoice}
        onSubmit={(event) => {
          event.preventDefault()
          if (given && !deed.isPending) deed.mutate(given)
        }}
      >
        <fieldset aria-label={say('answer.choose')}>
          <legend>{say('answer.title')}</legend>
          {answers.map((each) => (
            <label key={each} className="check">
              <input type="radio" name={id} checked={answer === each} onChange={() => setAnswer(each)} />
              {say(`answer.${each}`)}
            </label>
          ))}
        </fieldset>
        {answer === 'approve_with_conditions' ? (
          <TextArea
            label={say('answer.conditions')}
            note={say('answer.note')}
            error={faultAt(deed.error, 'conditions')}
            value={conditions}
            onChange={setConditions}
          />
        ) : null}
        {answer === 'object' ? (
          <TextArea
            label={say('answer.reason')}
            note={say('answer.note')}
            error={faultAt(deed.error, 'reason')}
            value={reason}
            onChange={setReason}
          />
        ) : null}
        {deed.isError && beyond(deed.error, ['conditions', 'reason']) ? <Failure problem={deed.error} /> : null}
        <button type="submit" className="button primary" disabled={!given || deed.isPending}>
          {say('answer.send')}
        </button>
      </form>
      {question}
    </>
  )
}

/** What was written when no answer is taken any more: to be read and copied, not to be sent. */
function Unsent({ written }: { written: readonly string[] }) {
  const { say } = useSpeech()
  if (written.length === 0) return null
  return (
    <div className="unsent">
      <p className="missing" role="alert">
        {say('answer.tooLate')}
      </p>
      {written.map((words) => (
        <p key={words}>
          <bdi>{words}</bdi>
        </p>
      ))}
    </div>
  )
}

/** An answer without what it answers. */
type Said = Omit<NewAnswer, 'round'>

/** The answer, once it has what it needs. */
function answerOf(answer: Answer | null, conditions: string, reason: string): Said | null {
  if (answer === 'approve') return { answer }
  if (answer === 'object') return isReason(reason) ? { answer, reason: reason.trim() } : null
  return answer && isReason(conditions) ? { answer, conditions: conditions.trim() } : null
}
