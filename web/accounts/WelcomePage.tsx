import './accounts.css'
import { useQuery } from '@tanstack/react-query'
import { useLocation, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { type Address, travelling } from '../address.ts'
import { sessionQuery } from '../agencies/queries.ts'
import { useSpeech } from '../i18n/language.tsx'
import { Drawer } from '../ui/Drawer.tsx'
import { Waiting } from '../ui/States.tsx'
import { BadTicket } from './BadTicket.tsx'
import { ticketQuery } from './queries.ts'
import { SignedInElse } from './SignedInElse.tsx'
import { WelcomeForm } from './WelcomeForm.tsx'

/** Whole, a secret is of these: one that was copied in part is not even asked for. */
const form = /^[A-Za-z0-9_-]{43}$/

/**
 * Whoever holds an invitation or a reset chooses a password here. Its secret stands behind the `#`, where no server and no
 * log sees it.
 */
export default function WelcomePage() {
  const { say } = useSpeech()
  const { hash } = useLocation()
  const session = useQuery(sessionQuery)
  const navigate = useNavigate()
  const [spent, setSpent] = useState('')
  const isWhole = form.test(hash) && spent !== hash
  const ticket = useQuery({ ...ticketQuery(hash), enabled: isWhole && session.data === null })
  const isBad = !isWhole || ticket.error?.status === 404 || ticket.error?.status === 400
  const search = (before: Address) => travelling(before)
  const leave = () => void navigate({ to: '/', search: search as never })
  const signIn = (email: string) =>
    void navigate({ to: '/sign-in', search: search as never, state: { email } as never, replace: true })
  const title = say(ticket.data?.purpose === 'reset' && !isBad ? 'welcome.reset' : 'nav.welcome')
  return (
    <Drawer title={title} opens="full" onClose={leave}>
      {session.data === undefined ? <Waiting query={session} /> : null}
      {session.data ? <SignedInElse user={session.data.user} /> : null}
      {session.data === null && isBad ? <BadTicket /> : null}
      {session.data === null && !isBad && !ticket.data ? <Waiting query={ticket} /> : null}
      {session.data === null && !isBad && ticket.data ? (
        <WelcomeForm ticket={ticket.data} secret={hash} onSet={signIn} onSpent={() => setSpent(hash)} />
      ) : null}
    </Drawer>
  )
}
