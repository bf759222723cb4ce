import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react'

/**
 * What a button opens over the page. A press beside it closes it; so does Escape, which is then heard by nobody else, and
 * gives the focus back to the button.
 */
export function usePopUp() {
  const [isOpen, setOpen] = useState(false)
  const box = useRef<HTMLDivElement>(null)
  const button = useRef<HTMLButtonElement>(null)
  const id = useId()
  useEffect(() => {
    if (!isOpen) return
    const pressed = (event: Event) => !box.current?.contains(event.target as Node) && setOpen(false)
    document.addEventListener('pointerdown', pressed)
    return () => document.removeEventListener('pointerdown', pressed)
  }, [isOpen])
  const close = () => {
    setOpen(false)
    button.current?.focus()
  }
  const keyed = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || !isOpen) return
    event.stopPropagation()
    close()
  }
  return {
    isOpen,
    close,
    /** Of what is opened. */
    id,
    /** Around the button and what it opens. */
    box: { ref: box, onKeyDown: keyed },
    button: {
      ref: button,
      type: 'button',
      'aria-expanded': isOpen,
      'aria-controls': id,
      onClick: () => setOpen(!isOpen),
    } as const,
  }
}
