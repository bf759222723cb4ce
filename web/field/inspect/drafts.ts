import type { InspectionDraft } from './draft.ts'
import type { Sheet } from './sheet.ts'

/** What is being made and is not signed yet, on this phone: it outlives the page and the browser. */
export interface KeptDraft {
  /** The visit, or the works and the kind where nobody planned one. */
  key: string
  userId: string
  /** What it was begun with: it can be gone on with wherever there is no network, and by the checklist of then. */
  sheet: Sheet
  draft: InspectionDraft
  changedAt: string
}

interface KeptPhoto {
  id: string
  key: string
  file: Blob
}

/**
 * `full`: the phone has no room left; `no_store`: it keeps nothing at all, as in a private window; `unreadable`,
 * `too_large`: a photo.
 */
export const draftTroubles = ['full', 'no_store', 'unreadable', 'too_large'] as const
export type DraftTrouble = (typeof draftTroubles)[number]

/** Apart from the outbox: what is half done must never be sent, nor stand in the way of what is. */
const name = 'nasaq-drafts'
let opened: Promise<IDBDatabase> | undefined

function settled<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error)
  })
}

function open(): Promise<IDBDatabase> {
  opened ??= new Promise<IDBDatabase>((resolve, reject) => {
    const request = indexedDB.open(name, 1)
    request.onupgradeneeded = () => {
      request.result.createObjectStore('drafts', { keyPath: 'key' })
      request.result.createObjectStore('photos', { keyPath: 'id' }).createIndex('key', 'key')
    }
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error)
  }).catch((error) => {
    opened = undefined
    throw error
  })
  return opened
}

type Stores = (name: 'drafts' | 'photos') => IDBObjectStore

/** One transaction: resolved when what it wrote is on the disk. */
async function within<T>(mode: IDBTransactionMode, act: (stores: Stores) => Promise<T> | T): Promise<T> {
  const database = await open()
  const transaction = database.transaction(['drafts', 'photos'], mode, { durability: 'strict' })
  const done = new Promise<void>((resolve, reject) => {
    transaction.oncomplete = () => resolve()
    transaction.onabort = () => reject(transaction.error)
  })
  const [value] = await Promise.all([act((store) => transaction.objectStore(store)), done])
  return value
}

export function troubleOf(error: unknown): DraftTrouble {
  return error instanceof DOMException && error.name === 'QuotaExceededError' ? 'full' : 'no_store'
}

export interface ReadDraft extends Pick<KeptDraft, 'draft' | 'sheet'> {
  files: ReadonlyMap<string, Blob>
}

/** The draft of a visit with the files of its photos; null where there is none of this user's. */
export function readDraft(key: string, userId: string): Promise<ReadDraft | null> {
  return within('readonly', async (stores) => {
    const [kept, photos] = await Promise.all([
      settled(stores('drafts').get(key) as IDBRequest<KeptDraft | undefined>),
      settled(stores('photos').index('key').getAll(key) as IDBRequest<KeptPhoto[]>),
    ])
    if (kept?.userId !== userId) return null
    return { draft: kept.draft, sheet: kept.sheet, files: new Map(photos.map(({ id, file }) => [id, file])) }
  })
}

/** The keys of all visits that this user has begun. */
export async function begunKeys(userId: string): Promise<string[]> {
  const kept = await within('readonly', (stores) => settled(stores('drafts').getAll() as IDBRequest<KeptDraft[]>))
  return kept.filter((each) => each.userId === userId).map(({ key }) => key)
}

export function keepDraft(kept: KeptDraft): Promise<void> {
  return within('readwrite', (stores) => void stores('drafts').put(kept))
}

/** The file first, and only then its place in the draft: a draft never names a photo that is not there. */
export function keepPhoto(photo: KeptPhoto): Promise<void> {
  return within('readwrite', (stores) => void stores('photos').put(photo))
}

export function dropPhoto(id: string): Promise<void> {
  return within('readwrite', (stores) => void stores('photos').delete(id))
}

/** It was signed and lies in the outbox, or somebody gave it up. */
export function dropDraft(key: string): Promise<void> {
  return within('readwrite', async (stores) => {
    stores('drafts').delete(key)
    const photos = await settled(stores('photos').index('key').getAllKeys(key))
    for (const id of photos) stores('photos').delete(id)
  })
}
