import './office.css'
import { useEffect, useRef } from 'react'
import { roleMay } from '../../server/access/rules.ts'
import { useUser } from '../agencies/queries.ts'
import { hrefOf, useFollow, useGoing } from '../going.tsx'
import { type MessageId, useSpeech } from '../i18n/language.tsx'

const pages: readonly {
  to: string
  label: MessageId
  permission: 'works.read' | 'restrictions.write' | 'bans.read'
}[] = [
  { to: '/office/plan', label: 'office.plan', permission: 'works.read' },
  { to: '/office/meeting', label: 'office.meeting', permission: 'works.read' },
  { to: '/office/meetings', label: 'office.meetings', permission: 'works.read' },
  { to: '/office/restrictions', label: 'office.restrictions', permission: 'restrictions.write' },
  { to: '/office/figures', label: 'office.figures', permission: 'works.read' },
  { to: '/office/bans', label: 'office.bans', permission: 'bans.read' },
]

/** The rooms of the coordination office that whoever looks may enter. */
export function OfficeTabs() {
  const { say } = useSpeech()
  const { pathname, address } = useGoing()
  const follow = useFollow()
  const role = useUser()?.role ?? null
  const tabs = useRef<HTMLElement>(null)
  // where they scroll, the one that is open is in sight
  useEffect(() => {
    tabs.current?.querySelector('[aria-current]')?.scrollIntoView?.({ block: 'nearest', inline: 'center' })
  }, [])
  return (
    <nav ref={tabs} className="office-tabs" aria-label={say('office.tabs')}>
      {pages
        .filter(({ permission }) => roleMay(role, permission))
        .map(({ to, label }) => (
          <a key={to} href={hrefOf(to, address)} onClick={follow} aria-current={pathname === to ? 'page' : undefined}>
            {say(label)}
          </a>
        ))}
    </nav>
  )
}
