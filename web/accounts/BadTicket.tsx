import { Link } from '@tanstack/react-router'
import { type Address, travelling } from '../address.ts'
import { useSpeech } from '../i18n/language.tsx'
import { Empty } from '../ui/States.tsx'

/** A link that opens nothing: why that may be, and what to do. */
export function BadTicket() {
  const { say } = useSpeech()
  const search = (before: Address) => travelling(before)
  return (
    <Empty icon="warning" title={say('welcome.bad')}>
      <p>{say('welcome.badDetail')}</p>
      <p>{say('welcome.badTry')}</p>
      <p>{say('welcome.badUsed')}</p>
      <Link to="/sign-in" search={search as never} className="button">
        {say('session.signIn')}
      </Link>
    </Empty>
  )
}
