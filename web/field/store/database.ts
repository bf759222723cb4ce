import type { StoreTrouble } from '../offline/contract.ts'

const name = 'nasaq-field'
const form = 1

/** Entries of the outbox; what they send; areas taken along; facts for a start without a network; whose turn it is to send. */
export type Shelf = 'entries' | 'contents' | 'areas' | 'facts' | 'turns'

/** The browser keeps nothing for this page. */
class NoStore extends Error {}

function makeShelves(database: IDBDatabase): void {
  const entries = database.createObjectStore('entries', { keyPath: 'id' })
  entries.createIndex('user', 'userId')
  entries.createIndex('inspection', 'inspectionId')
  for (const shelf of ['contents', 'areas', 'facts', 'turns']) database.createObjectStore(shelf)
}

let opening: Promise<IDBDatabase> | null = null

function open(): Promise<IDBDatabase> {
  const forget = () => {
    opening = null
  }
  opening ??= new Promise<IDBDatabase>((done, fail) => {
    const request = indexedDB.open(name, form)
    request.onupgradeneeded = () => makeShelves(request.result)
    request.onerror = () => fail(request.error)
    request.onsuccess = () => {
      const database = request.result
      // a later version of this page wants to change the shelves: it must not wait for this window
      database.onversionchange = () => {
        database.close()
        forget()
      }
      database.onclose = forget
      done(database)
    }
  }).catch((error) => {
    forget()
    throw new NoStore(String(error))
  })
  return opening
}

export function answered<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((done, fail) => {
    request.onsuccess = () => done(request.result)
    request.onerror = () => fail(request.error)
  })
}

function hasEnded(transaction: IDBTransaction): Promise<void> {
  return new Promise((done, fail) => {
    transaction.oncomplete = () => done()
    transaction.onabort = () => fail(transaction.error)
  })
}

/** What is written is on the disk, not only on its way there, when this is through: batteries are pulled out of phones. */
async function begin(shelves: Shelf[], mode: IDBTransactionMode): Promise<IDBTransaction> {
  const start = async () => (await open()).transaction(shelves, mode, { durability: 'strict' })
  return start().catch((error) => {
    if (error instanceof NoStore) throw error
    // the connection was closed under this window
    opening = null
    return start()
  })
}

/** Does all of it or nothing. Within `work` only the store may be waited for: a transaction ends when it has nothing to do. */
export async function within<T>(
  shelves: Shelf[],
  mode: IDBTransactionMode,
  work: (on: (shelf: Shelf) => IDBObjectStore) => Promise<T> | T,
): Promise<T> {
  const transaction = await begin(shelves, mode)
  const ended = hasEnded(transaction)
  try {
    const value = await work((shelf) => transaction.objectStore(shelf))
    await ended
    return value
  } catch (error) {
    try {
      transaction.abort()
    } catch {
      // it has ended by itself
    }
    // why it was taken back says more than what a request in it was told
    const reason = await ended.then(
      () => null,
      (aborted: unknown) => aborted,
    )
    throw reason ?? error
  }
}

/** Why the store refused, for words. */
export function troubleOf(error: unknown): StoreTrouble {
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
