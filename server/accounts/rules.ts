import { answersForGround, type Ground } from '../access/actor.ts'
import type { OrganisationKind, Role } from '../agencies/contract.ts'
import { type AccountEvent, type AccountStatus, type KeyScope, keyScopes } from './contract.ts'

/** The roles that people of an organisation may have. Nobody decides for a city from an organisation that answers for none. */
export const rolesOf: Record<OrganisationKind, readonly Role[]> = {
  utility: ['utility', 'contractor', 'consultant', 'admin'],
  municipality: ['planner', 'utility', 'inspector', 'traffic', 'admin'],
  authority: ['planner', 'utility', 'inspector', 'traffic', 'admin'],
  contractor: ['contractor', 'admin'],
  consultant: ['consultant', 'admin'],
  laboratory: ['consultant', 'admin'],
  other: ['investor', 'owner', 'admin'],
}

/** What the software of an organisation acts as. */
export const keyRoleOf: Record<OrganisationKind, Role> = {
  utility: 'utility',
  municipality: 'planner',
  authority: 'planner',
  contractor: 'contractor',
  consultant: 'consultant',
  laboratory: 'consultant',
  other: 'owner',
}

/** What somebody works as: an administrator whose organisation answers for no ground, as its people do. */
export function workingRole(role: Role, { kind, ground }: { kind: OrganisationKind | null; ground: Ground }): Role {
  return role === 'admin' && !answersForGround({ ground }) ? keyRoleOf[kind ?? 'other'] : role
}

/** What is done to works is done to works that are seen. */
const sighted: readonly KeyScope[] = ['works.assess', 'works.write', 'conflicts.read']

/** The scopes with those that they cannot do without, in the order of the list. */
export function wholeScopes(asked: readonly KeyScope[]): KeyScope[] {
  const sees = asked.some((scope) => sighted.includes(scope))
  return keyScopes.filter((scope) => asked.includes(scope) || (sees && scope === 'works.read'))
}

export type AccountRefusal = 'already_suspended' | 'not_suspended' | 'already_active' | 'is_suspended' | 'is_invited'

/** The status after an event, or why it cannot happen. A suspension ends all sessions; so does a reset. */
export function statusAfter(
  status: AccountStatus,
  event: AccountEvent,
  hasSecret: boolean,
): { status: AccountStatus } | { refusal: AccountRefusal } {
  switch (event) {
    case 'suspend':
      return status === 'suspended' ? { refusal: 'already_suspended' } : { status: 'suspended' }
    case 'restore':
      if (status !== 'suspended') return { refusal: 'not_suspended' }
      return { status: hasSecret ? 'active' : 'invited' }
    case 'invite':
      return status === 'invited' ? { status } : { refusal: status === 'active' ? 'already_active' : 'is_suspended' }
    case 'reset':
      return status === 'active' ? { status } : { refusal: status === 'invited' ? 'is_invited' : 'is_suspended' }
    case 'sign_out':
      return { status }
  }
}

export type PasswordFault = 'common' | 'personal'

/**
 * Why a password of the right length is none: it is among those that everybody tries (`common`, in lower case), or it is
 * made of the person's own e-mail or names. No rules of composition: they make passwords that people write down.
 */
export function passwordFault(
  password: string,
  { common, own }: { common: ReadonlySet<string>; own: readonly string[] },
): PasswordFault | null {
  const folded = password.toLowerCase()
  if (common.has(folded) || new Set(folded).size < 4) return 'common'
  const words = own.flatMap((text) => text.toLowerCase().split(/[^\p{L}\p{N}]+/u)).filter((word) => word.length >= 4)
  const rest = words.reduce((left, word) => left.replaceAll(word, ''), folded)
  return rest.length < password.length && rest.length < 6 ? 'personal' : null
}
