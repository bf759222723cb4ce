import { number } from '../../i18n/format.ts'
import { useSpeech } from '../../i18n/language.tsx'
import { Confirm } from '../../ui/Confirm.tsx'

interface LeavingQuestionProps {
  count: number
  deed: 'leave' | 'remove'
  onStay: () => void
  onLeave: () => void
}

/** Signing out loses nothing, but what has not arrived waits until its inspector is back. */
export default function LeavingQuestion({ count, deed, onStay, onLeave }: LeavingQuestionProps) {
  const { language, say } = useSpeech()
  return (
    <Confirm
      title={say('leaving.title')}
      detail={say('leaving.detail', { count, shown: number(count, language) })}
      act={say(`leaving.${deed}`)}
      keep={say(deed === 'remove' ? 'leaving.back' : 'leaving.stay')}
      onKeep={onStay}
      onAct={onLeave}
    />
  )
}
