import { type DialogHTMLAttributes, type RefObject, useLayoutEffect, useRef } from 'react'

/** What makes a dialog modal for as long as it is there; Escape is its own, and what lies beneath stays open. */
export function useModal(
  onKeep: () => void,
): DialogHTMLAttributes<HTMLDialogElement> & { ref: RefObject<HTMLDialogElement | null> } {
  const dialog = useRef<HTMLDialogElement>(null)
  useLayoutEffect(() => {
    const shown = dialog.current
    shown?.showModal()
    return () => shown?.close()
  }, [])
  return {
    ref: dialog,
    onKeyDown: (event) => event.key === 'Escape' && event.stopPropagation(),
    onCancel: (event) => {
      event.preventDefault()
      onKeep()
    },
  }
}
