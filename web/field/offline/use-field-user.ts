import { useQuery } from '@tanstack/react-query'
import type { User } from '../../../server/agencies/contract.ts'
import { sessionQuery } from '../../agencies/queries.ts'
import { isNewer, readStanding, type Standing } from '../store/facts.ts'
import type { FieldUser } from './contract.ts'

const fieldUser = ({ id, name, role, agencyId }: User, isSessionOver: boolean): FieldUser => ({
  id,
  name,
  role,
  agencyId,
  isSessionOver,
})

/** What this window was told by the server, and when. */
interface Told {
  user: User | null | undefined
  answeredAt: number
}

/**
 * Whom to believe where the two differ: whoever the server has named to this window later than to the phone; else whoever
 * the phone knows, as another window may have signed in or out meanwhile.
 */
export function whoWorks({ user, answeredAt }: Told, kept: Standing | null, now: number): FieldUser | null {
  const isKept = kept === null || kept.person?.user.id === user?.id
  if (user && (isKept || isNewer(answeredAt, kept.since, now))) return fieldUser(user, false)
  return kept?.person ? fieldUser(kept.person.user, user === null) : null
}

/**
 * Who works on this phone. A session that ran out or was lost with the browser leaves its person here: they go on, and
 * sign in before anything is sent. Whoever signed out, or has not been back for a week, is nobody here.
 */
export function useFieldUser(): { user: FieldUser | null; isRead: boolean } {
  const session = useQuery(sessionQuery)
  const kept = useQuery({
    queryKey: ['field', 'person'],
    queryFn: () => readStanding().catch(() => null),
    staleTime: 0,
  })
  const told = { user: session.data === null ? null : session.data?.user, answeredAt: session.dataUpdatedAt }
  const isRead = Boolean(session.data) || (!kept.isPending && !session.isPending)
  return { user: isRead ? whoWorks(told, kept.data ?? null, Date.now()) : null, isRead }
}
