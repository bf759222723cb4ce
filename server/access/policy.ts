import type { Role } from '../agencies/contract.ts'
import { publicWorksStatuses } from '../works/contract.ts'
import type { Actor } from './actor.ts'
import { adminRole, type Deed, type Grant, policy, type Scope, scopeOf } from './deeds.ts'

/** What the policy asks of an object; what is left out is not so. */
export interface Facts {
  agencyId?: string | null
  /** The one that holds most of it first. */
  municipalityIds?: readonly string[]
  status?: string
  isPublished?: boolean
}

function isOneOf(actor: Actor, roles: readonly Role[], deed: Deed): boolean {
  if (actor.scopes && !actor.scopes.includes(scopeOf[deed])) return false
  return roles.includes(actor.role) || (actor.isAdmin && roles === adminRole)
}

function scopesOf(actor: Actor | null, deed: Deed): Set<Scope> {
  const grants: readonly Grant[] = policy[deed]
  const held = grants.filter(({ to }) => to === null || (actor !== null && isOneOf(actor, to, deed)))
  return new Set(held.map(({ scope }) => scope))
}

const holds: Record<Scope, (actor: Actor | null, facts: Facts) => boolean> = {
  permitted: (_actor, { status }) => (publicWorksStatuses as readonly (string | undefined)[]).includes(status),
  published: (_actor, { isPublished }) => isPublished === true,
  own_agency: (actor, { agencyId }) => actor !== null && agencyId != null && actor.agencyId === agencyId,
  own_ground: (actor, { municipalityIds = [] }) =>
    actor?.ground === 'everywhere' || municipalityIds.some((id) => actor?.ground.includes(id)),
  mainly_own_ground: (actor, { municipalityIds = [] }) =>
    holds.own_ground(actor, { municipalityIds: municipalityIds.slice(0, 1) }),
  everywhere: (actor) => actor?.ground === 'everywhere',
}

/** May the actor do it to this object? */
export function allows(actor: Actor | null, deed: Deed, facts: Facts): boolean {
  return [...scopesOf(actor, deed)].some((scope) => holds[scope](actor, facts))
}

/** Is the actor a party of this works: its agency, its contractor, or an office or inspector of its ground? */
export function isPartyOf(
  actor: Actor | null,
  {
    agencyId,
    contractorId,
    municipalityIds,
  }: { agencyId: string; contractorId: string | null; municipalityIds: readonly string[] },
): boolean {
  return (
    allows(actor, 'works.words', { agencyId, municipalityIds }) ||
    allows(actor, 'works.words', { agencyId: contractorId })
  )
}

/** The same as a condition on the rows of a list. Its text is the same for everybody: bind it with `sightBindings`. */
export function sightOfWorks(w: string): string {
  const permitted = publicWorksStatuses.map((status) => `'${status}'`).join(',')
  return `(cast(:seesPermitted as boolean) and ${w}.status in (${permitted})
    or cast(:seesPublished as boolean) and ${w}.published_version is not null
    or ${w}.agency_id = cast(:seesAgency as uuid)
    or cast(:seesEverywhere as boolean)
    or ${w}.municipality_ids && cast(:seesGround as uuid[]))`
}

export function sightBindings(actor: Actor | null, deed: Deed = 'works.see') {
  const scopes = scopesOf(actor, deed)
  const ground = scopes.has('own_ground') || scopes.has('mainly_own_ground') ? (actor?.ground ?? []) : []
  return {
    seesPermitted: scopes.has('permitted'),
    seesPublished: scopes.has('published'),
    seesAgency: scopes.has('own_agency') ? (actor?.agencyId ?? null) : null,
    seesEverywhere: ground === 'everywhere',
    seesGround: ground === 'everywhere' ? [] : [...ground],
  }
}
