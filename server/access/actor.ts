import type { Role } from '../agencies/contract.ts'
import type { Permission } from './permissions.ts'

/** The municipalities that an organisation answers for; the root authority answers for all. */
export type Ground = 'everywhere' | readonly string[]

/** Acts for an office that answers for ground: a role alone decides over nobody. */
export function answersForGround({ ground }: Pick<Actor, 'ground'>): boolean {
  return ground === 'everywhere' || ground.length > 0
}

/** Who asks: an account, or a key of an agency's software. A visitor is `null`. */
export interface Actor {
  userId: string | null
  keyId: string | null
  /** What they work as. An administrator whose organisation answers for no ground works as its people do. */
  role: Role
  /** Manages the accounts and keys of their organisation. */
  isAdmin: boolean
  agencyId: string | null
  ground: Ground
  /** What a key may be used for; null where the role alone decides. */
  scopes: readonly Permission[] | null
}
