import { useState } from 'react'
import type { Works } from '../../server/works/contract.ts'
import { mayChange } from '../../server/works/rules.ts'
import type { Answer } from '../api.ts'
import { hasMovedOn, useDeed } from '../permits/use-deed.ts'
import type { DraftConnection } from './draft.ts'
import { amendConnections, sendConnections } from './queries.ts'

/**
 * Connections that are being entered, and storing all of them: against the works as it stood when the first was begun, and
 * as it stands by now once that was told.
 */
export function useDrafts(works: Works, onStored: () => void) {
  const [drafts, setDrafts] = useState<readonly DraftConnection[]>([])
  const [seen, setSeen] = useState<Works | null>(null)
  const [reason, setReason] = useState('')
  const store = useDeed(
    ({ sent, against }: { sent: readonly DraftConnection[]; against: Works }): Promise<Answer<unknown>> =>
      mayChange(against) ? sendConnections(against, sent) : amendConnections(against, sent, reason.trim()),
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
    reason,
    setReason,
    send: () => store.mutate({ sent: drafts, against }),
    // one that is drawn anew twice is as it was drawn last
    add: (more: readonly DraftConnection[]) =>
      touched((before) => [...before.filter(({ id }) => !more.some((one) => one.id === id)), ...more]),
    change: (id: string, more: Partial<DraftConnection>) =>
      touched((before) => before.map((one) => (one.id === id ? { ...one, ...more } : one))),
    remove: (id: string) => touched((before) => before.filter((one) => one.id !== id)),
    /** What the service says of a row. */
    faults: (at: number) =>
      (store.error?.errors ?? [])
        .filter(({ path }) => path.match(/^(?:items|connectionList)\/(\d+)(?:\/|$)/)?.[1] === String(at))
        .map(({ message }) => message),
  }
}
