import { Link, useLocation } from '@tanstack/react-router'
import { useState } from 'react'
import type { Role } from '../server/agencies/contract.ts'
import { isOffice } from '../server/agencies/rules.ts'
import { type Address, travelling } from './address.ts'
import { useUser } from './agencies/queries.ts'
import { type MessageId, useSpeech } from './i18n/language.tsx'
import { Icon } from './ui/Icon.tsx'

type Way = {
  words: MessageId
  deeds: readonly { to: '/draw' | '/conflicts' | '/sign-in' | '/reports/new'; label: MessageId }[]
}

/** What somebody comes for, in a sentence, and where it begins. */
const ways: Record<'visitor' | 'utility' | 'office', Way> = {
  visitor: {
    words: 'first.visitor',
    deeds: [
      { to: '/sign-in', label: 'first.signIn' },
      { to: '/reports/new', label: 'report.send' },
    ],
  },
  utility: {
    words: 'first.utility',
    deeds: [
      { to: '/draw', label: 'draw.title' },
      { to: '/conflicts', label: 'first.conflicts' },
    ],
  },
  office: {
    words: 'first.office',
    deeds: [
      { to: '/conflicts', label: 'first.conflicts' },
      { to: '/draw', label: 'draw.title' },
    ],
  },
}

function wayOf(role: Role | undefined): keyof typeof ways | null {
  if (role === undefined) return 'visitor'
  if (isOffice(role)) return 'office'
  return role === 'utility' ? 'utility' : null
}

const placeOf = (way: string) => `nasaq.first.${way}`

function isKnown(way: string): boolean {
  try {
    return localStorage.getItem(placeOf(way)) !== null
  } catch {
    return true
  }
}

function keep(way: string): void {
  try {
    localStorage.setItem(placeOf(way), 'seen')
  } catch {
    // it is closed until the page is opened anew
  }
}

/** On the first map that somebody sees: what this is, and where to begin. Gone for good once it is closed or followed. */
export function FirstVisit() {
  const { say } = useSpeech()
  const { pathname } = useLocation()
  const way = wayOf(useUser()?.role)
  const [closed, setClosed] = useState<string | null>(null)
  if (pathname !== '/' || !way || closed === way || isKnown(way)) return null
  const close = () => {
    keep(way)
    setClosed(way)
  }
  const { words, deeds } = ways[way]
  const search = (before: Address) => travelling(before)
  return (
    <aside className="first-visit" aria-label={say('first.title')}>
      <p>{say(words)}</p>
      <div>
        {deeds.map(({ to, label }, at) => (
          <Link
            key={to}
            to={to}
            search={search as never}
            className={at === 0 ? 'button primary' : 'button'}
            onClick={close}
          >
            {say(label)}
          </Link>
        ))}
        <button type="button" className="quiet" aria-label={say('action.close')} onClick={close}>
          <Icon name="close" />
        </button>
      </div>
    </aside>
  )
}
