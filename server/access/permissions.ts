import type { Role } from '../agencies/contract.ts'
import type { Actor } from './actor.ts'

const staff = ['planner', 'inspector', 'admin'] as const
export const office = ['planner', 'admin'] as const
export const agencies = ['planner', 'utility', 'inspector', 'contractor', 'consultant', 'traffic', 'admin'] as const
const everybody = [...agencies, 'investor', 'owner'] as const

/** Which roles may do what. `public` asks for no account at all. On which objects they may is the policy's. */
export const permissions = {
  public: null,
  session: everybody,
  'works.read': agencies,
  'works.assess': ['planner', 'utility', 'contractor', 'consultant', 'admin'],
  'works.write': ['planner', 'utility', 'admin'],
  'works.decide': office,
  /** Make something happen to a works, as whose it is or as who decides. */
  'works.events': ['planner', 'utility', 'admin'],
  'consultations.answer': ['planner', 'utility', 'traffic', 'admin'],
  'conflicts.read': agencies,
  'cases.read': agencies,
  'cases.write': ['planner', 'utility', 'admin'],
  'restrictions.write': office,
  'bans.write': office,
  /** Who gives works to contractors, and a contractor its own; the same as row security. */
  'bans.read': ['planner', 'utility', 'inspector', 'contractor', 'admin'],
  /** Call coordination meetings and write their minutes. */
  'meetings.write': office,
  'checklists.publish': office,
  'inspections.read': agencies,
  /** Visit works: take visits, send what was found. Who is to be visited is told to nobody else. */
  'inspections.write': staff,
  'visits.plan': office,
  /** Answer to what is found on works that are one's own, or that one digs, and mend it. */
  'defects.answer': ['planner', 'utility', 'contractor', 'admin'],
  /** Record samples and enter results: laboratories, and the office what came on paper. */
  'samples.write': ['planner', 'consultant', 'admin'],
  /** Object to a case of the score of one’s own organisation. */
  'quality.appeal': ['planner', 'utility', 'contractor', 'consultant', 'admin'],
  'quality.decide': office,
  /** As whose works it is, or as who digs it. */
  'reinstatements.write': ['planner', 'utility', 'contractor', 'admin'],
  /** Issue a violation, judge an objection to one, withdraw it. */
  'violations.decide': office,
  /** Answer a violation, and pay what it costs. */
  'violations.object': ['planner', 'utility', 'contractor', 'admin'],
  /** Say which connections of a works are done: as whose works it is, or as who digs it. */
  'connections.mark': ['planner', 'utility', 'contractor', 'admin'],
  'fees.pay': ['planner', 'utility', 'contractor', 'admin'],
  'imports.write': ['planner', 'utility', 'admin'],
  'imports.reference': office,
  /** Read and take away what one's own agency has in the ground; nobody reads another's. */
  'assets.read': ['planner', 'utility', 'admin'],
  'assets.write': ['planner', 'utility', 'admin'],
  /** Deal with reports: on the ground of the office, or as whom it was passed to. */
  'reports.manage': ['planner', 'utility', 'inspector', 'admin'],
  'opportunities.write': office,
  'audit.read': agencies,
  'accounts.manage': ['admin'],
  'keys.manage': ['admin'],
  'webhooks.manage': ['admin'],
} as const satisfies Record<string, readonly Role[] | null>

export type Permission = keyof typeof permissions

/** May this role do it? A visitor has the role `null`. */
export function roleMay(role: Role | null, permission: Permission): boolean {
  const roles: readonly Role[] | null = permissions[permission]
  return roles === null || (role !== null && roles.includes(role))
}

/** What administrators do whatever their organisation is. */
const administrators: ReadonlySet<Permission> = new Set([
  'accounts.manage',
  'keys.manage',
  'webhooks.manage',
  'audit.read',
])

/** What a key for one thing opens as well; on which objects it does what is the policy's, as always. */
const openedBy: Partial<Record<Permission, readonly Permission[]>> = {
  'works.events': ['works.write', 'works.decide'],
  'fees.pay': ['works.write', 'violations.object'],
  'bans.read': ['works.read'],
  'connections.mark': ['works.write'],
}

/** May whoever is signed in do it: by the role, or as administrators may whatever their organisation is? */
export function userMay(user: Pick<Actor, 'role' | 'isAdmin'> | null, permission: Permission): boolean {
  const asAdmin = user?.isAdmin === true && administrators.has(permission)
  return asAdmin || roleMay(user?.role ?? null, permission)
}

/** May whoever asks do it: by the role, and with a key only what it was made for? */
export function mayDo(actor: Actor | null, permission: Permission): boolean {
  if (!userMay(actor, permission)) return false
  if (permission === 'public' || !actor?.scopes) return true
  const { scopes } = actor
  return [permission, ...(openedBy[permission] ?? [])].some((one) => scopes.includes(one))
}
