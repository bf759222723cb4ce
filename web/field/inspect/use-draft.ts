import { useCallback, useRef, useState } from 'react'
import { uuidv7 } from 'uuidv7'
import { troubleOf } from '../store/database.ts'
import { tell } from '../store/told.ts'
import type { InspectionDraft, PhotoDraft } from './draft.ts'
import type { DraftTrouble } from './draft-keeper.ts'
import { type DraftOwner, dropDraft, keepPhoto, type ReadDraft } from './drafts.ts'
import { fittingPhoto } from './fitting-photo.ts'
import type { Sheet } from './sheet.ts'
import { type Keeping, useKeeping } from './use-keeping.ts'

/** Why a photo was not added. */
export type PhotoTrouble = 'photo_full' | 'photo_failed' | 'no_store' | 'unreadable'

export interface DraftInHand extends Pick<Keeping, 'elsewhere' | 'isLatest'> {
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
  first: Pick<ReadDraft, 'draft' | 'files' | 'edition'>
}

/** A draft that is worked on: each change is kept on the phone, and nothing is kept of who only looked. */
export function useDraft(origin: Origin): DraftInHand {
  const [first] = useState(origin.first)
  const [draft, setDraft] = useState(first.draft)
  const [isMapFreed, setMapFreed] = useState(false)
  const onFreed = useCallback((freed: boolean) => setMapFreed((before) => before || freed), [])
  const change = useCallback((next: (draft: InspectionDraft) => InspectionDraft) => setDraft(next), [])
  const photos = usePhotos(origin, draft, change, onFreed)
  const keeping = useKeeping(origin, { draft, change, onFreed, onFiles: photos.onFiles })
  return {
    draft,
    files: photos.files,
    isTaking: photos.isTaking,
    isKept: keeping.isKept && !photos.isTaking,
    trouble: keeping.trouble ?? photos.trouble,
    elsewhere: keeping.elsewhere,
    isLatest: keeping.isLatest,
    isMapFreed,
    change,
    addPhotos: photos.add,
    // its file goes with its name, once the draft without it is kept
    removePhoto: (id) => change((now) => ({ ...now, photos: now.photos.filter((photo) => photo.id !== id) })),
    drop: async () => {
      await keeping.stop()
      await dropDraft(origin, draft.id).then(
        () => tell('drafts'),
        () => undefined,
      )
    },
  }
}

interface PhotosInHand extends Pick<DraftInHand, 'files' | 'isTaking'> {
  add: DraftInHand['addPhotos']
  trouble: PhotoTrouble | null
  onFiles: (others: ReadonlyMap<string, Blob>) => void
}

/** Photos as they are taken: on the disk with their names before the form shows them, or refused in words. */
function usePhotos(
  origin: Origin,
  draft: InspectionDraft,
  change: DraftInHand['change'],
  onFreed: (freed: boolean) => void,
): PhotosInHand {
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
  const onFiles = useCallback(
    (others: ReadonlyMap<string, Blob>) => setFiles((now) => new Map([...others, ...now])),
    [],
  )
  return { files, isTaking: taking > 0, add, trouble, onFiles }
}

const photoTroubles = { full: 'photo_full', failed: 'photo_failed', no_store: 'no_store' } as const
