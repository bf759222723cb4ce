import type { Clears } from '../../server/coordination/contract.ts'
import { type MessageId, useSpeech } from '../i18n/language.tsx'

/** Of one finding, of those that block, of all together. */
type Scope = 'one' | 'blocking' | 'all'

const messages: Record<Scope, { earlier: MessageId; later: MessageId }> = {
  one: { earlier: 'clears.earlier', later: 'clears.later' },
  blocking: { earlier: 'clears.blockingEarlier', later: 'clears.blockingLater' },
  all: { earlier: 'clears.allEarlier', later: 'clears.allLater' },
}

interface ClearsButtonsProps {
  clears: Clears | null
  scope?: Scope
  onShift: (days: number) => void
}

/** The smallest shifts that clear what was found, each as a button that makes it. */
export function ClearsButtons({ clears, scope = 'one', onShift }: ClearsButtonsProps) {
  const { say } = useSpeech()
  const { earlierDays, laterDays } = clears ?? { earlierDays: null, laterDays: null }
  if (!earlierDays && !laterDays) return null
  return (
    <p className={scope === 'one' ? 'clears' : 'clears all'}>
      {earlierDays ? (
        <button type="button" className="link" onClick={() => onShift(-earlierDays)}>
          {say(messages[scope].earlier, { count: earlierDays })}
        </button>
      ) : null}
      {laterDays ? (
        <button type="button" className="link" onClick={() => onShift(laterDays)}>
          {say(messages[scope].later, { count: laterDays })}
        </button>
      ) : null}
    </p>
  )
}
