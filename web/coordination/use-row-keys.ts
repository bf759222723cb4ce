import { useEffect, useState } from 'react'

const shelf = 'nasaq-row-keys'

function areOn(): boolean {
  try {
    return localStorage.getItem(shelf) !== 'off'
  } catch {
    return true
  }
}

const typing = 'input:not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable], dialog'

/** By the place of the key, so that it is the same under an Arabic layout. */
const steps: Record<string, 1 | -1> = { KeyJ: 1, KeyK: -1 }

/** J and K lead down and up a list, but never while something is typed; they can be switched off, which is remembered. */
export function useRowKeys(move: (step: 1 | -1) => void) {
  const [isOn, setOn] = useState(areOn)
  useEffect(() => {
    if (!isOn) return
    const pressed = (event: KeyboardEvent) => {
      const step = steps[event.code]
      const isChord = event.ctrlKey || event.altKey || event.metaKey || event.shiftKey
      if (!step || isChord || event.defaultPrevented) return
      if (event.target instanceof Element && event.target.closest(typing)) return
      event.preventDefault()
      move(step)
    }
    document.addEventListener('keydown', pressed)
    return () => document.removeEventListener('keydown', pressed)
  }, [isOn, move])
  const turn = (next: boolean) => {
    setOn(next)
    try {
      localStorage.setItem(shelf, next ? 'on' : 'off')
    } catch {
      // no shelf: it holds for the visit
    }
  }
  return { isOn, turn }
}
