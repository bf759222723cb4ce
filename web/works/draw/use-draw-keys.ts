import { useEffect, useRef } from 'react'

interface DrawKeys {
  undo: () => void
  redo: () => void
  finish: () => void
  escape: () => void
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || ['INPUT', 'SELECT', 'TEXTAREA'].includes(target.tagName))
  )
}

function meant(event: KeyboardEvent): keyof DrawKeys | null {
  const command = event.ctrlKey || event.metaKey
  if (command && event.code === 'KeyZ') return event.shiftKey ? 'redo' : 'undo'
  if (command && event.code === 'KeyY') return 'redo'
  if (command || event.altKey) return null
  if (event.key === 'Backspace') return 'undo'
  if (event.key === 'Escape') return 'escape'
  const onButton = event.target instanceof HTMLButtonElement || event.target instanceof HTMLAnchorElement
  return event.key === 'Enter' && !onButton ? 'finish' : null
}

/** Enter finishes, Backspace and Ctrl+Z take back, Ctrl+Shift+Z brings back, Escape clears; never while typing. */
export function useDrawKeys(keys: DrawKeys): void {
  const latest = useRef(keys)
  latest.current = keys
  useEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      if (isTyping(event.target)) return
      const verb = meant(event)
      if (!verb) return
      event.preventDefault()
      event.stopPropagation()
      latest.current[verb]()
    }
    document.addEventListener('keydown', pressed, { capture: true })
    return () => document.removeEventListener('keydown', pressed, { capture: true })
  }, [])
}
