import { useEffect, useState } from 'react'
import type { Shape, Sketch, Vertex } from '../../sketch/sketch.ts'
import type { Draft } from './draft.ts'

/** A drawing that outlives the page: in this browser, for its author. */
export interface KeptDraft {
  /** Of the works that it will be: saved again after an answer that was lost, it makes no second one. */
  id: string
  /** The words, where some were written. */
  draft: Draft | null
  shape: Shape
  vertices: readonly Vertex[]
  finished: boolean
  /** The moment of the last change. */
  keptAt: string
}

const form = 2
const shelfOf = (authorId: string) => `nasaq.draft.${authorId}`
const placeOf = (authorId: string, id: string) => `${shelfOf(authorId)}.${id}`

function readAt(place: string): KeptDraft | null {
  try {
    const kept = JSON.parse(localStorage.getItem(place) ?? 'null') as (KeptDraft & { form: number }) | null
    if (kept?.form !== form || !Array.isArray(kept.vertices)) return null
    const draft = kept.draft && {
      ...kept.draft,
      noDays: kept.draft.noDays ?? {},
      contractorId: kept.draft.contractorId ?? null,
      closure: kept.draft.closure ?? 'none',
      trenchDepth: kept.draft.trenchDepth ?? '',
      reference: kept.draft.reference ?? '',
    }
    return draft || kept.vertices.length > 0 ? { ...kept, draft, keptAt: kept.keptAt ?? '' } : null
  } catch {
    return null
  }
}

export function readKept(authorId: string, id: string): KeptDraft | null {
  return readAt(placeOf(authorId, id))
}

/** All that an author has not saved, whichever window drew it; the latest first. */
export function keptBy(authorId: string): KeptDraft[] {
  try {
    giveOwnPlace(authorId)
    const places = Object.keys(localStorage).filter((place) => place.startsWith(`${shelfOf(authorId)}.`))
    const kept = places.map(readAt).filter((one) => one !== null)
    return kept.sort((a, b) => (a.keptAt < b.keptAt ? 1 : -1))
  } catch {
    return []
  }
}

/** Before windows had drawings of their own, the only one of an author lay on the bare shelf. */
function giveOwnPlace(authorId: string): void {
  const shelf = shelfOf(authorId)
  const old = readAt(shelf)
  if (!old) return
  localStorage.setItem(placeOf(authorId, old.id), localStorage.getItem(shelf) ?? '')
  localStorage.removeItem(shelf)
}

export function forgetKept(authorId: string, id: string): void {
  try {
    localStorage.removeItem(placeOf(authorId, id))
  } catch {
    // where nothing can be kept, nothing is
  }
}

/** Keeps drawing and words after each change; says whether that worked. What is empty is not kept. */
export function useKeeping(authorId: string, id: string, draft: Draft | null, sketch: Sketch): boolean {
  const [isKept, setKept] = useState(true)
  useEffect(() => {
    const { shape, vertices, finished } = sketch
    if (vertices.length === 0 && !draft) return forgetKept(authorId, id)
    const kept: KeptDraft = { id, draft, shape, vertices, finished, keptAt: new Date().toISOString() }
    try {
      localStorage.setItem(placeOf(authorId, id), JSON.stringify({ form, ...kept }))
      setKept(true)
    } catch {
      setKept(false)
    }
  }, [authorId, id, draft, sketch])
  return isKept
}
