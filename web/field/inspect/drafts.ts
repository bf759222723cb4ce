import { makingRoom } from '../offline/area-maps.ts'
import { answered, connect } from '../store/connection.ts'
import type { InspectionDraft, PhotoDraft } from './draft.ts'
import type { Sheet } from './sheet.ts'

/** Whose draft, and of what: two who share a phone have each their own of the same visit. */
export interface DraftOwner {
  userId: string
  /** The visit, or the works and the kind where nobody planned one; the inspection where one is corrected. */
  key: string
}

/** What is being made and is not signed yet, on this phone: it outlives the page and the browser. */
export interface KeptDraft extends DraftOwner {
  /** What it was begun with: it can be gone on with wherever there is no network, and by the checklist of then. */
  sheet: Sheet
  draft: InspectionDraft
  changedAt: string
  /** Another one each time that it is kept: a window knows by it that another has kept it since. Drafts of before have none. */
  edition?: string
}

/** Bytes, as not every browser keeps a `Blob` well; a `file` only of photos of before that was known. */
interface KeptPhoto {
  id: string
  key: string
  type?: string
  bytes?: ArrayBuffer
  file?: Blob
}

/** Another draft lies where this one would be put: it was begun in another window, or could not be read. */
export class BegunBefore extends Error {}

/** The same draft was kept in another window since: what that kept would be gone. */
export class KeptElsewhere extends Error {}

/** Apart from the outbox: what is half done must never be sent, nor stand in the way of what is. */
const within = connect<'drafts' | 'photos'>({
  name: 'nasaq-drafts',
  version: 1,
  make: (database) => {
    database.createObjectStore('drafts', { keyPath: 'key' })
    database.createObjectStore('photos', { keyPath: 'id' }).createIndex('key', 'key')
  },
})
type Stores = Parameters<Parameters<typeof within>[2]>[0]

const placeOf = ({ userId, key }: DraftOwner) => `${userId} ${key}`
const draftAt = (on: Stores, place: string) => answered(on('drafts').get(place) as IDBRequest<KeptDraft | undefined>)
const photosAt = (on: Stores, place: string) =>
  answered(on('photos').index('key').getAll(place) as IDBRequest<KeptPhoto[]>)

export interface ReadDraft extends Pick<KeptDraft, 'draft' | 'sheet'> {
  files: ReadonlyMap<string, Blob>
  /** Null where it is not kept yet. */
  edition: string | null
}

const editionIn = (kept: KeptDraft) => kept.edition ?? ''

/** The draft of a visit with the files of its photos, as far as they are there; null where there is none of this user's. */
export async function readDraft(owner: DraftOwner): Promise<ReadDraft | null> {
  const found = (await lookUp(owner)) ?? ((await takeOver(owner)) ? await lookUp(owner) : null)
  if (!found) return null
  const files = await Promise.all(found.photos.map(async (photo) => [photo.id, await fileOf(photo)] as const))
  const { draft, sheet } = found.kept
  const kept = new Map(files.flatMap(([id, file]) => (file ? [[id, file]] : [])))
  return { draft, sheet, edition: editionIn(found.kept), files: kept }
}

/** Which edition lies there now, without reading its photos; null where there is none. */
export async function editionKept(owner: DraftOwner): Promise<string | null> {
  const kept = await within(['drafts'], 'readonly', (on) => draftAt(on, placeOf(owner)))
  return kept ? editionIn(kept) : null
}

function lookUp(owner: DraftOwner): Promise<{ kept: KeptDraft; photos: KeptPhoto[] } | null> {
  return within(['drafts', 'photos'], 'readonly', async (on) => {
    const kept = await draftAt(on, placeOf(owner))
    return kept ? { kept, photos: await photosAt(on, placeOf(owner)) } : null
  })
}

/** A draft that was begun when one phone had one draft of a visit, whoever used it. Gives whether there was one. */
function takeOver(owner: DraftOwner): Promise<boolean> {
  return within(['drafts', 'photos'], 'readwrite', async (on) => {
    const kept = await draftAt(on, owner.key)
    if (kept?.userId !== owner.userId) return false
    const key = placeOf(owner)
    for (const photo of await photosAt(on, owner.key)) on('photos').put({ ...photo, key })
    on('drafts').put({ ...kept, key })
    on('drafts').delete(owner.key)
    return true
  })
}

async function fileOf({ type, bytes, file }: KeptPhoto): Promise<Blob | null> {
  if (bytes) return new Blob([bytes], { type: type ?? '' })
  const read = await file?.arrayBuffer().catch(() => null)
  return read ? new Blob([read], { type: file?.type ?? '' }) : null
}

/** The keys of all visits that this user has begun. */
export async function begunKeys(userId: string): Promise<string[]> {
  const kept = await within(['drafts'], 'readonly', (on) => answered(on('drafts').getAll() as IDBRequest<KeptDraft[]>))
  const own = placeOf({ userId, key: '' })
  return kept
    .filter((each) => each.userId === userId)
    .map(({ key }) => (key.startsWith(own) ? key.slice(own.length) : key))
}

/** What is given up by a keeping: photos that were taken back; and the edition that its window knows of, null where of none. */
interface Instead {
  takenBack: readonly string[]
  edition: string | null
}

/** Keeps it as it is now. The files of photos that were taken back go with their names. Gives whether a map made way for it. */
export async function keepDraft(kept: KeptDraft, { takenBack, edition }: Instead): Promise<boolean> {
  const key = placeOf(kept)
  const keep = () =>
    within(['drafts', 'photos'], 'readwrite', async (on) => {
      const before = await draftAt(on, key)
      if (before && before.draft.id !== kept.draft.id) throw new BegunBefore()
      // one that only a photo has been added to is kept by no window yet
      if (before && editionIn(before) !== (edition ?? '')) throw new KeptElsewhere()
      for (const id of takenBack) on('photos').delete(id)
      on('drafts').put({ ...kept, key })
    })
  return (await makingRoom(keep)).freed
}

/**
 * The file and its name in the draft at once: a draft never names a photo that is not there, and a form that is gone before
 * its photo is read loses none. `kept` is what is named where no draft lies here yet. Gives whether a map made way for it.
 */
export async function keepPhoto(kept: KeptDraft, photo: PhotoDraft, file: Blob): Promise<boolean> {
  const bytes = await file.arrayBuffer()
  const key = placeOf(kept)
  const keep = () =>
    within(['drafts', 'photos'], 'readwrite', async (on) => {
      const before = (await draftAt(on, key)) ?? kept
      if (before.draft.id !== kept.draft.id) throw new BegunBefore()
      on('photos').put({ id: photo.id, key, type: file.type, bytes } satisfies KeptPhoto)
      const photos = [...before.draft.photos.filter(({ id }) => id !== photo.id), photo]
      on('drafts').put({ ...before, key, draft: { ...before.draft, photos } })
    })
  return (await makingRoom(keep)).freed
}

/** It was signed and lies in the outbox, or somebody gave it up. */
export function dropDraft(owner: DraftOwner, draftId: string): Promise<void> {
  const key = placeOf(owner)
  return within(['drafts', 'photos'], 'readwrite', async (on) => {
    const kept = await draftAt(on, key)
    if (kept && kept.draft.id !== draftId) return
    on('drafts').delete(key)
    const photos = await answered(on('photos').index('key').getAllKeys(key))
    for (const id of photos) on('photos').delete(id)
  })
}
