import { useQueryClient } from '@tanstack/react-query'
import { type ReactNode, useEffect, useLayoutEffect, useRef, useSyncExternalStore } from 'react'
import type { User } from '../../server/agencies/contract.ts'
import type { Problem } from '../api.ts'
import { sessionQuery, useUser } from './queries.ts'
import { SessionEnded } from './SessionEnded.tsx'

const writings = new Set<object>()
const listeners = new Set<() => void>()

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** Is something written in a drawer that is not saved yet, and outlives the session of whoever writes it? */
export function isWriting(): boolean {
  return writings.size > 0
}

function tell(change: () => void): void {
  change()
  for (const listener of listeners) listener()
}

/**
 * What is written here and not saved outlives the session of whoever writes it; the words to say so, while it is over.
 * `problem`: of the last try to save it, which may be the first to tell that the session is over.
 */
export function useOutliving(isChanged: boolean, problem: Problem | null): ReactNode {
  const client = useQueryClient()
  const user = useUser()
  useLayoutEffect(() => {
    if (!isChanged) return
    const writing = {}
    tell(() => writings.add(writing))
    return () => tell(() => writings.delete(writing))
  }, [isChanged])
  const hasEnded = problem?.status === 401
  useEffect(() => {
    if (hasEnded) client.setQueryData(sessionQuery.queryKey, null)
  }, [hasEnded, client])
  return user === null && isChanged ? <SessionEnded /> : null
}

/** Who is signed in; also whose session has just ended, as long as something that they write is not saved. */
export function usePresent(): User | null {
  const user = useUser()
  const isHeld = useSyncExternalStore(subscribe, isWriting)
  const present = useRef<User | null>(null)
  if (user || !isHeld) present.current = user
  return present.current
}
