import { useId, useState } from 'react'
import { type Answer, answers, type Consultation, type NewAnswer } from '../../server/permits/contract.ts'
import { write } from '../api.ts'
import { useSpeech } from '../i18n/language.tsx'
import { notByChoice } from '../ui/enter.ts'
import { beyond, faultAt } from '../ui/fault.ts'
import { Failure } from '../ui/States.tsx'
import { TextArea } from '../ui/TextArea.tsx'
import { isReason } from './reason.ts'
import { useDeed } from './use-deed.ts'

/** What the own agency says: one of three answers, with conditions or a reason where the answer needs them. */
export function AnswerForm({ consultation }: { consultation: Consultation }) {
  const { say } = useSpeech()
  const id = useId()
  const [answer, setAnswer] = useState<Answer | null>(null)
  const [conditions, setConditions] = useState('')
  const [reason, setReason] = useState('')
  const { worksId, agencyId, round } = consultation
  const deed = useDeed((given: Said) =>
    write('POST', `/api/works/${worksId}/consultations/${agencyId}/answer`, { ...given, round } satisfies NewAnswer),
  )
  const given = answerOf(answer, conditions, reason)
  return (
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
