import { roleMay } from '../../../server/access/rules.ts'
import type { Municipality, User } from '../../../server/agencies/contract.ts'
import type { AskedMeeting } from '../queries.ts'

/** May this reader call a meeting on it? Of a district or what is drawn the service alone knows whose most of it is. */
export function mayCall(
  user: Pick<User, 'role' | 'agencyId' | 'everywhere'> | null,
  { municipality }: Pick<AskedMeeting, 'municipality'>,
  municipalities: readonly Pick<Municipality, 'id' | 'agencyId'>[],
): boolean {
  if (!user || !roleMay(user.role, 'meetings.write')) return false
  const own = municipalities.filter(({ agencyId }) => agencyId === user.agencyId)
  return user.everywhere || (municipality ? own.some(({ id }) => id === municipality) : own.length > 0)
}
