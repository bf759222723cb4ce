import { useEffect, useRef } from 'react'
import { useSpeech } from '../i18n/language.tsx'
import type { Pick } from './picking.tsx'

export interface Choice {
  picks: Pick[]
  x: number
  y: number
}

/** Several things lie under the pointer: which one is meant? */
export function Chooser({ choice, onClose }: { choice: Choice | null; onClose: () => void }) {
  const { say } = useSpeech()
  const first = useRef<HTMLButtonElement>(null)
  useEffect(() => {
    if (choice) first.current?.focus()
  }, [choice])
  if (!choice) return null
  const side = choice.x > window.innerWidth / 2 ? { left: choice.x - 240 } : { left: choice.x + 10 }
  return (
    <div
      className="chooser"
      role="menu"
      aria-label={say('map.choose')}
      style={{ ...side, top: Math.max(8, choice.y - 20) }}
      onKeyDown={(event) => event.key === 'Escape' && onClose()}
    >
      <p className="chooser-title">{say('map.choose')}</p>
      {choice.picks.slice(0, 8).map((pick, index) => (
        <button
          key={pick.key}
          ref={index === 0 ? first : null}
          type="button"
          role="menuitem"
          onClick={() => {
            onClose()
            pick.choose()
          }}
        >
          <i className="swatch" style={{ background: pick.colour ?? 'var(--ink-3)' }} />
          <bdi>{pick.label}</bdi>
          {pick.detail ? <small>{pick.detail}</small> : null}
        </button>
      ))}
    </div>
  )
}
