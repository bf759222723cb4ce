import type { User } from '../../server/agencies/contract.ts'
import { useLeaving } from '../agencies/use-leaving.tsx'
import { useSignOut } from '../agencies/use-sign-out.ts'
import { useSpeech } from '../i18n/language.tsx'
import { Failure } from '../ui/States.tsx'

/** An invitation was opened where somebody is signed in: whose browser it is must be plain before a password is chosen. */
export function SignedInElse({ user }: { user: User }) {
  const { say, name } = useSpeech()
  const signOut = useSignOut()
  const { beforeLeaving, question } = useLeaving(user.id)
  return (
    <div className="account">
      <p className="incomplete">{say('welcome.elsewhere', { name: name(user.name) })}</p>
      {signOut.isError ? <Failure problem={signOut.error} /> : null}
      <button
        type="button"
        className="button primary"
        disabled={signOut.isPending}
        onClick={() => beforeLeaving(() => signOut.mutate())}
      >
        {say('welcome.signOut')}
      </button>
      {question}
    </div>
  )
}
