import { number } from '../../i18n/format.ts'
import { useSpeech } from '../../i18n/language.tsx'
import { Confirm } from '../../ui/Confirm.tsx'

interface LeavingQuestionProps {
  count: number
  /** Who is taken off this phone by whoever holds it; null where they leave themselves. */
  removed: string | null
  onStay: () => void
  onLeave: () => void
}

/** Signing out loses nothing, but what has not arrived waits until its inspector is back. */
export default function LeavingQuestion({ count, removed, onStay, onLeave }: LeavingQuestionProps) {
  const { language, say } = useSpeech()
  const counted = { count, shown: number(count, language) }
  return (
    <Confirm
      title={say('leaving.title')}
      detail={removed ? say('leaving.removeDetail', { ...counted, name: removed }) : say('leaving.detail', counted)}
      act={say(removed ? 'leaving.remove' : 'leaving.leave')}
      keep={say(removed ? 'leaving.back' : 'leaving.stay')}
      onKeep={onStay}
      onAct={onLeave}
    />
  )
}
