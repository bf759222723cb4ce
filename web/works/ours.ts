import { useQuery } from '@tanstack/react-query'
import { useCallback } from 'react'
import { roleMay } from '../../server/access/rules.ts'
import type { Municipality, User } from '../../server/agencies/contract.ts'
import { isOffice } from '../../server/agencies/rules.ts'
import { municipalitiesQuery, useUser } from '../agencies/queries.ts'
import type { MessageId } from '../i18n/language.tsx'

interface Placed {
  agencyId: string
  /** The one that holds most of it first. */
  municipalityIds: readonly string[]
}

/** May this reader change these works: as whose they are, or as the office that decides on them; not where one is merely touched. */
export function isOurs(
  user: Pick<User, 'role' | 'agencyId' | 'everywhere'> | null,
  { agencyId, municipalityIds }: Placed,
  municipalities: readonly Pick<Municipality, 'id' | 'agencyId'>[] = [],
): boolean {
  if (!user) return false
  if (!isOffice(user.role)) return user.role === 'utility' && user.agencyId === agencyId
  return user.agencyId === agencyId || decidesOn(user, { municipalityIds }, municipalities)
}

/** Is this reader of the office that decides on these works, whosever they are? Not one that is merely touched. */
export function decidesOn(
  user: Pick<User, 'role' | 'agencyId' | 'everywhere'> | null,
  { municipalityIds }: Pick<Placed, 'municipalityIds'>,
  municipalities: readonly Pick<Municipality, 'id' | 'agencyId'>[] = [],
): boolean {
  if (!user || !isOffice(user.role)) return false
  const deciding = municipalities.find(({ id }) => id === municipalityIds[0])
  return user.everywhere || (deciding !== undefined && deciding.agencyId === user.agencyId)
}

/** The same for who is signed in. */
export function useIsOurs(works: Placed | undefined): boolean {
  const user = useUser()
  const { data: municipalities } = useQuery({ ...municipalitiesQuery, enabled: isOffice(user?.role) })
  return works !== undefined && isOurs(user, works, municipalities)
}

/** Which works the office of who is signed in decides on. */
export function useDecidesOn(): (works: Pick<Placed, 'municipalityIds'>) => boolean {
  const user = useUser()
  const { data: municipalities } = useQuery({ ...municipalitiesQuery, enabled: isOffice(user?.role) })
  return useCallback((works) => decidesOn(user, works, municipalities), [user, municipalities])
}

/** What the page of one's works is called: whoever acts for an office has the works of its ground there, whosever they are. */
export function nameOfOurs(user: Pick<User, 'role'> | null): MessageId {
  return user && roleMay(user.role, 'inspections.write') ? 'nav.worksInArea' : 'nav.myWorks'
}
