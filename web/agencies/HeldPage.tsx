import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useId } from 'react'
import { useSpeech } from '../i18n/language.tsx'
import { useModal } from '../ui/use-modal.ts'
import { goOn, useHeld } from './ended.ts'
import { sessionQuery } from './queries.ts'

/** Over a page that waits for whoever wrote there: nobody else reads or touches it, and nothing of it is lost. */
export function HeldPage() {
  return useHeld() ? <Cover /> : null
}

function Cover() {
  const { language, say } = useSpeech()
  const client = useQueryClient()
  // Escape leads nowhere: what lies beneath is not for whoever sits here now
  const modal = useModal(() => undefined)
  const id = useId()
  useEffect(() => {
    // windows side by side: one comes back to this one that was never out of sight
    const lookAgain = () => void client.invalidateQueries({ queryKey: sessionQuery.queryKey })
    window.addEventListener('focus', lookAgain)
    return () => window.removeEventListener('focus', lookAgain)
  }, [client])
  const discard = () => {
    goOn()
    client.setQueryData(sessionQuery.queryKey, null)
  }
  return (
    <dialog {...modal} className="confirm held" aria-labelledby={`${id}-title`} aria-describedby={`${id}-detail`}>
      <h2 id={`${id}-title`}>{say('session.over')}</h2>
      <p id={`${id}-detail`}>{say('session.overDetail')}</p>
      <div className="buttons">
        <a className="button primary" href={`/sign-in?lang=${language}`} target="_blank" rel="noreferrer">
          {say('session.signInElsewhere')}
        </a>
        <button type="button" className="button" onClick={discard}>
          {say('session.discard')}
        </button>
      </div>
    </dialog>
  )
}
