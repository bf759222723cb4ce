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
  'consultations.answer': ['planner', 'utility', 'traffic', 'admin'],
  'conflicts.read': agencies,
  'restrictions.write': office,
  'imports.write': ['planner', 'utility', 'admin'],
  'imports.reference': office,
  'reports.manage': staff,
  'opportunities.write': office,
  'audit.read': agencies,
  'accounts.manage': ['admin'],
  'keys.manage': ['admin'],
} as const satisfies Record<string, readonly Role[] | null>

export type Permission = keyof typeof permissions

/** May this role do it? A visitor has the role `null`. */
export function roleMay(role: Role | null, permission: Permission): boolean {
  const roles: readonly Role[] | null = permissions[permission]
  return roles === null || (role !== null && roles.includes(role))
}

/** What administrators do whatever their organisation is. */
const administrators: ReadonlySet<Permission> = new Set(['accounts.manage', 'keys.manage', 'audit.read'])

/** May whoever asks do it: by the role, and with a key only what it was made for? */
export function mayDo(actor: Actor | null, permission: Permission): boolean {
  const asAdmin = actor?.isAdmin === true && administrators.has(permission)
  if (!asAdmin && !roleMay(actor?.role ?? null, permission)) return false
  return permission === 'public' || !actor?.scopes || actor.scopes.includes(permission)
}
