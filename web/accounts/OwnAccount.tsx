import './accounts.css'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { userMay } from '../../server/access/rules.ts'
import type { User } from '../../server/agencies/contract.ts'
import { type Address, travelling } from '../address.ts'
import { useSpeech } from '../i18n/language.tsx'
import { Icon } from '../ui/Icon.tsx'
import { ChangePassword } from './ChangePassword.tsx'
import { OwnSessions } from './OwnSessions.tsx'

/** What else belongs to whoever is signed in: their sessions, their password, what they may read of the audit. */
export default function OwnAccount({ user }: { user: User }) {
  const { say } = useSpeech()
  const [done, setDone] = useState(false)
  const search = (before: Address) => travelling(before)
  return (
    <>
      {userMay(user, 'audit.read') ? (
        <Link to="/audit" search={search as never} className="link with-icon">
          <Icon name="clock" />
          {say('own.audit')}
        </Link>
      ) : null}
      {done ? (
        <p className="clear" role="status">
          {say('own.passwordDone')}
        </p>
      ) : null}
      {user.external ? (
        <p className="form-note">{say('own.external')}</p>
      ) : (
        <ChangePassword email={user.email} onDone={() => setDone(true)} onBegin={() => setDone(false)} />
      )}
      <OwnSessions userId={user.id} />
    </>
  )
}
