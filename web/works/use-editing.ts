import { useRef, useState } from 'react'
import type { Works } from '../../server/works/contract.ts'
import { useUser } from '../agencies/queries.ts'
import { usePresent } from '../agencies/writing.tsx'

/**
 * What of a works is being written, and the works as it was last read for whoever writes: a session that ends takes
 * neither from them, and somebody else who signs in sees neither.
 */
export function useEditing<What>(read: Works | undefined) {
  const user = useUser()
  const present = usePresent()
  const [begun, setBegun] = useState<{ what: What; authorId: string } | null>(null)
  const held = useRef<Works | undefined>(undefined)
  const isTheirs = begun !== null && begun.authorId === present?.id
  if (begun && !isTheirs) setBegun(null)
  if (!isTheirs) held.current = undefined
  // what a guest may read of it is less
  else if (read && user) held.current = read
  return {
    editing: isTheirs && held.current ? { what: begun.what, works: held.current } : null,
    edit: (what: What) => present && setBegun({ what, authorId: present.id }),
    done: () => setBegun(null),
  }
}
