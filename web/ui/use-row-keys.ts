import { useEffect, useRef, useState } from 'react'

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

const noOthers: ReadonlyMap<string, () => void> = new Map()

/**
 * J and K lead down and up a list, and other keys to what the page has for them, but never while something is typed;
 * they can be switched off for all lists, which is remembered.
 */
export function useRowKeys(move: (step: 1 | -1) => void, others: ReadonlyMap<string, () => void> = noOthers) {
  const [isOn, setOn] = useState(areOn)
  const latest = useRef({ move, others })
  latest.current = { move, others }
  useEffect(() => {
    if (!isOn) return
    const pressed = (event: KeyboardEvent) => {
      const step = steps[event.code]
      const other = latest.current.others.get(event.code)
      const isChord = event.ctrlKey || event.altKey || event.metaKey || event.shiftKey
      if (!(step || other) || isChord || event.defaultPrevented) return
      if (event.target instanceof Element && event.target.closest(typing)) return
      // it is modal: what lies beneath is not to be moved
      if (document.querySelector('dialog[open]')) return
      event.preventDefault()
      if (step) latest.current.move(step)
      else other?.()
    }
    document.addEventListener('keydown', pressed)
    return () => document.removeEventListener('keydown', pressed)
  }, [isOn])
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

interface Moved {
  /** What can be opened, in the order of the list. */
  ids: readonly string[]
  opened: string | undefined
  open: (id: string) => void
  /** Finds the buttons of the rows. */
  rows: string
}

/** One row on or back: to its row in the list or, where something is open, to the next one opened. */
export function useRowMove({ ids, opened, open, rows }: Moved): (step: 1 | -1) => void {
  const at = opened ? ids.indexOf(opened) : -1
  const last = useRef(0)
  if (at >= 0) last.current = at
  return (step) => {
    if (opened) {
      // decided on, it has left the list: the one after it stands in its place
      const next = at >= 0 ? at + step : last.current + Math.min(step, 0)
      if (ids[next]) open(ids[next])
      return
    }
    const buttons = [...document.querySelectorAll<HTMLElement>(rows)]
    const focused = buttons.indexOf(document.activeElement as HTMLElement)
    buttons[Math.min(Math.max(focused + step, 0), buttons.length - 1)]?.focus()
  }
}
