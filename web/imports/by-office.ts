import type { User } from '../../server/agencies/contract.ts'
import { isOffice } from '../../server/agencies/rules.ts'

/**
 * Whether somebody imports for others, and what is not works: only the root authority does, as a file may lie anywhere.
 * As the service judges it (`importerOf`).
 */
export function importsForAll(user: Pick<User, 'role' | 'everywhere'> | null): boolean {
  return user !== null && isOffice(user.role) && user.everywhere
}
