import type { User } from '../../server/agencies/contract.ts'
import { isOffice } from '../../server/agencies/rules.ts'

/** May this reader change works of this agency, as far as the page knows: its own, or any for the office. */
export function isOurs(user: User | null, { agencyId }: { agencyId: string }): boolean {
  return isOffice(user?.role) || (user?.role === 'utility' && user.agencyId === agencyId)
}
