import type { StoreTrouble } from '../offline/contract.ts'
import { connect, NoStore } from './connection.ts'

export { answered } from './connection.ts'

const name = 'nasaq-field'

/** Entries of the outbox; what they send; areas taken along; facts for a start without a network; whose turn it is to send. */
export type Shelf = 'entries' | 'contents' | 'areas' | 'facts' | 'turns'

export const within = connect<Shelf>({
  name,
  version: 1,
  make: (database) => {
    const entries = database.createObjectStore('entries', { keyPath: 'id' })
    entries.createIndex('user', 'userId')
    entries.createIndex('inspection', 'inspectionId')
    for (const shelf of ['contents', 'areas', 'facts', 'turns']) database.createObjectStore(shelf)
  },
})

/** Why the store refused, for words. */
export function troubleOf(error: unknown): Extract<StoreTrouble, 'full' | 'no_store' | 'failed'> {
  if (error instanceof NoStore) return 'no_store'
  return error instanceof DOMException && error.name === 'QuotaExceededError' ? 'full' : 'failed'
}

/**
 * May something lie here? Asked before the store is opened where nobody works in the field. The browser itself is asked: a
 * note of our own beside the store is not on the disk when it is, and is gone after a browser that was killed.
 */
export async function wasUsed(): Promise<boolean> {
  try {
    return (await indexedDB.databases()).some((store) => store.name === name)
  } catch {
    // where it cannot be asked, whoever looks for something looks into the store
    return true
  }
}
