import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { signInFrom } from '../going.tsx'
import { useSpeech } from '../i18n/language.tsx'
import { Icon } from '../ui/Icon.tsx'

/** What a guest would see here after signing in. */
export function SignInHint({ children }: { children: ReactNode }) {
  const { say } = useSpeech()
  return (
    <div className="hint">
      <Icon name="person" />
      <p>{children}</p>
      <Link to="/sign-in" search={signInFrom as never} className="button">
        {say('session.signIn')}
      </Link>
    </div>
  )
}
