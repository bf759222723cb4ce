import { useEffect, useRef } from 'react'
import type { Procedure } from '../../server/permits/contract.ts'
import { useSpeech } from '../i18n/language.tsx'

interface EventButtonProps {
  possible: Procedure['events'][number]
  /** It leads the works on, and not aside. */
  isForward: boolean
  isWaiting: boolean
  /** A key has asked for it. */
  isKeyed: boolean
  onTaken: () => void
  onAsk: () => void
  /** Where it is said what stands against it, and what shows that. */
  againstId: string
  onAgainst: () => void
}

/** What may be done, as a button; where something stands against it, the button says what instead of doing it. */
export function EventButton(props: EventButtonProps) {
  const { possible, isForward, isWaiting, isKeyed, onTaken, onAsk, againstId, onAgainst } = props
  const { event, reasons } = possible
  const { say } = useSpeech()
  const button = useRef<HTMLButtonElement>(null)
  const isBlocked = reasons.length > 0
  const act = isBlocked ? onAgainst : onAsk
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each press of the key
  useEffect(() => {
    if (!isKeyed) return
    onTaken()
    button.current?.focus()
    act()
  }, [isKeyed])
  return (
    <button
      ref={button}
      type="button"
      className={isForward && !isBlocked ? 'button primary' : 'button'}
      // it can still be reached, to learn why
      aria-disabled={isBlocked || undefined}
      aria-describedby={isBlocked ? againstId : undefined}
      disabled={isWaiting}
      onClick={act}
    >
      {say(`deed.${event}`)}
    </button>
  )
}
