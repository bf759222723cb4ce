import { useQueryClient } from '@tanstack/react-query'
import { useBlocker } from '@tanstack/react-router'
import { useEffect, useId, useLayoutEffect } from 'react'
import { useSpeech } from '../i18n/language.tsx'
import { useModal } from '../ui/use-modal.ts'
import { useHeld } from './ended.ts'
import { sessionQuery } from './queries.ts'

/** Over a page that waits for whoever wrote there: nobody else reads or touches it, and nothing of it is lost. */
export function HeldPage() {
  return useHeld() ? <Cover /> : null
}

const always = () => true

/** What lies beneath is hidden by itself, and not by the cover alone; no way leads on from it, and no key takes the cover off. */
function useHiding(): void {
  useLayoutEffect(() => {
    const { dataset } = document.documentElement
    dataset.held = ''
    // browsers close a dialog on the second Escape, whatever it says to the first
    const pressed = (event: KeyboardEvent) => {
      if (event.key !== 'Escape') return
      event.preventDefault()
      event.stopPropagation()
    }
    window.addEventListener('keydown', pressed, { capture: true })
    return () => {
      window.removeEventListener('keydown', pressed, { capture: true })
      delete dataset.held
    }
  }, [])
  // without a question: its answer would be given by whoever sits here now
  useBlocker({ shouldBlockFn: always })
}

function Cover() {
  const { language, say } = useSpeech()
  const client = useQueryClient()
  // before the dialog, which gives the focus back when it closes: to what has to be in sight by then
  useHiding()
  const modal = useModal(() => undefined)
  const id = useId()
  useEffect(() => {
    // windows side by side: one comes back to this one that was never out of sight
    const lookAgain = () => void client.invalidateQueries({ queryKey: sessionQuery.queryKey })
    window.addEventListener('focus', lookAgain)
    return () => window.removeEventListener('focus', lookAgain)
  }, [client])
  return (
    <dialog
      {...modal}
      closedby="none"
      className="confirm held"
      aria-labelledby={`${id}-title`}
      aria-describedby={`${id}-detail`}
      onClose={({ currentTarget }) => {
        if (currentTarget.isConnected && !currentTarget.open) currentTarget.showModal()
      }}
    >
      <h2 id={`${id}-title`}>{say('session.over')}</h2>
      <p id={`${id}-detail`}>{say('session.overDetail')}</p>
      <div className="buttons">
        <a className="button primary" href={`/sign-in?lang=${language}`} target="_blank" rel="noreferrer">
          {say('session.signInElsewhere')}
        </a>
        <button type="button" className="button" onClick={() => client.setQueryData(sessionQuery.queryKey, null)}>
          {say('session.discard')}
        </button>
      </div>
    </dialog>
  )
}
