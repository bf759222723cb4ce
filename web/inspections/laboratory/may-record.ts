import type { Agency, User } from '../../../server/agencies/contract.ts'
import { isOffice } from '../../../server/agencies/rules.ts'
import { useAgencies, useUser } from '../../agencies/queries.ts'
import { useDecidesOn } from '../../works/ours.ts'

/** Who records samples: laboratories, their own, and offices, what came on paper. A consultant of another kind has none. */
export function recordsSamples(user: Pick<User, 'role'> | null, agency: Pick<Agency, 'kind'> | undefined): boolean {
  if (!user) return false
  return isOffice(user.role) || (user.role === 'consultant' && agency?.kind === 'laboratory')
}

export function useRecordsSamples(): boolean {
  const user = useUser()
  return recordsSamples(user, useAgencies().byId.get(user?.agencyId ?? ''))
}

/** Of which works: a laboratory of any, an office of those that it decides on. */
export function useRecordsSamplesOf(): (works: { municipalityIds: readonly string[] }) => boolean {
  const may = useRecordsSamples()
  const isOfOffice = isOffice(useUser()?.role)
  const decides = useDecidesOn()
  return (works) => may && (!isOfOffice || decides(works))
}
