import type { User } from '../agencies/contract.ts'
import { isOffice, mayDo } from '../http/permissions.ts'
import { type Status, statuses } from './contract.ts'
import { privateStatuses } from './rules.ts'

/** What the public may see: works that have a permit, and what became of them. */
export const publicWorksStatuses = [
  'permitted',
  'in_progress',
  'suspended',
  'reinstated',
  'in_guarantee',
  'closed',
] as const satisfies readonly Status[]

/** Who looks: the public; an agency, which sees its own drafts and everybody's plans; the office, which records for all. */
export interface Audience {
  statuses: readonly Status[]
  /** Sees every status of this agency's works. */
  agencyId: string | null
}

export function audienceOf(user: User | null): Audience {
  if (!user || !mayDo(user.role, 'works.read')) return { statuses: publicWorksStatuses, agencyId: null }
  if (isOffice(user.role)) return { statuses, agencyId: user.agencyId }
  const isPrivate: readonly Status[] = privateStatuses
  return { statuses: statuses.filter((status) => !isPrivate.includes(status)), agencyId: user.agencyId }
}

/** The condition on `works w` that keeps foreign objects out of a list; bind it with `visibilityBindings`. */
export const visibleWorks =
  '(w.status = any (cast(:visibleStatuses as text[])) or w.agency_id = cast(:viewerAgency as uuid))'

export function visibilityBindings(user: User | null): { visibleStatuses: Status[]; viewerAgency: string | null } {
  const { statuses: visible, agencyId } = audienceOf(user)
  return { visibleStatuses: [...visible], viewerAgency: agencyId }
}
