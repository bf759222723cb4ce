import { useEffect, useState } from 'react'
import type { Shape, Sketch, Vertex } from '../../sketch/sketch.ts'
import type { Draft } from './draft.ts'

/** A drawing that outlives the page: in this browser, for its author. */
export interface KeptDraft {
  /** Of the works that it will be: saved again after an answer that was lost, it makes no second one. */
  id: string
  draft: Draft | null
  shape: Shape
  vertices: Vertex[]
  finished: boolean
}

const form = 2
const placeOf = (authorId: string) => `nasaq.draft.${authorId}`

export function readKept(authorId: string): KeptDraft | null {
  try {
    const kept = JSON.parse(localStorage.getItem(placeOf(authorId)) ?? 'null') as (KeptDraft & { form: number }) | null
    return kept?.form === form && Array.isArray(kept.vertices) && kept.vertices.length > 0 ? kept : null
  } catch {
    return null
  }
}

export function forgetKept(authorId: string): void {
  try {
    localStorage.removeItem(placeOf(authorId))
  } catch {
    // where nothing can be kept, nothing is
  }
}

/** Keeps the drawing after each change; says whether that worked. What is empty is not kept. */
export function useKeeping(authorId: string, id: string, draft: Draft | null, sketch: Sketch): boolean {
  const [isKept, setKept] = useState(true)
  useEffect(() => {
    if (sketch.vertices.length === 0) return forgetKept(authorId)
    const { shape, vertices, finished } = sketch
    try {
      localStorage.setItem(placeOf(authorId), JSON.stringify({ form, id, draft, shape, vertices, finished }))
      setKept(true)
    } catch {
      setKept(false)
    }
  }, [authorId, id, draft, sketch])
  return isKept
}
