import type { Agency, Role } from '../../server/agencies/contract.ts'
import { useAgencies, useUser } from '../agencies/queries.ts'

/** The organisations whose accounts and keys whoever is signed in manages: all for the root authority, else their own. */
export function useManaged(): Agency[] {
  const user = useUser()
  const { agencies } = useAgencies()
  if (user?.everywhere) return agencies
  return agencies.filter(({ id }) => id === user?.agencyId)
}

/** The role that stays when the organisation is another: itself where it is given there, else the first that is. */
export function roleWithin(role: Role, roles: readonly Role[]): Role {
  return roles.includes(role) ? role : (roles[0] ?? role)
}
