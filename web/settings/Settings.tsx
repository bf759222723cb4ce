import { lazy, Suspense, useEffect, useId, useRef, useState } from 'react'
import { useSpeech } from '../i18n/language.tsx'
import { Icon } from '../ui/Icon.tsx'

const SettingsForm = lazy(() => import('./SettingsForm.tsx'))

/** The gear at the end of the rail, for everybody, and the panel that it opens over whatever page is open. */
export function Settings() {
  const { say } = useSpeech()
  const [open, setOpen] = useState(false)
  const id = useId()
  const box = useRef<HTMLDivElement>(null)
  const gear = useRef<HTMLButtonElement>(null)
  const panel = useRef<HTMLElement>(null)
  useEffect(() => {
    if (!open) return
    panel.current?.focus()
    const away = (event: Event) => !box.current?.contains(event.target as Node) && setOpen(false)
    document.addEventListener('pointerdown', away)
    return () => document.removeEventListener('pointerdown', away)
  }, [open])
  const close = () => {
    setOpen(false)
    gear.current?.focus()
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Escape closes what the button within opened
    <div
      ref={box}
      className="settings-place"
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || !open) return
        event.stopPropagation()
        close()
      }}
    >
      <button
        ref={gear}
        type="button"
        className="rail-link"
        aria-expanded={open}
        aria-controls={id}
        onClick={() => setOpen(!open)}
      >
        <Icon name="gear" size={20} />
        <span>{say('settings.title')}</span>
      </button>
      {open ? (
        <section ref={panel} id={id} className="settings" tabIndex={-1} aria-label={say('settings.title')}>
          <header>
            <h2>{say('settings.title')}</h2>
            <button type="button" className="quiet" aria-label={say('action.close')} onClick={close}>
              <Icon name="close" size={16} />
            </button>
          </header>
          <Suspense fallback={null}>
            <SettingsForm />
          </Suspense>
        </section>
      ) : null}
    </div>
  )
}
