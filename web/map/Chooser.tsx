import { type KeyboardEvent, useEffect, useRef } from 'react'
import { useSpeech } from '../i18n/language.tsx'
import { chooserPlace, type Spot } from './chooser-place.ts'
import type { Pick } from './picking.tsx'

export interface Choice extends Spot {
  picks: Pick[]
  /** Whatever is chosen comes beside what is open. */
  isMore: boolean
}

/** The item that a key of a menu leads to, from the one at `at`; nothing where the key is not the menu's. */
function itemAfter(key: string, at: number, count: number): number | null {
  if (key === 'ArrowDown') return (at + 1) % count
  if (key === 'ArrowUp') return (at - 1 + count) % count
  if (key === 'Home') return 0
  return key === 'End' ? count - 1 : null
}

/** Several things lie under the pointer: which one is meant? */
export function Chooser({ choice, onClose }: { choice: Choice; onClose: () => void }) {
  const { say } = useSpeech()
  const menu = useRef<HTMLDivElement>(null)
  const opener = useRef<Element | null>(null)
  const items = () => [...(menu.current?.querySelectorAll<HTMLElement>('[role=menuitem]') ?? [])]
  // biome-ignore lint/correctness/useExhaustiveDependencies: another choice is another menu
  useEffect(() => {
    opener.current ??= document.activeElement
    items()[0]?.focus()
  }, [choice])

  function pressed(event: KeyboardEvent) {
    if (event.key === 'Escape' || event.key === 'Tab') {
      event.preventDefault()
      onClose()
      if (opener.current instanceof HTMLElement) opener.current.focus()
      return
    }
    const all = items()
    const next = itemAfter(event.key, all.indexOf(document.activeElement as HTMLElement), all.length)
    if (next === null) return
    event.preventDefault()
    all[next]?.focus()
  }

  return (
    <div
      ref={menu}
      className="chooser"
      role="menu"
      tabIndex={-1}
      aria-label={say('map.choose')}
      style={chooserPlace(choice)}
      onKeyDown={pressed}
    >
      <p className="chooser-title" aria-hidden="true">
        {say('map.choose')}
      </p>
      {choice.picks.map((pick) => (
        <button
          key={pick.key}
          type="button"
          role="menuitem"
          tabIndex={-1}
          onClick={(event) => {
            onClose()
            pick.choose(choice.isMore || event.shiftKey)
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
