import { dropDraft } from '../inspect/drafts.ts'
import type { NewInspection, OutboxEntry } from '../offline/contract.ts'
import { answered, within } from '../store/database.ts'
import { tell } from '../store/told.ts'
import { isRequest } from './rules.ts'

/** What an entry sends, apart from it: the list is read often, photos seldom. Bytes, as not every browser keeps a `Blob` well. */
export type Contents = { inspection: NewInspection } | { type: string; bytes: ArrayBuffer }

export interface Packed {
  entry: OutboxEntry
  contents: Contents
}

/** Days for which it can be seen that something was sent. */
const sentDays = 7
const dayMilliseconds = 86_400_000

export function entriesOf(userId: string): Promise<OutboxEntry[]> {
  return within(['entries'], 'readonly', (on) => answered(on('entries').index('user').getAll(userId)))
}

export function readChain(on: IDBObjectStore, inspectionId: string): Promise<OutboxEntry[]> {
  return answered(on.index('inspection').getAll(inspectionId))
}

export function readContents(id: string): Promise<Contents | undefined> {
  return within(['contents'], 'readonly', (on) => answered(on('contents').get(id)))
}

/** Changes an entry that is still there; what it sends goes with `isSent`. */
export async function changeEntry(id: string, change: Partial<OutboxEntry>): Promise<void> {
  await within(['entries', 'contents'], 'readwrite', async (on) => {
    const entry = (await answered(on('entries').get(id))) as OutboxEntry | undefined
    if (!entry) return
    on('entries').put({ ...entry, ...change })
    if (change.state === 'sent') on('contents').delete(id)
  })
  tell('outbox')
}

/** Takes one that has arrived off this phone, where there is no room to note that it has. */
export async function forgetSent(id: string): Promise<void> {
  await within(['entries', 'contents'], 'readwrite', (on) => {
    on('entries').delete(id)
    on('contents').delete(id)
  })
  tell('outbox')
}

/** Before anything is sent: what a window that is gone had begun waits again, and what was sent long ago is forgotten. */
export async function tidy(userId: string, now: Date): Promise<void> {
  const longAgo = new Date(now.getTime() - sentDays * dayMilliseconds).toISOString()
  await within(['entries'], 'readwrite', async (on) => {
    const entries = (await answered(on('entries').index('user').getAll(userId))) as OutboxEntry[]
    const open = new Set(entries.filter(({ state }) => state !== 'sent').map(({ inspectionId }) => inspectionId))
    for (const entry of entries) {
      if (entry.state === 'sending') on('entries').put({ ...entry, state: 'waiting', nextTryAt: null })
      const isOld = entry.sentAt !== null && entry.sentAt < longAgo && !open.has(entry.inspectionId)
      if (isOld) on('entries').delete(entry.id)
    }
  })
}

/** Takes a record with all its photos and what was corrected of it, or one photo, off this phone. */
export async function discardEntry(id: string): Promise<void> {
  const gone = await within(['entries', 'contents'], 'readwrite', async (on) => {
    const entry = (await answered(on('entries').get(id))) as OutboxEntry | undefined
    if (!entry) return null
    const chain = entry.operation === 'record' ? await readChain(on('entries'), entry.inspectionId) : [entry]
    for (const each of chain) {
      on('entries').delete(each.id)
      on('contents').delete(each.id)
    }
    return entry
  })
  // one that is corrected has its draft under its own id
  if (gone?.operation === 'record') await dropDraft({ userId: gone.userId, key: id }, id).catch(() => undefined)
  tell('outbox')
}

/** What waits may be tried at once: somebody asked for it, or the network is back. Not what the server asked time for. */
export async function waitNoLonger(userId: string): Promise<void> {
  await within(['entries'], 'readwrite', async (on) => {
    const entries = (await answered(on('entries').index('user').getAll(userId))) as OutboxEntry[]
    for (const entry of entries)
      if (entry.state === 'waiting' && entry.nextTryAt !== null && !isRequest(entry.answer))
        on('entries').put({ ...entry, nextTryAt: null })
  })
}
