import { placeFrom } from '../../server/media/rules.ts'
import { notesOf } from '../field/inspect/camera-notes.ts'
import { fittingPhoto } from '../field/inspect/fitting-photo.ts'
import type { Spot } from './PlaceField.tsx'

export interface ReadPhoto {
  /** Null: neither this browser nor the service can read what was chosen. */
  photo: Blob | null
  /** Where it was taken, where it says so. */
  spot: Spot | null
}

/** A photo as it will be sent, light enough for a slow network. Its place is read before it is made lighter. */
export async function readPhoto(file: File): Promise<ReadPhoto> {
  const [spot, photo] = await Promise.all([spotOf(file), fittingPhoto(file).catch(() => null)])
  return { photo, spot }
}

async function spotOf(file: File): Promise<Spot | null> {
  const notes = await file.arrayBuffer().then(notesOf, () => null)
  // behind the four bytes that say what segment it is, and how long
  const place = placeFrom(notes?.subarray(4))
  return place && { lng: place[0], lat: place[1] }
}
