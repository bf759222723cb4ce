import { useRef, useState } from 'react'
import { loadKeeping } from './kept/load.ts'
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
    const keeping = await loadKeeping()
    // where what reads it cannot be fetched, the service looks at it as it is
    const { photo, spot } = keeping ? await keeping.readPhoto(file) : { photo: file, spot: null }
    if (choice !== choices.current) return
    setState(photo ? 'idle' : 'unreadable')
    if (photo) onPhoto(photo, spot)
  }
  return { state, choose: (file) => void choose(file) }
}
