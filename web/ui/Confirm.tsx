import { useId } from 'react'
import { useModal } from './use-modal.ts'

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
  const modal = useModal(onKeep)
  const id = useId()
  return (
    <dialog {...modal} className="confirm" aria-labelledby={`${id}-title`} aria-describedby={`${id}-detail`}>
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
