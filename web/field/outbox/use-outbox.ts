import { useQuery } from '@tanstack/react-query'
import { useMemo, useSyncExternalStore } from 'react'
import { type EntryState, entryStates, type NewInspection, type Outbox, type OutboxEntry } from '../offline/contract.ts'
import { useFieldUser } from '../offline/use-field-user.ts'
import { answered, troubleOf, within } from '../store/database.ts'
import { tell } from '../store/told.ts'
import { changeEntry, discardEntry, entriesOf } from './entries.ts'
import { inReadingOrder, sentAnyway } from './rules.ts'
import { onPause, pauseNow, sendNow, wake } from './sending.ts'

const none: readonly OutboxEntry[] = []

/** What lies on this phone of whoever is signed in, and what can be done with it. */
export function useOutbox(): Outbox {
  const { user } = useFieldUser()
  const userId = user?.id ?? null
  const query = useQuery({
    queryKey: ['field', 'outbox', userId],
    queryFn: async () => {
      if (userId === null) return { entries: none, trouble: null }
      return entriesOf(userId).then(
        (entries) => ({ entries: inReadingOrder(entries), trouble: null }),
        (error) => ({ entries: none, trouble: troubleOf(error) }),
      )
    },
    staleTime: 0,
  })
  const pause = useSyncExternalStore(onPause, pauseNow)
  const entries = query.data?.entries ?? none
  return useMemo(
    () => ({
      ...deeds,
      entries,
      counts: countsOf(entries),
      pause: user?.isSessionOver ? 'signed_out' : pause,
      isSending: entries.some(({ state }) => state === 'sending'),
      trouble: query.data?.trouble ?? null,
      isRead: query.isSuccess,
    }),
    [entries, pause, user?.isSessionOver, query.data?.trouble, query.isSuccess],
  )
}

function countsOf(entries: readonly OutboxEntry[]): Record<EntryState, number> {
  const counted = entryStates.map((name) => [name, entries.filter(({ state }) => state === name).length])
  return Object.fromEntries(counted) as Record<EntryState, number>
}

const deeds = {
  sendNow: () => void sendNow(),
  retry: async (entryId: string) => {
    await changeEntry(entryId, { state: 'waiting', nextTryAt: null })
    wake()
  },
  sendAnyway: async (entryId: string) => {
    await answerConflict(entryId)
    tell('outbox')
    wake()
  },
  discard: discardEntry,
}

/** The record as it is to be sent after its inspector has chosen; as it is where there is nothing to choose. */
async function answerConflict(entryId: string): Promise<void> {
  await within(['entries', 'contents'], 'readwrite', async (on) => {
    const entry = (await answered(on('entries').get(entryId))) as OutboxEntry | undefined
    const contents = (await answered(on('contents').get(entryId))) as { inspection: NewInspection } | undefined
    if (!entry || !contents) return
    const inspection = sentAnyway(contents.inspection, entry.answer) ?? contents.inspection
    on('contents').put({ inspection }, entryId)
    const { visitId: _made, ...others } = entry
    const made = inspection.visitId === undefined ? {} : { visitId: inspection.visitId }
    on('entries').put({ ...others, ...made, state: 'waiting', nextTryAt: null })
  })
}
