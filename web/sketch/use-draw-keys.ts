import { useEffect, useRef } from 'react'

interface DrawKeys {
  undo: () => void
  redo: () => void
  finish: () => void
  escape: () => void
}

const ours = '.map, .drawer, .draw-bar'
/** What has keys of its own, wherever it lies. */
const foreign = 'dialog, [role=dialog], [role=grid], [role=listbox], [role=menu]'
const pressable = 'button, a, summary, [role=button]'

/** Is a key pressed here meant for the drawing: on the map, in its drawer or bar, or while nothing has the focus? */
export function isForDrawing(target: EventTarget | null): boolean {
  if (!(target instanceof Element)) return false
  // it is modal: what lies beneath is not to be drawn on
  if (document.querySelector('dialog[open]')) return false
  if (target === document.body) return true
  if (target.matches('input, select, textarea') || (target as HTMLElement).isContentEditable) return false
  return target.closest(ours) !== null && target.closest(foreign) === null
}

function meant(event: KeyboardEvent): keyof DrawKeys | null {
  const command = event.ctrlKey || event.metaKey
  if (command && event.code === 'KeyZ') return event.shiftKey ? 'redo' : 'undo'
  if (command && event.code === 'KeyY') return 'redo'
  if (command || event.altKey) return null
  if (event.key === 'Backspace') return 'undo'
  if (event.key === 'Escape') return 'escape'
  const presses = event.target instanceof Element && event.target.closest(pressable) !== null
  return event.key === 'Enter' && !presses ? 'finish' : null
}

/** Enter finishes, Backspace and Ctrl+Z take back, Ctrl+Shift+Z brings back, Escape leaves; never while typing or picking. */
export function useDrawKeys(keys: DrawKeys): void {
  const latest = useRef(keys)
  latest.current = keys
  useEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      const verb = isForDrawing(event.target) ? meant(event) : null
      if (!verb) return
      event.preventDefault()
      event.stopPropagation()
      latest.current[verb]()
    }
    document.addEventListener('keydown', pressed, { capture: true })
    return () => document.removeEventListener('keydown', pressed, { capture: true })
  }, [])
}
