import type { User } from '../agencies/contract.ts'
import { isOffice, mayDo } from '../http/permissions.ts'
import { type Status, statuses } from './contract.ts'

/** What the public may see: works that have a permit, and what became of them. */
export const publicWorksStatuses = [
  'permitted',
  'in_progress',
  'suspended',
  'reinstated',
  'in_guarantee',
  'closed',
] as const satisfies readonly Status[]

/** Who looks: the public; an agency, which sees everybody's plans and its own drafts; the office, which records for all. */
export interface Audience {
  statuses: readonly Status[]
  /** Sees what others have not published: drafts, and those cancelled as drafts. */
  seesUnpublished: boolean
  /** Sees every status of this agency's works. */
  agencyId: string | null
}

export function audienceOf(user: User | null): Audience {
  if (!user || !mayDo(user.role, 'works.read'))
    return { statuses: publicWorksStatuses, seesUnpublished: false, agencyId: null }
  return { statuses, seesUnpublished: isOffice(user.role), agencyId: user.agencyId }
}

/** The condition on `works w` that keeps foreign objects out of a list; bind it with `visibilityBindings`. */
export const visibleWorks = `(w.status = any (cast(:visibleStatuses as text[]))
  and (w.published_version is not null or cast(:seesUnpublished as boolean))
  or w.agency_id = cast(:viewerAgency as uuid))`

export function visibilityBindings(user: User | null) {
  const { statuses: visible, seesUnpublished, agencyId } = audienceOf(user)
  return { visibleStatuses: [...visible], seesUnpublished, viewerAgency: agencyId }
}
