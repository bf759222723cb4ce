import { type RefObject, useEffect } from 'react'

const places = ['dialog', '.drawer', 'form', 'fieldset']
const saving = '.button.primary'

/**
 * Holds whatever would be saved beside a field that shows what is no day: its form knows the day before, and would send that.
 * The field is given the focus instead, which says what is wrong. `heldToo` are other buttons that would take the field away.
 */
export function useHeldSaving(field: RefObject<HTMLElement | null>, isHolding: boolean, heldToo?: string): void {
  useEffect(() => {
    const shown = field.current
    const place = isHolding ? places.map((name) => shown?.closest(name)).find((found) => found) : null
    if (!place) return
    const held = heldToo ? `${saving}, ${heldToo}` : saving
    const hold = (event: Event) => {
      const { target } = event
      if (!(target instanceof Element) || !place.contains(target)) return
      if (event.type === 'click' && !target.closest(held)) return
      event.preventDefault()
      event.stopPropagation()
      shown?.querySelector('input')?.focus()
    }
    const heard = ['submit', 'click'] as const
    for (const name of heard) document.addEventListener(name, hold, true)
    return () => {
      for (const name of heard) document.removeEventListener(name, hold, true)
    }
  }, [field, isHolding, heldToo])
}
