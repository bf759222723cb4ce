import { useQuery } from '@tanstack/react-query'
import { useLocation, useNavigate } from '@tanstack/react-router'
import { type FormEvent, Suspense, useId } from 'react'
import { demoAccounts, type Session } from '../../server/agencies/contract.ts'
import { type Address, travelling, useAddress } from '../address.ts'
import { useGoing } from '../going.tsx'
import { useSpeech } from '../i18n/language.tsx'
import { withAdministration } from '../i18n/rooms.ts'
import { entersField } from '../ui/beneath.ts'
import { Drawer } from '../ui/Drawer.tsx'
import { Icon } from '../ui/Icon.tsx'
import { lazyPart } from '../ui/lazy-part.tsx'
import { Failure, Loading } from '../ui/States.tsx'
import { AgencyChip } from './AgencyChip.tsx'
import { KnownHere } from './KnownHere.tsx'
import { ProviderWay } from './ProviderWay.tsx'
import { readyQuery, sessionQuery, useSignIn } from './queries.ts'
import { useLeaving } from './use-leaving.tsx'
import { useSignOut } from './use-sign-out.ts'

const OwnAccount = lazyPart(withAdministration(() => import('../accounts/OwnAccount.tsx')))

/** Signing in and out; the demo's accounts are one press away. */
export function SignInPage() {
  const { say } = useSpeech()
  const session = useQuery(sessionQuery).data
  const navigate = useNavigate()
  const { back } = useAddress()
  const { go, pathname } = useGoing()
  const leave = () => {
    // the field is loaded anew where it is entered, and sends what waits there
    if (back && entersField(pathname, back)) return window.location.assign(back)
    if (back) return go(back)
    const search = (before: Address) => travelling(before)
    void navigate({ to: '/', search: search as never })
  }
  return (
    <Drawer title={session ? say('session.yours') : say('session.signIn')} opens="full" onClose={leave}>
      {session ? <SignedIn session={session} /> : <SignIn onDone={leave} />}
    </Drawer>
  )
}

function SignedIn({ session }: { session: Session }) {
  const { say, name } = useSpeech()
  const signOut = useSignOut()
  const { user } = session
  const { beforeLeaving, question } = useLeaving(user.id)
  const leaveProvider = async () => {
    await signOut.mutateAsync()
    window.location.assign('/api/session/oidc/leave')
  }
  return (
    <div className="account">
      <p className="account-name">{name(user.name)}</p>
      <p>
        <bdi dir="ltr">{user.email}</bdi> · {say(`role.${user.isAdmin ? 'admin' : user.role}`)}
      </p>
      {user.agencyId ? <AgencyChip id={user.agencyId} /> : null}
      {signOut.isError ? <Failure problem={signOut.error} /> : null}
      <button
        type="button"
        className="button"
        disabled={signOut.isPending}
        onClick={() => beforeLeaving(() => signOut.mutate())}
      >
        {say('session.signOut')}
      </button>
      {session.external ? (
        <button
          type="button"
          className="button"
          disabled={signOut.isPending}
          onClick={() => beforeLeaving(() => void leaveProvider().catch(() => undefined))}
        >
          {say('session.signOutThere')}
        </button>
      ) : null}
      {question}
      {/* what it still asks for would be refused while the session ends */}
      {signOut.isPending || signOut.isSuccess ? null : (
        <Suspense fallback={<Loading />}>
          <OwnAccount user={user} />
        </Suspense>
      )}
    </div>
  )
}

function SignIn({ onDone }: { onDone: () => void }) {
  const { say } = useSpeech()
  const ready = useQuery(readyQuery).data
  const signIn = useSignIn()
  const id = useId()
  // whoever has just chosen a password need not write who they are again
  const { email: known = '' } = useLocation().state as { email?: string }
  const enter = (email: string, password: string) => signIn.mutate({ email, password }, { onSuccess: onDone })
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const given = new FormData(event.currentTarget)
    enter(String(given.get('email')), String(given.get('password')))
  }
  return (
    <>
      <ProviderWay />
      {signIn.isError ? <Failure problem={signIn.error} /> : null}
      <form className="form" onSubmit={submit}>
        <label htmlFor={`${id}-email`}>{say('session.email')}</label>
        <input
          id={`${id}-email`}
          name="email"
          type="text"
          inputMode="email"
          dir="ltr"
          autoComplete="username"
          defaultValue={known}
          required
        />
        <label htmlFor={`${id}-password`}>{say('session.password')}</label>
        <input
          id={`${id}-password`}
          name="password"
          type="password"
          dir="ltr"
          autoComplete="current-password"
          required
        />
        <button type="submit" className="button primary" disabled={signIn.isPending}>
          {say('session.signIn')}
        </button>
      </form>
      <KnownHere />
      {ready?.demo ? (
        <section className="demo">
          <h2>{say('session.demo')}</h2>
          <p>{say('session.demoDetail')}</p>
          <ul>
            {demoAccounts.map((account) => (
              <li key={account}>
                <button type="button" onClick={() => enter(`${account}@demo`, 'demo')} disabled={signIn.isPending}>
                  <Icon name="person" />
                  <span>{say(`demo.${account}`)}</span>
                  <bdi dir="ltr">{account}@demo</bdi>
                </button>
              </li>
            ))}
          </ul>
        </section>
      ) : null}
    </>
  )
}
