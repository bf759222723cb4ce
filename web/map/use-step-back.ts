import { useEffect, useRef } from 'react'
import { usePicking } from './picking.tsx'

/**
 * Escape on the map, or where nothing has the focus, goes one step back: what is open beside it closes as if the key had been
 * pressed there. A pen that holds the clicks has the key for itself.
 */
export function useStepBack(back: () => void): void {
  const { held } = usePicking()
  const latest = useRef(back)
  latest.current = back
  useEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || event.defaultPrevented || held.current !== null) return
      // what asks something above the page has the key, wherever the focus went meanwhile
      if (document.querySelector('dialog[open]')) return
      const at = event.target
      if (!(at instanceof Element) || !(at === document.body || at.closest('.map'))) return
      event.preventDefault()
      latest.current()
    }
    document.addEventListener('keydown', pressed)
    return () => document.removeEventListener('keydown', pressed)
  }, [held])
}
