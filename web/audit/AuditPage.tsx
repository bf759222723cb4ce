import '../accounts/accounts.css'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { userMay } from '../../server/access/rules.ts'
import { auditSubjects } from '../../server/audit/contract.ts'
import { known, useAddress } from '../address.ts'
import { sessionQuery } from '../agencies/queries.ts'
import { SignInHint } from '../agencies/SignInHint.tsx'
import { useSpeech } from '../i18n/language.tsx'
import { Listing } from '../ui/Listing.tsx'
import { Empty, Waiting } from '../ui/States.tsx'
import { AuditFilters } from './AuditFilters.tsx'
import { EntryItem } from './EntryItem.tsx'
import { auditQuery } from './queries.ts'

/** Who changed what, the newest first: what an agency sees of its own objects, an administrator of their ground. */
export default function AuditPage() {
  const { say } = useSpeech()
  const session = useQuery(sessionQuery)
  const user = session.data?.user
  if (user && userMay(user, 'audit.read')) return <Entries />
  return (
    <section className="listing" aria-label={say('audit.title')}>
      <header className="listing-head">
        <h1>{say('audit.title')}</h1>
      </header>
      {user ? <Empty icon="shield" title={say('audit.notYours')} /> : null}
      {session.data === null ? <SignInHint>{say('audit.signInFirst')}</SignInHint> : null}
      {session.data === undefined ? <Waiting query={session} /> : null}
    </section>
  )
}

function Entries() {
  const { say } = useSpeech()
  const { kind, since, until } = useAddress()
  const subjects = known(kind, auditSubjects)
  const turned = Boolean(since && until && since > until)
  const filter = { subject: subjects.join(',') || undefined, from: since, to: turned ? undefined : until }
  const query = useInfiniteQuery(auditQuery(filter, 40))
  const items = query.data?.pages.flatMap((page) => page.items) ?? []
  const filtered = subjects.length > 0 || since || until
  return (
    <Listing
      title={say('audit.title')}
      count=""
      icon="clock"
      none={say(filtered ? 'audit.none' : 'audit.noneYet')}
      {...(filtered ? { noneDetail: say('audit.noneDetail') } : {})}
      query={query}
      empty={items.length === 0}
      filters={<AuditFilters turned={turned} />}
      testId="audit-list"
    >
      {items.map((entry) => (
        <EntryItem key={`${entry.regionId} ${entry.sequence}`} entry={entry} />
      ))}
    </Listing>
  )
}
