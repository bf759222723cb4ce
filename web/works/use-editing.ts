import { useRef, useState } from 'react'
import type { Works } from '../../server/works/contract.ts'
import { useUser } from '../agencies/queries.ts'

/**
 * What of a works is being written, and the works as it was last read for whoever writes; somebody else who signs in
 * sees neither.
 */
export function useEditing<What>(read: Works | undefined) {
  const user = useUser()
  const [begun, setBegun] = useState<{ what: What; authorId: string } | null>(null)
  const held = useRef<Works | undefined>(undefined)
  const isTheirs = begun !== null && begun.authorId === user?.id
  if (begun && !isTheirs) setBegun(null)
  if (!isTheirs) held.current = undefined
  else if (read) held.current = read
  return {
    editing: isTheirs && held.current ? { what: begun.what, works: held.current } : null,
    edit: (what: What) => user && setBegun({ what, authorId: user.id }),
    done: () => setBegun(null),
  }
}
