import './mine.css'
import { useQuery } from '@tanstack/react-query'
import { roleMay } from '../../../server/access/rules.ts'
import { useAddress, useChangeAddress } from '../../address.ts'
import { sessionQuery } from '../../agencies/queries.ts'
import { SignInHint } from '../../agencies/SignInHint.tsx'
import { useSpeech } from '../../i18n/language.tsx'
import { Empty, Waiting } from '../../ui/States.tsx'
import { WorksDrawer } from '../WorksDrawer.tsx'
import { MyWorks } from './MyWorks.tsx'

/** The works of one's agency, or of one's office's ground, as a table and along the days. */
export default function MyWorksPage() {
  const { say } = useSpeech()
  const session = useQuery(sessionQuery)
  const { sel } = useAddress()
  const change = useChangeAddress()
  const user = session.data?.user
  if (!user || !roleMay(user.role, 'works.read'))
    return (
      <section className="listing" aria-label={say('nav.myWorks')}>
        <header className="listing-head">
          <h1>{say('nav.myWorks')}</h1>
        </header>
        {user ? <Empty icon="table" title={say('mine.notYours')} /> : null}
        {session.data === null ? <SignInHint>{say('mine.signInFirst')}</SignInHint> : null}
        {session.data === undefined ? <Waiting query={session} /> : null}
      </section>
    )
  return (
    <>
      {sel ? <WorksDrawer key={sel} id={sel} onClose={() => change({ sel: undefined })} /> : null}
      <MyWorks key={user.id} reader={user} />
    </>
  )
}
