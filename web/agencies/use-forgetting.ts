import { notifyManager, type Query, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useLayoutEffect, useRef } from 'react'
import { useChangeAddress } from '../address.ts'
import { touchTiles } from '../map/tiles.ts'
import { isBeneath } from '../ui/beneath.ts'
import { watchTyping } from '../ui/unsaved.ts'
import { goOn, isHeld, useHeld } from './ended.ts'
import { type KnownSession, sessionQuery } from './queries.ts'

/** What everybody may see, whoever is signed in. */
const everybodys: readonly unknown[] = ['session', 'ready', 'agencies', 'municipalities', 'streets', 'extent']

/** What lies on a phone is told apart by whose it is, and a session that ran out takes nothing from whoever works there. */
const isOnPhone = (query: Query) => query.queryKey[0] === 'field' && query.isActive()

const isTheirs = ({ queryKey }: Query) => !everybodys.includes(queryKey[0])

/**
 * What one may see and do hangs on the session. After a guest signed in all is read again; after somebody's session
 * ended, here or in another window, what was read for them is forgotten first, and what they had open is closed: not in the
 * field, where a form goes on without a session and is only sent with one. A page on which somebody writes knows of the end
 * only once they discard that (`hold`).
 */
export function useForgetting(): void {
  const client = useQueryClient()
  const change = useChangeAddress()
  const session = useQuery(sessionQuery).data
  const userId = session === undefined ? undefined : (session?.user.id ?? null)
  const before = useRef(userId)
  const isForgotten = useRef(false)
  useLayoutEffect(() => {
    const was = before.current
    before.current = userId
    if (was === undefined || was === userId) return
    if (was === null) void client.invalidateQueries({ predicate: isTheirs })
    else {
      for (const query of client.getQueryCache().findAll({ predicate: isTheirs }))
        if (userId !== null || !isOnPhone(query)) query.reset()
      isForgotten.current = true
      const isInField = isBeneath(window.location.pathname, '/field')
      // what was written there was discarded, or is nothing to whoever has come instead
      const isForced = userId !== null || isHeld()
      if (userId !== null || !isInField) void change({ sel: undefined }, { replace: true, isForced })
    }
    touchTiles()
  }, [userId, client, change])
  useGoingOn(session)
  useEffect(watchTyping, [])
  // once whoever asked for what only they may see has heard that they are gone: what is read again is everybody's
  useEffect(() => {
    if (!isForgotten.current) return
    isForgotten.current = false
    void client.refetchQueries({ predicate: isTheirs, type: 'active' })
  })
}

/** A page that was held goes on once the session in hand is that of whoever goes on, and nothing of anybody else's is shown. */
function useGoingOn(session: KnownSession | null | undefined): void {
  const client = useQueryClient()
  useLayoutEffect(() => {
    if (session === undefined || session?.isOver) return
    let isMeant = true
    // in its turn: whoever shows what was forgotten just now hears of that first
    notifyManager.schedule(() => isMeant && goOn())
    return () => {
      isMeant = false
    }
  }, [session])
  const waits = useHeld()
  const waited = useRef(waits)
  useEffect(() => {
    if (waited.current && !waits) {
      void client.invalidateQueries({ predicate: isTheirs })
      // what the map asked for meanwhile was answered as to a guest
      touchTiles()
    }
    waited.current = waits
  }, [waits, client])
}
