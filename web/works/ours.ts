import { roleMay } from '../../server/access/rules.ts'
import type { User } from '../../server/agencies/contract.ts'
import { isOffice } from '../../server/agencies/rules.ts'
import type { MessageId } from '../i18n/language.tsx'

/** May this reader change works of this agency, as far as the page knows: its own, or any for the office. */
export function isOurs(user: User | null, { agencyId }: { agencyId: string }): boolean {
  return isOffice(user?.role) || (user?.role === 'utility' && user.agencyId === agencyId)
}

/** What the page of one's works is called: whoever acts for an office has the works of its ground there, whosever they are. */
export function nameOfOurs(user: Pick<User, 'role'> | null): MessageId {
  return user && roleMay(user.role, 'inspections.write') ? 'nav.worksInArea' : 'nav.myWorks'
}
