import { useRef, useState } from 'react'
import { placeFrom } from '../../server/media/rules.ts'
import { notesOf } from '../field/inspect/camera-notes.ts'
import { fittingPhoto } from '../field/inspect/fitting-photo.ts'
import type { Spot } from './PlaceField.tsx'

/** `unreadable`: neither this browser nor the service can read what was chosen. */
export type ChoosingState = 'idle' | 'reading' | 'unreadable'

export interface Choosing {
  state: ChoosingState
  choose: (file: File) => void
}

/** A photo as it will be sent, light enough for a slow network, and where it was taken where it says so. The last choice counts. */
export function useChosenPhoto(onPhoto: (photo: Blob, spot: Spot | null) => void): Choosing {
  const [state, setState] = useState<ChoosingState>('idle')
  const choices = useRef(0)
  const choose = async (file: File) => {
    choices.current += 1
    const choice = choices.current
    setState('reading')
    const [spot, photo] = await Promise.all([spotOf(file), fittingPhoto(file).catch(() => null)])
    if (choice !== choices.current) return
    setState(photo ? 'idle' : 'unreadable')
    if (photo) onPhoto(photo, spot)
  }
  return { state, choose: (file) => void choose(file) }
}

async function spotOf(file: File): Promise<Spot | null> {
  const notes = await file.arrayBuffer().then(notesOf, () => null)
  // behind the four bytes that say what segment it is, and how long
  const place = placeFrom(notes?.subarray(4))
  return place && { lng: place[0], lat: place[1] }
}
