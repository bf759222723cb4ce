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

/** How often somebody has left this page: what they typed beside its forms is nothing to whoever comes next. */
export function useLeavings(): number {
  const userId = useUser()?.id ?? null
  const last = useRef(userId)
  const leavings = useRef(0)
  if (last.current && userId !== last.current) leavings.current += 1
  last.current = userId
  return leavings.current
}
