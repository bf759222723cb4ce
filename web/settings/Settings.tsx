import { lazy, Suspense, useEffect, useRef } from 'react'
import { useSpeech } from '../i18n/language.tsx'
import { Icon } from '../ui/Icon.tsx'
import { Loading } from '../ui/States.tsx'
import { usePopUp } from '../ui/use-pop-up.ts'

// few who come to send a report open it
const SettingsForm = lazy(() => import('./SettingsForm.tsx'))

/** The gear at the end of the rail, for everybody, and the panel that it opens over whatever page is open. */
export function Settings() {
  const { say } = useSpeech()
  const { isOpen, close, id, box, button } = usePopUp()
  const panel = useRef<HTMLElement>(null)
  useEffect(() => {
    if (isOpen) panel.current?.focus()
  }, [isOpen])
  return (
    <div className="settings-place" {...box}>
      <button className="rail-link" {...button}>
        <Icon name="gear" size={20} />
        <span>{say('settings.title')}</span>
      </button>
      {isOpen ? (
        <section ref={panel} id={id} className="settings" tabIndex={-1} aria-label={say('settings.title')}>
          <header>
            <h2>{say('settings.title')}</h2>
            <button type="button" className="quiet" aria-label={say('action.close')} onClick={close}>
              <Icon name="close" size={16} />
            </button>
          </header>
          <Suspense fallback={<Loading />}>
            <SettingsForm />
          </Suspense>
        </section>
      ) : null}
    </div>
  )
}
