import { useRef } from 'react'
import { isHeld } from './ended.ts'
import { useUser } from './queries.ts'

/** Another one once somebody else has come, or what was written was discarded: pages begin anew with it. */
export function useTurn(): number {
  const userId = useUser()?.id ?? null
  const last = useRef(userId)
  const turn = useRef(0)
  if (last.current && userId !== last.current && (userId || isHeld())) turn.current += 1
  last.current = userId
  return turn.current
}
