import type { Role } from '../agencies/contract.ts'
import { publicWorksStatuses } from '../works/contract.ts'
import type { Actor } from './actor.ts'
import { agencies, office, type Permission, permissions } from './permissions.ts'

/**
 * On which objects a role may do something:
 * - `permitted`: works that have a permit, and what became of them;
 * - `published`: works that their agency has shown to others;
 * - `own_agency`: what belongs to the actor's organisation;
 * - `own_ground`: what lies in a municipality that the actor's organisation answers for;
 * - `mainly_own_ground`: what lies mostly in such a municipality: the one that decides, where several are touched;
 * - `everywhere`: anything, for whoever acts for the root authority.
 */
type Scope = 'permitted' | 'published' | 'own_agency' | 'own_ground' | 'mainly_own_ground' | 'everywhere'

/** `to: null` is everybody, with or without an account. */
interface Grant {
  to: readonly Role[] | null
  scope: Scope
}

/** An administrator manages the people and software of their own organisation; the root authority's, everybody's. */
const adminRole: readonly Role[] = ['admin']
const ofOwnOrganisation = [
  { to: adminRole, scope: 'own_agency' },
  { to: adminRole, scope: 'everywhere' },
] as const satisfies readonly Grant[]

/** Who may do what with which objects. Any one grant is enough; without one the answer is no. */
export const policy = {
  'works.see': [
    { to: null, scope: 'permitted' },
    { to: agencies, scope: 'published' },
    { to: agencies, scope: 'own_agency' },
    { to: office, scope: 'own_ground' },
  ],
  'works.change': [
    { to: ['planner', 'utility', 'admin'], scope: 'own_agency' },
    { to: office, scope: 'own_ground' },
  ],
  'works.decide': [{ to: office, scope: 'mainly_own_ground' }],
  'consultations.answer': [{ to: permissions['consultations.answer'], scope: 'own_agency' }],
  'restrictions.change': [{ to: office, scope: 'own_ground' }],
  'opportunities.change': [{ to: office, scope: 'own_ground' }],
  'reports.details': [
    { to: agencies, scope: 'own_agency' },
    { to: ['planner', 'inspector', 'admin'], scope: 'own_ground' },
  ],
  'accounts.manage': ofOwnOrganisation,
  'keys.manage': ofOwnOrganisation,
} as const satisfies Record<string, readonly Grant[]>

export type Deed = keyof typeof policy

/** What the policy asks of an object; what is left out is not so. */
export interface Facts {
  agencyId?: string | null
  /** The one that holds most of it first. */
  municipalityIds?: readonly string[]
  status?: string
  isPublished?: boolean
}

/** What a key must have been made for, to do it as its organisation. */
const scopeOf: Record<Deed, Permission> = {
  'works.see': 'works.read',
  'works.change': 'works.write',
  'works.decide': 'works.decide',
  'consultations.answer': 'consultations.answer',
  'restrictions.change': 'restrictions.write',
  'opportunities.change': 'opportunities.write',
  'reports.details': 'reports.manage',
  'accounts.manage': 'accounts.manage',
  'keys.manage': 'keys.manage',
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
