import type { ReactNode } from 'react'
import { hrefHere, hrefOf, useFollow, useGoing } from '../going.tsx'
import { useSpeech } from '../i18n/language.tsx'
import { changeDisplay } from '../settings/display.ts'
import { isBeneath } from './beneath.ts'
import { Icon, type IconName } from './Icon.tsx'

export interface RailItem {
  to: string
  label: string
  icon: IconName
  exact?: boolean
  /** Where several pages are one room: what lies beneath it is here. */
  within?: string
  /** How many things wait there, and what to say of it. */
  waiting?: { shown: string; words: string } | undefined
  /** Left out where there is room for few. */
  minor?: boolean
}

function RailLink({ to, within = to, label, icon, exact = false, minor = false, waiting }: RailItem) {
  const { say } = useSpeech()
  const { pathname, address } = useGoing()
  const follow = useFollow()
  const isHere = exact ? pathname === to : isBeneath(pathname, within)
  return (
    <a
      href={hrefOf(to, address)}
      onClick={follow}
      className={minor ? 'rail-link minor' : 'rail-link'}
      aria-current={isHere ? 'page' : undefined}
    >
      <Icon name={icon} size={20} />
      <span>{label}</span>
      {waiting ? (
        <b className="rail-badge">
          <span aria-hidden="true">{waiting.shown}</span>
          <span className="visually-hidden">
            {say('list.joint')}
            {waiting.words}
          </span>
        </b>
      ) : null}
    </a>
  )
}

interface RailProps {
  items: readonly RailItem[]
  end: readonly RailItem[]
  /** Buttons that are no rooms. */
  children?: ReactNode
}

/** The rooms of the house, at the start of the page; along the bottom on a phone. */
export function Rail({ items, end, children }: RailProps) {
  const { say } = useSpeech()
  const { address } = useGoing()
  const follow = useFollow()
  return (
    <nav className="rail" aria-label={say('nav.label')}>
      <a href={hrefOf('/', address)} onClick={follow} className="rail-mark">
        <span className="visually-hidden">{say('app.name')}</span>
        <svg viewBox="0 0 32 32" width="26" height="26" aria-hidden="true">
          <path
            d="M6 13.5c0 9 5 11.5 10 11.5s10-2.5 10-11.5"
            fill="none"
            stroke="var(--rail-mark)"
            strokeWidth="3.4"
            strokeLinecap="round"
          />
          <circle cx="16" cy="9" r="2.7" fill="var(--rail-mark)" />
        </svg>
      </a>
      {items.map((item) => (
        <RailLink key={item.to} {...item} />
      ))}
      <div className="rail-end">
        <LanguageSwitch />
        {children}
        {end.map((item) => (
          <RailLink key={item.to} {...item} />
        ))}
      </div>
    </nav>
  )
}

/** The other language, written in itself; everything else of the address stays. */
function LanguageSwitch() {
  const { language, say } = useSpeech()
  // what the link says goes by the address
  useGoing()
  const follow = useFollow()
  const other = language === 'ar' ? 'en' : 'ar'
  return (
    <a
      href={hrefHere({ lang: other })}
      className="rail-link minor"
      onClick={(event) => {
        changeDisplay({ language: other })
        follow(event)
      }}
      lang={other}
      aria-label={say('nav.language')}
      data-testid="language"
    >
      <Icon name="globe" size={20} />
      <span>{other === 'ar' ? 'العربية' : 'English'}</span>
    </a>
  )
}
