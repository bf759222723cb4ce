import type { Answer, Consultation } from '../../server/permits/contract.ts'
import { useSpeech } from '../i18n/language.tsx'
import { Icon, type IconName } from '../ui/Icon.tsx'
import { useNow } from './use-now.ts'

const icons: Record<Answer, IconName> = { approve: 'check', approve_with_conditions: 'list', object: 'close' }

interface AnswerTagProps {
  consultation: Consultation
  /** Answers are still taken. */
  isRunning: boolean
}

/** What an agency says, or that it has not said anything yet, or that it never will. */
export function AnswerTag({ consultation, isRunning }: AnswerTagProps) {
  const { say } = useSpeech()
  const now = useNow()
  const { answer, isDeemed } = consultation
  return (
    <span className="answer-tag" data-answer={answer ?? 'open'}>
      <Icon name={answer ? icons[answer] : 'clock'} size={14} />
      {answer
        ? say(isDeemed ? 'consultation.deemed' : `answer.${answer}`)
        : say(unanswered(consultation, isRunning, now))}
    </span>
  )
}

function unanswered({ overruled, dueAt }: Consultation, isRunning: boolean, now: number) {
  if (overruled) return 'consultation.wentOn'
  if (!isRunning) return 'consultation.ended'
  return Date.parse(dueAt) <= now ? 'consultation.overdue' : 'consultation.waiting'
}
