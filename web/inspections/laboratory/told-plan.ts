import { roleMay } from '../../../server/access/rules.ts'
import type { Agency, Municipality, Role, User } from '../../../server/agencies/contract.ts'
import type { Works } from '../../../server/works/contract.ts'

const offices: readonly Role[] = ['planner', 'inspector', 'admin']

interface Known {
  agency: Agency | undefined
  municipalities: readonly Municipality[]
}

/** The plan of samples is for the parties of a works and for laboratories: nobody else asks for it. */
export function isToldPlan(
  { agencyId, contractorId, municipalityIds }: Pick<Works, 'agencyId' | 'contractorId' | 'municipalityIds'>,
  user: Pick<User, 'role' | 'agencyId' | 'everywhere'> | null,
  { agency, municipalities }: Known,
): boolean {
  if (!user || !roleMay(user.role, 'works.read')) return false
  const own = user.agencyId
  if (own !== null && [agencyId, contractorId].includes(own)) return true
  if (agency?.kind === 'laboratory') return true
  if (!offices.includes(user.role)) return false
  return user.everywhere || municipalities.some((one) => one.agencyId === own && municipalityIds.includes(one.id))
}
