import './accounts.css'
import { useQuery } from '@tanstack/react-query'
import { userMay } from '../../server/access/rules.ts'
import { useAddress, useChangeAddress } from '../address.ts'
import { sessionQuery } from '../agencies/queries.ts'
import { SignInHint } from '../agencies/SignInHint.tsx'
import { useSpeech } from '../i18n/language.tsx'
import { Waiting } from '../ui/States.tsx'
import { AccountDrawer } from './AccountDrawer.tsx'
import { AccountsList } from './AccountsList.tsx'
import { InviteDrawer } from './InviteDrawer.tsx'
import { KeysList } from './KeysList.tsx'
import { NewKeyDrawer } from './NewKeyDrawer.tsx'

/** Who may sign in, and which software may ask: for administrators, of their own organisation or of all. */
export default function AccountsPage() {
  const { say } = useSpeech()
  const session = useQuery(sessionQuery)
  const { tab } = useAddress()
  if (userMay(session.data?.user ?? null, 'accounts.manage')) return tab === 'keys' ? <Keys /> : <Accounts />
  return (
    <section className="listing" aria-label={say('account.tabs')}>
      <header className="listing-head">
        <h1>{say('account.tabs')}</h1>
      </header>
      {session.isSuccess ? <SignInHint>{say('account.adminsOnly')}</SignInHint> : <Waiting query={session} />}
    </section>
  )
}

function Accounts() {
  const { sel } = useAddress()
  const change = useChangeAddress()
  const close = () => change({ sel: undefined })
  return (
    <>
      {sel === 'new' ? <InviteDrawer onClose={close} /> : null}
      {sel && sel !== 'new' ? <AccountDrawer key={sel} id={sel} onClose={close} /> : null}
      <AccountsList />
    </>
  )
}

function Keys() {
  const { sel } = useAddress()
  const change = useChangeAddress()
  return (
    <>
      {sel === 'new' ? <NewKeyDrawer onClose={() => change({ sel: undefined })} /> : null}
      <KeysList />
    </>
  )
}
