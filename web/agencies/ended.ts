import { useSyncExternalStore } from 'react'
import { goOnReading, holdReading } from '../api.ts'
import { isBeneath } from '../ui/beneath.ts'
import { hasUnsaved } from '../ui/unsaved.ts'

/** Where a form goes on without a session: it is kept there by other means, or needs none. */
const ownWays = ['/field', '/draw', '/reports/new', '/reports/follow', '/welcome', '/sign-in']

let isOver = false
const listeners = new Set<() => void>()

function turn(to: boolean): void {
  if (isOver === to) return
  isOver = to
  if (to) holdReading()
  else goOnReading()
  for (const listener of listeners) listener()
}

/** Does what is on the page outlive a session that ends now? */
export function outlives(): boolean {
  const { pathname } = window.location
  return hasUnsaved() && !ownWays.some((page) => isBeneath(pathname, page))
}

/** The session is over; what is on the page waits for whoever wrote there. */
export const hold = () => turn(true)

/** It is known who goes on, and nothing of anybody else's is shown any more. */
export const goOn = () => turn(false)

/** Whether the session is over is being asked: before that is known nothing is read. */
export function holdUntil(known: Promise<unknown>): void {
  holdReading()
  const release = () => {
    if (!isOver) goOnReading()
  }
  known.then(release, release)
}

/** Is the page covered, for whoever wrote there? */
export const isHeld = () => isOver

/** Does the page wait for whoever wrote there, whose session is over? */
export function useHeld(): boolean {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => isOver,
  )
}
