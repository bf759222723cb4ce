import { useRef } from 'react'
import type { Role, User } from '../../server/agencies/contract.ts'
import { useUser } from './queries.ts'

/** Who writes here, where the role may; a session that ends in the middle (`ended`) does not take the writing with it. */
export function useAuthor(mayWrite: (role: Role) => boolean): { author: User | null; ended: boolean } {
  const user = useUser()
  const author = useRef<User | null>(null)
  if (user) author.current = mayWrite(user.role) ? user : null
  return { author: author.current, ended: user === null }
}
