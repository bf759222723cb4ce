import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { type Address, travelling } from '../address.ts'
import { useSpeech } from '../i18n/language.tsx'
import { changeDisplay } from '../settings/display.ts'
import { Icon, type IconName } from './Icon.tsx'

export interface RailItem {
  to: string
  label: string
  icon: IconName
  exact?: boolean
  /** Left out where there is room for few. */
  minor?: boolean
}

const keepPlace = (before: Address) => travelling(before)

function RailLink({ to, label, icon, exact = false, minor = false }: RailItem) {
  return (
    <Link
      to={to}
      search={keepPlace as never}
      className={minor ? 'rail-link minor' : 'rail-link'}
      activeOptions={{ exact, includeSearch: false }}
    >
      <Icon name={icon} size={20} />
      <span>{label}</span>
    </Link>
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
  return (
    <nav className="rail" aria-label={say('nav.label')}>
      <Link to="/" search={keepPlace as never} className="rail-mark" aria-label={say('app.name')}>
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
      </Link>
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
  const other = language === 'ar' ? 'en' : 'ar'
  const search = (before: Address) => ({ ...before, lang: other })
  return (
    <Link
      to="."
      search={search as never}
      hash
      className="rail-link minor"
      onClick={() => changeDisplay({ language: other })}
      lang={other}
      aria-label={say('nav.language')}
      activeProps={{ className: '' }}
      data-testid="language"
    >
      <Icon name="globe" size={20} />
      <span>{other === 'ar' ? 'العربية' : 'English'}</span>
    </Link>
  )
}
