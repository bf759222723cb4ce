import type { Answer, Consultation } from '../../server/permits/contract.ts'
import { useSpeech } from '../i18n/language.tsx'
import { Icon, type IconName } from '../ui/Icon.tsx'
import { useNow } from './use-now.ts'

const icons: Record<Answer, IconName> = { approve: 'check', approve_with_conditions: 'list', object: 'close' }

/** What an agency says, or that it has not said anything yet. */
export function AnswerTag({ consultation }: { consultation: Consultation }) {
  const { say } = useSpeech()
  const now = useNow()
  const { answer, isDeemed, dueAt } = consultation
  if (answer === null) {
    const isOverdue = Date.parse(dueAt) <= now
    return (
      <span className="answer-tag" data-answer="open">
        <Icon name="clock" size={14} />
        {say(isOverdue ? 'consultation.overdue' : 'consultation.waiting')}
      </span>
    )
  }
  return (
    <span className="answer-tag" data-answer={answer}>
      <Icon name={icons[answer]} size={14} />
      {say(isDeemed ? 'consultation.deemed' : `answer.${answer}`)}
    </span>
  )
}
