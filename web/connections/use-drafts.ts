import { useState } from 'react'
import type { Works } from '../../server/works/contract.ts'
import { hasMovedOn, useDeed } from '../permits/use-deed.ts'
import type { DraftConnection } from './draft.ts'
import { sendConnections } from './queries.ts'

/**
 * Connections that are being entered, and storing all of them: against the works as it stood when the first was begun, and
 * as it stands by now once that was told.
 */
export function useDrafts(works: Works, onStored: () => void) {
  const [drafts, setDrafts] = useState<readonly DraftConnection[]>([])
  const [seen, setSeen] = useState<Works | null>(null)
  const store = useDeed(
    ({ sent, against }: { sent: readonly DraftConnection[]; against: Works }) => sendConnections(against, sent),
    () => {
      setDrafts([])
      setSeen(null)
      onStored()
    },
  )
  const against = hasMovedOn(store.error) ? works : (seen ?? works)
  const touched = (next: (before: readonly DraftConnection[]) => readonly DraftConnection[]) => {
    // what was said of the rows that were sent is said of others now
    store.reset()
    setSeen(drafts.length === 0 ? works : against)
    setDrafts(next)
  }
  return {
    drafts,
    store,
    send: () => store.mutate({ sent: drafts, against }),
    add: (more: readonly DraftConnection[]) => touched((before) => [...before, ...more]),
    change: (id: string, more: Partial<DraftConnection>) =>
      touched((before) => before.map((one) => (one.id === id ? { ...one, ...more } : one))),
    remove: (id: string) => touched((before) => before.filter((one) => one.id !== id)),
    /** What the service says of a row. */
    faults: (at: number) =>
      (store.error?.errors ?? [])
        .filter(({ path }) => path === `items/${at}` || path.startsWith(`items/${at}/`))
        .map(({ message }) => message),
  }
}
