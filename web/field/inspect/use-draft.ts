import { useCallback, useEffect, useRef, useState } from 'react'
import { uuidv7 } from 'uuidv7'
import { troubleOf } from '../store/database.ts'
import type { InspectionDraft, PhotoDraft } from './draft.ts'
import { BegunBefore, type DraftOwner, dropDraft, keepDraft, keepPhoto, type ReadDraft } from './drafts.ts'
import { fittingPhoto } from './fitting-photo.ts'
import type { Sheet } from './sheet.ts'

/** Why the last changes are not kept; of a photo, why it was not added. */
export type DraftTrouble = 'full' | 'no_store' | 'failed' | 'begun_before'
export type PhotoTrouble = 'photo_full' | 'photo_failed' | 'no_store' | 'unreadable'

export interface DraftInHand {
  draft: InspectionDraft
  /** Everything up to now is on the disk. */
  isKept: boolean
  trouble: DraftTrouble | PhotoTrouble | null
  /** The map that was taken along has made way for it. */
  isMapFreed: boolean
  change: (next: (draft: InspectionDraft) => InspectionDraft) => void
  files: ReadonlyMap<string, Blob>
  /** A photo is being read and kept. */
  isTaking: boolean
  addPhotos: (files: readonly Blob[], photo: Pick<PhotoDraft, 'item' | 'place'>) => Promise<void>
  removePhoto: (id: string) => void
  /** It is not needed any more. */
  drop: () => Promise<void>
}

export interface Origin extends DraftOwner {
  sheet: Sheet
  /** As it was left, or as it begins. */
  first: Pick<ReadDraft, 'draft' | 'files'>
}

/** A draft that is worked on: each change is kept on the phone, and nothing is kept of who only looked. */
export function useDraft(origin: Origin): DraftInHand {
  const [first] = useState(origin.first)
  const [draft, setDraft] = useState(first.draft)
  const [isMapFreed, setMapFreed] = useState(false)
  const onFreed = useCallback((freed: boolean) => setMapFreed((before) => before || freed), [])
  const keeping = useKeeping(origin, first.draft, draft, onFreed)
  const change = useCallback((next: (draft: InspectionDraft) => InspectionDraft) => setDraft(next), [])
  const photos = usePhotos(origin, draft, change, onFreed)
  return {
    draft,
    files: photos.files,
    isTaking: photos.isTaking,
    isKept: keeping.isKept && !photos.isTaking,
    trouble: keeping.trouble ?? photos.trouble,
    isMapFreed,
    change,
    addPhotos: photos.add,
    // its file goes with its name, once the draft without it is kept
    removePhoto: (id) => change((now) => ({ ...now, photos: now.photos.filter((photo) => photo.id !== id) })),
    drop: async () => {
      await keeping.stop()
      await dropDraft(origin, draft.id).catch(() => undefined)
    },
  }
}

/** Photos as they are taken: on the disk with their names before the form shows them, or refused in words. */
function usePhotos(
  origin: Origin,
  draft: InspectionDraft,
  change: DraftInHand['change'],
  onFreed: (freed: boolean) => void,
): Pick<DraftInHand, 'files' | 'isTaking'> & { add: DraftInHand['addPhotos']; trouble: PhotoTrouble | null } {
  const [files, setFiles] = useState<ReadonlyMap<string, Blob>>(origin.first.files)
  const [trouble, setTrouble] = useState<PhotoTrouble | null>(null)
  const [taking, setTaking] = useState(0)
  const latest = useRef(draft)
  latest.current = draft
  const { key, userId, sheet } = origin
  const addOne = async (given: Blob, photo: Pick<PhotoDraft, 'item' | 'place'>): Promise<PhotoTrouble | null> => {
    const takenAt = new Date().toISOString()
    const file = await fittingPhoto(given)
    if (!file) return 'unreadable'
    const named = { ...photo, id: uuidv7(), takenAt }
    try {
      const kept = { key, userId, sheet, draft: latest.current, changedAt: takenAt }
      onFreed(await keepPhoto(kept, named, file))
    } catch (error) {
      return photoTroubles[troubleOf(error)]
    }
    setFiles((now) => new Map([...now, [named.id, file]]))
    change((now) => ({ ...now, photos: [...now.photos, named] }))
    return null
  }
  const add: DraftInHand['addPhotos'] = async (taken, photo) => {
    setTaking((count) => count + 1)
    let met: PhotoTrouble | null = null
    for (const given of taken) met ??= await addOne(given, photo)
    setTrouble(met)
    setTaking((count) => count - 1)
  }
  return { files, isTaking: taking > 0, add, trouble }
}

const photoTroubles = { full: 'photo_full', failed: 'photo_failed', no_store: 'no_store' } as const

/** Writes each state of the draft, one after the other: the last one wins whatever takes longest. */
function useKeeping(
  origin: Origin,
  first: InspectionDraft,
  draft: InspectionDraft,
  onFreed: (freed: boolean) => void,
): { isKept: boolean; trouble: DraftTrouble | null; stop: () => Promise<void> } {
  const [kept, setKept] = useState(first)
  const [trouble, setTrouble] = useState<DraftTrouble | null>(null)
  const queue = useRef(Promise.resolve())
  const onDisk = useRef(first)
  const isStopped = useRef(false)
  const { key, userId, sheet } = origin
  useEffect(() => {
    if (draft === first) return
    const keep = async () => {
      if (isStopped.current) return
      const named = new Set(draft.photos.map(({ id }) => id))
      const takenBack = onDisk.current.photos.filter(({ id }) => !named.has(id)).map(({ id }) => id)
      onFreed(await keepDraft({ key, userId, sheet, draft, changedAt: new Date().toISOString() }, takenBack))
      onDisk.current = draft
    }
    queue.current = queue.current.then(keep).then(
      () => {
        setKept(draft)
        setTrouble(null)
      },
      (error) => setTrouble(error instanceof BegunBefore ? 'begun_before' : troubleOf(error)),
    )
  }, [key, userId, sheet, first, draft, onFreed])
  const stop = useCallback(() => {
    isStopped.current = true
    return queue.current
  }, [])
  return { isKept: kept === draft, trouble, stop }
}
