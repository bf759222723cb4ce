/** The browser keeps nothing for this page. */
export class NoStore extends Error {}

/** Does all of it or nothing. Within `work` only the store may be waited for: a transaction ends when it has nothing to do. */
export type Within<Shelf extends string> = <T>(
  shelves: Shelf[],
  mode: IDBTransactionMode,
  work: (on: (shelf: Shelf) => IDBObjectStore) => Promise<T> | T,
) => Promise<T>

interface StoreForm {
  name: string
  version: number
  /** Makes the shelves of a store that is new. */
  make: (database: IDBDatabase) => void
}

/** A store of this phone: opened when it is first needed, and again whenever the browser has closed it. */
export function connect<Shelf extends string>(form: StoreForm): Within<Shelf> {
  let opening: Promise<IDBDatabase> | null = null
  const forget = () => {
    opening = null
  }
  const open = () => {
    opening ??= opened(form, forget).catch((error) => {
      forget()
      throw new NoStore(String(error))
    })
    return opening
  }
  /** What is written is on the disk, not only on its way there, when this is through: batteries are pulled out of phones. */
  const begin = async (shelves: Shelf[], mode: IDBTransactionMode) => {
    const start = async () => (await open()).transaction(shelves, mode, { durability: 'strict' })
    return start().catch((error) => {
      if (error instanceof NoStore) throw error
      // the connection was closed under this window
      forget()
      return start()
    })
  }
  return async (shelves, mode, work) => {
    const transaction = await begin(shelves, mode)
    const ended = hasEnded(transaction)
    try {
      const value = await work((shelf) => transaction.objectStore(shelf))
      await ended
      return value
    } catch (error) {
      throw (await takenBack(transaction, ended)) ?? error
    }
  }
}

function opened({ name, version, make }: StoreForm, forget: () => void): Promise<IDBDatabase> {
  return new Promise((done, fail) => {
    const request = indexedDB.open(name, version)
    request.onupgradeneeded = () => make(request.result)
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
  })
}

function hasEnded(transaction: IDBTransaction): Promise<void> {
  return new Promise((done, fail) => {
    transaction.oncomplete = () => done()
    transaction.onabort = () => fail(transaction.error)
  })
}

/** Why it was taken back says more than what a request in it was told. */
async function takenBack(transaction: IDBTransaction, ended: Promise<void>): Promise<unknown> {
  try {
    transaction.abort()
  } catch {
    // it has ended by itself
  }
  return ended.then(
    () => null,
    (aborted: unknown) => aborted,
  )
}

export function answered<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((done, fail) => {
    request.onsuccess = () => done(request.result)
    request.onerror = () => fail(request.error)
  })
}
