import { useBlocker } from '@tanstack/react-router'
import { useCallback, useEffect, useRef, useState } from 'react'
import { isHeld } from '../agencies/ended.ts'
import { Confirm } from './Confirm.tsx'
import { useUnsaved } from './unsaved.ts'

export interface LossWords {
  title: string
  keep: string
  byLeaving: string
  leave: string
  byClearing: string
  clear: string
}

/**
 * Asks in words before what is not saved is lost: by clearing it, by opening something else, by leaving the page.
 * `byLeavingToo`: leaving loses it; not where it is kept for when its author comes back. `byTabToo`: so does another tab of the page.
 */
export function useLossQuestion(isChanged: boolean, words: LossWords, byLeavingToo = true, byTabToo = false) {
  const [clearing, setClearing] = useState<(() => void) | null>(null)
  const isStored = useRef(false)
  useUnsaved(isChanged && byLeavingToo)
  // whoever stays and goes on writing has something to lose again
  useEffect(() => {
    if (isChanged) isStored.current = false
  }, [isChanged])
  const leaving = useBlocker({
    shouldBlockFn: ({ current, next }) => {
      const differs = (member: 'sel' | 'tab') => memberOf(current.search, member) !== memberOf(next.search, member)
      const elsewhere = current.pathname !== next.pathname || differs('sel') || (byTabToo && differs('tab'))
      // a page that is held asks nobody: it is not left at all
      return !isStored.current && elsewhere && !isHeld()
    },
    enableBeforeUnload: () => !isStored.current,
    disabled: !isChanged || !byLeavingToo,
    withResolver: true,
  })
  /** Does it at once where there is nothing to lose. */
  const beforeClearing = (clear: () => void) => (isChanged ? setClearing(() => clear) : clear())
  /** From here on it is stored, and the page may be left. */
  const stored = useCallback(() => {
    isStored.current = true
  }, [])
  const { title, keep } = words
  const question =
    leaving.status === 'blocked' ? (
      <Confirm
        title={title}
        keep={keep}
        detail={words.byLeaving}
        act={words.leave}
        onAct={leaving.proceed}
        onKeep={leaving.reset}
      />
    ) : clearing ? (
      <Confirm
        title={title}
        keep={keep}
        detail={words.byClearing}
        act={words.clear}
        onAct={() => {
          setClearing(null)
          clearing()
        }}
        onKeep={() => setClearing(null)}
      />
    ) : null
  return { beforeClearing, stored, question }
}

const memberOf = (search: { sel?: unknown; tab?: unknown }, member: 'sel' | 'tab') => search[member]
