import './permits.css'
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { roleMay } from '../../server/access/rules.ts'
import { sessionQuery } from '../agencies/queries.ts'
import { SignInHint } from '../agencies/SignInHint.tsx'
import type { IconName } from '../ui/Icon.tsx'
import { ListPanel } from '../ui/ListPanel.tsx'
import { Empty, Waiting } from '../ui/States.tsx'

interface PageForProps {
  permission:
    | 'consultations.answer'
    | 'works.decide'
    | 'works.read'
    | 'bans.read'
    | 'restrictions.write'
    | 'inspections.read'
    | 'visits.plan'
    | 'assets.read'
  title: string
  icon: IconName
  signInFirst: string
  notYours: string
  children: ReactNode
}

/** A page for some only: others read in words whom it is for. */
export function PageFor({ permission, title, icon, signInFirst, notYours, children }: PageForProps) {
  const session = useQuery(sessionQuery)
  const user = session.data?.user
  if (user && roleMay(user.role, permission)) return children
  return (
    <ListPanel label={title}>
      <header className="listing-head">
        <h1>{title}</h1>
      </header>
      {user ? <Empty icon={icon} title={notYours} /> : null}
      {session.data === null ? <SignInHint>{signInFirst}</SignInHint> : null}
      {session.data === undefined ? <Waiting query={session} /> : null}
    </ListPanel>
  )
}
