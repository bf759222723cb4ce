import type { User } from '../../server/agencies/contract.ts'
import { isOffice } from '../../server/agencies/rules.ts'
import { type ImportKind, importKinds } from '../../server/imports/contract.ts'

/**
 * Whether somebody imports for others, and what is not works: only the root authority does, as a file may lie anywhere.
 * As the service judges it (`importerOf`).
 */
export function importsForAll(user: Pick<User, 'role' | 'everywhere'> | null): boolean {
  return user !== null && isOffice(user.role) && user.everywhere
}

/** What is an agency's own; all else is everybody's ground. */
const ownKinds: readonly ImportKind[] = ['works', 'assets']

/** What somebody may import; networks are always those of their own agency. */
export function kindsFor(user: Pick<User, 'role' | 'everywhere' | 'agencyId'> | null): ImportKind[] {
  const kinds = importsForAll(user) ? importKinds : ownKinds
  return kinds.filter((kind) => kind !== 'assets' || user?.agencyId != null)
}
