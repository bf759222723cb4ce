import { type ReactNode, useEffect, useLayoutEffect, useRef } from 'react'
import { useSpeech } from '../i18n/language.tsx'
import { Icon } from './Icon.tsx'
import { SheetGrip } from './SheetGrip.tsx'
import type { Stop } from './sheet.ts'
import { SheetProvider, useSheet } from './use-sheet.ts'

interface DrawerProps {
  /** What stands above the title: chips, state. */
  eyebrow?: ReactNode
  title: string
  subtitle?: ReactNode
  /** Changes with what is shown, so that the heading takes the focus anew. */
  subject?: string
  actions?: ReactNode
  /** Where the sheet that it is on a phone opens. */
  opens?: Stop
  onClose: () => void
  children: ReactNode
}

/** What had the focus before the drawer took it; one drawer may follow another meanwhile. */
let opener: HTMLElement | null = null

/** Gives the focus back to what opened the drawer once none is open, unless it has gone elsewhere by itself. */
function useFocusBack(): void {
  useLayoutEffect(() => {
    const { activeElement: focused, body } = document
    if (focused instanceof HTMLElement && focused !== body && !focused.closest('.drawer')) opener = focused
  }, [])
  useEffect(
    () => () => {
      if (document.querySelector('.drawer')) return
      if (document.activeElement === document.body) opener?.focus({ preventScroll: true })
      opener = null
    },
    [],
  )
}

/** Everything about one thing, beside the map: not modal, Escape closes it, the heading takes the focus. */
export function Drawer({ eyebrow, title, subtitle, subject, actions, opens, onClose, children }: DrawerProps) {
  const { say } = useSpeech()
  const heading = useRef<HTMLHeadingElement>(null)
  const { sheet, grip } = useSheet(subject, opens)
  useFocusBack()
  // biome-ignore lint/correctness/useExhaustiveDependencies: the focus follows the subject alone
  useEffect(() => heading.current?.focus({ preventScroll: true }), [subject])
  return (
    <aside
      className="drawer sheet"
      {...sheet}
      aria-label={title}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || event.defaultPrevented) return
        // else the same key would close the question that closing may ask
        event.preventDefault()
        onClose()
      }}
    >
      <SheetGrip {...grip} />
      <header className="drawer-head">
        <div className="drawer-eyebrow">
          {eyebrow}
          <button
            type="button"
            className="quiet close"
            aria-label={say('action.close')}
            title={say('action.close')}
            onClick={onClose}
          >
            <Icon name="close" />
          </button>
        </div>
        <h1 ref={heading} tabIndex={-1} dir="auto">
          {title}
        </h1>
        {subtitle ? <p className="drawer-subtitle">{subtitle}</p> : null}
      </header>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls can be scrolled by keys, also where nothing in it can be focused */}
      <div className="drawer-body" tabIndex={0}>
        <SheetProvider value={grip.onStop}>{children}</SheetProvider>
      </div>
      {actions ? <footer className="drawer-actions">{actions}</footer> : null}
    </aside>
  )
}
