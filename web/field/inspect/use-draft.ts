import { useCallback, useEffect, useRef, useState } from 'react'
import { uuidv7 } from 'uuidv7'
import { mostPhotoBytes } from '../../../server/media/contract.ts'
import type { InspectionDraft, PhotoDraft } from './draft.ts'
import {
  type DraftTrouble,
  dropDraft,
  dropPhoto,
  keepDraft,
  keepPhoto,
  type ReadDraft,
  readDraft,
  troubleOf,
} from './drafts.ts'
import type { Sheet } from './sheet.ts'

/** The draft as it was left on this phone; `undefined` until the phone was looked through. */
export function useKeptDraft(key: string | null, userId: string): ReadDraft | null | undefined {
  const [kept, setKept] = useState<ReadDraft | null>()
  useEffect(() => {
    let isLeft = false
    setKept(undefined)
    // where nothing can be kept there is nothing to find; writing will say so
    const found = key === null ? Promise.resolve(null) : readDraft(key, userId).catch(() => null)
    void found.then((draft) => isLeft || setKept(draft))
    return () => {
      isLeft = true
    }
  }, [key, userId])
  return kept
}

export interface DraftInHand {
  draft: InspectionDraft
  /** Everything up to now is on the disk. */
  isKept: boolean
  trouble: DraftTrouble | null
  change: (next: (draft: InspectionDraft) => InspectionDraft) => void
  files: ReadonlyMap<string, Blob>
  addPhotos: (files: readonly Blob[], photo: Pick<PhotoDraft, 'item' | 'place'>) => Promise<void>
  removePhoto: (id: string) => void
  /** It is not needed any more. */
  drop: () => Promise<void>
}

export interface Origin {
  key: string
  userId: string
  sheet: Sheet
  /** As it was left, or as it begins. */
  first: Pick<ReadDraft, 'draft' | 'files'>
}

/** A draft that is worked on: each change is kept on the phone, and nothing is kept of who only looked. */
export function useDraft(origin: Origin): DraftInHand {
  const [first] = useState(origin.first)
  const [draft, setDraft] = useState(first.draft)
  const [files, setFiles] = useState<ReadonlyMap<string, Blob>>(first.files)
  const [trouble, setTrouble] = useState<DraftTrouble | null>(null)
  const { isKept, stop } = useKeeping(origin, first.draft, draft, setTrouble)
  const { key } = origin
  const change = useCallback((next: (draft: InspectionDraft) => InspectionDraft) => setDraft(next), [])
  return {
    draft,
    files,
    isKept,
    trouble,
    change,
    addPhotos: async (taken, photo) => {
      for (const given of taken) {
        if (given.size > mostPhotoBytes) return setTrouble('too_large')
        const id = uuidv7()
        // the camera may take its file away again: the phone keeps a copy of its own
        const file = await copied(given)
        if (!file) return setTrouble('unreadable')
        const takenAt = new Date().toISOString()
        await keepPhoto({ id, key, file }).catch((error) => setTrouble(troubleOf(error)))
        setFiles((now) => new Map([...now, [id, file]]))
        change((now) => ({ ...now, photos: [...now.photos, { ...photo, id, takenAt }] }))
      }
    },
    removePhoto: (id) => {
      change((now) => ({ ...now, photos: now.photos.filter((photo) => photo.id !== id) }))
      void dropPhoto(id).catch(() => undefined)
    },
    drop: async () => {
      await stop()
      await dropDraft(key).catch(() => undefined)
    },
  }
}

function copied(file: Blob): Promise<Blob | null> {
  return file.arrayBuffer().then(
    (bytes) => new Blob([bytes], { type: file.type }),
    () => null,
  )
}

/** Writes each state of the draft, one after the other: the last one wins whatever takes longest. */
function useKeeping(
  origin: Origin,
  first: InspectionDraft,
  draft: InspectionDraft,
  onTrouble: (trouble: DraftTrouble | null) => void,
) {
  const [kept, setKept] = useState(first)
  const queue = useRef(Promise.resolve())
  const isStopped = useRef(false)
  const { key, userId, sheet } = origin
  useEffect(() => {
    if (draft === first) return
    const keep = () =>
      isStopped.current ? undefined : keepDraft({ key, userId, sheet, draft, changedAt: new Date().toISOString() })
    queue.current = queue.current.then(keep).then(
      () => {
        setKept(draft)
        onTrouble(null)
      },
      (error) => onTrouble(troubleOf(error)),
    )
  }, [key, userId, sheet, first, draft, onTrouble])
  const stop = useCallback(() => {
    isStopped.current = true
    return queue.current
  }, [])
  return { isKept: kept === draft, stop }
}
