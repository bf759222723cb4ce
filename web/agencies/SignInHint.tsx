import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { type Address, travelling } from '../address.ts'
import { useSpeech } from '../i18n/language.tsx'
import { Icon } from '../ui/Icon.tsx'

/** What a guest would see here after signing in. */
export function SignInHint({ children }: { children: ReactNode }) {
  const { say } = useSpeech()
  const search = (before: Address) => travelling(before)
  return (
    <div className="hint">
      <Icon name="person" />
      <p>{children}</p>
      <Link to="/sign-in" search={search as never} className="button">
        {say('session.signIn')}
      </Link>
    </div>
  )
}
