import { useQuery } from '@tanstack/react-query'
import type { User } from '../../../server/agencies/contract.ts'
import { sessionQuery } from '../../agencies/queries.ts'
import { readPerson } from '../store/facts.ts'
import type { FieldUser } from './contract.ts'

const fieldUser = ({ id, name, role, agencyId }: User, isSessionOver: boolean): FieldUser => ({
  id,
  name,
  role,
  agencyId,
  isSessionOver,
})

/**
 * Who works on this phone. A session that ran out or was lost with the browser leaves its person here: they go on, and
 * sign in before anything is sent. Whoever signed out, or has not been back for a week, is nobody here.
 */
export function useFieldUser(): { user: FieldUser | null; isRead: boolean } {
  const session = useQuery(sessionQuery)
  const kept = useQuery({
    queryKey: ['field', 'person'],
    queryFn: () => readPerson().catch(() => null),
    staleTime: 0,
  })
  if (session.data) return { user: fieldUser(session.data.user, false), isRead: true }
  const isRead = !kept.isPending && !session.isPending
  return { user: isRead && kept.data ? fieldUser(kept.data.user, session.data === null) : null, isRead }
}
