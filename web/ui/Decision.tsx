import { type ReactNode, useId, useLayoutEffect, useRef } from 'react'
import type { Problem } from '../api.ts'
import { isWriting, notByChoice } from './enter.ts'
import { Failure } from './States.tsx'
import { useUnsaved } from './unsaved.ts'
import { useModal } from './use-modal.ts'

interface DecisionProps {
  title: string
  detail: string
  act: string
  keep: string
  /** Whether everything is there that it needs. */
  isReady?: boolean
  isBusy: boolean
  problem: Problem | null
  onAct: () => void
  onKeep: () => void
  /** What is decided on, and the fields that belong to it. */
  children?: ReactNode
}

/** Something is decided in a dialog: nothing happens before its button is pressed, and Escape leaves it. */
export function Decision(props: DecisionProps) {
  const { title, detail, act, keep, isReady = true, isBusy, problem, onAct, onKeep, children } = props
  const modal = useModal(onKeep)
  const id = useId()
  const heading = useRef<HTMLHeadingElement>(null)
  useUnsaved(true)
  useLayoutEffect(() => {
    // where nothing is to be written first, one press of Enter too many must not decide
    if (!isWriting(document.activeElement)) heading.current?.focus()
  }, [])
  return (
    <dialog {...modal} className="confirm decision" aria-labelledby={`${id}-title`} aria-describedby={`${id}-detail`}>
      <form
        onKeyDown={notByChoice}
        onSubmit={(event) => {
          event.preventDefault()
          if (isReady && !isBusy) onAct()
        }}
      >
        <header>
          <h2 ref={heading} id={`${id}-title`} tabIndex={-1}>
            {title}
          </h2>
          <p id={`${id}-detail`}>{detail}</p>
        </header>
        {children ? <div className="decision-body">{children}</div> : null}
        {problem ? <Failure problem={problem} /> : null}
        <div className="buttons">
          <button type="submit" className="button primary" disabled={!isReady || isBusy}>
            {act}
          </button>
          <button type="button" className="button" onClick={onKeep}>
            {keep}
          </button>
        </div>
      </form>
    </dialog>
  )
}
