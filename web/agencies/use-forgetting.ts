import { type Query, useQuery, useQueryClient } from '@tanstack/react-query'
import { useLayoutEffect, useRef } from 'react'
import { useChangeAddress } from '../address.ts'
import { touchTiles } from '../map/tiles.ts'
import { sessionQuery } from './queries.ts'

/** What everybody may see, whoever is signed in. */
const everybodys: readonly unknown[] = ['session', 'ready', 'agencies', 'municipalities', 'streets', 'extent']

/**
 * What one may see and do hangs on the session. After a guest signed in all is read again; after somebody's session
 * ended, here or in another window, what was read for them is forgotten first, and what they had open is closed.
 */
export function useForgetting(): void {
  const client = useQueryClient()
  const change = useChangeAddress()
  const session = useQuery(sessionQuery).data
  const userId = session === undefined ? undefined : (session?.user.id ?? null)
  const before = useRef(userId)
  useLayoutEffect(() => {
    const was = before.current
    before.current = userId
    if (was === undefined || was === userId) return
    const predicate = ({ queryKey }: Query) => !everybodys.includes(queryKey[0])
    void (was === null ? client.invalidateQueries({ predicate }) : client.resetQueries({ predicate }))
    if (was !== null) change({ sel: undefined }, { replace: true })
    touchTiles()
  }, [userId, client, change])
}
