import { useId, useLayoutEffect, useRef } from 'react'

interface ConfirmProps {
  title: string
  detail: string
  /** What is lost by it. */
  act: string
  keep: string
  onAct: () => void
  onKeep: () => void
}

/** Asks before something is lost: the answer that keeps it has the focus, and Escape gives it. */
export function Confirm({ title, detail, act, keep, onAct, onKeep }: ConfirmProps) {
  const dialog = useRef<HTMLDialogElement>(null)
  const id = useId()
  useLayoutEffect(() => {
    const shown = dialog.current
    shown?.showModal()
    return () => shown?.close()
  }, [])
  return (
    <dialog
      ref={dialog}
      className="confirm"
      aria-labelledby={`${id}-title`}
      aria-describedby={`${id}-detail`}
      // what lies beneath stays open
      onKeyDown={(event) => event.key === 'Escape' && event.stopPropagation()}
      onCancel={(event) => {
        event.preventDefault()
        onKeep()
      }}
    >
      <h2 id={`${id}-title`}>{title}</h2>
      <p id={`${id}-detail`}>{detail}</p>
      <div className="buttons">
        <button type="button" className="button primary" onClick={onKeep}>
          {keep}
        </button>
        <button type="button" className="button" onClick={onAct}>
          {act}
        </button>
      </div>
    </dialog>
  )
}
