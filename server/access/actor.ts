import type { Role } from '../agencies/contract.ts'
import type { Permission } from './permissions.ts'

/** The municipalities that an organisation answers for; the root authority answers for all. */
export type Ground = 'everywhere' | readonly string[]

/** Who asks: an account, or a key of an agency's software. A visitor is `null`. */
export interface Actor {
  userId: string | null
  keyId: string | null
  role: Role
  agencyId: string | null
  ground: Ground
  /** What a key may be used for; null where the role alone decides. */
  scopes: readonly Permission[] | null
}
