import { useEffect, useState } from 'react'
import type { Position } from '../../server/geo/contract.ts'
import type { SnappedPoint } from '../../server/streets/network/contract.ts'
import { answered, write } from '../api.ts'
import { keyOf, type Sketch, type Stroke } from './sketch.ts'

/** What the server has said of the points that hold on to streets. */
export interface Settled {
  points: number
  /** The farthest that one of them moved. */
  metres: number
}

/** From afar a tile is true to metres only; what is farther from a street was not meant to lie on it. */
const reachMetres = 3

/** Once a drawing is finished, its points are brought to the centrelines as they are stored: tiles are true to centimetres only. */
export function useSettling(sketch: Sketch, stroke: (stroke: Stroke) => void): Settled | null {
  const [settled, setSettled] = useState<Settled | null>(null)
  const loose = sketch.finished ? sketch.vertices.filter((one) => one.loose).map(({ place }) => place) : []
  const asked = JSON.stringify(loose)
  useEffect(() => {
    const points = JSON.parse(asked) as Position[]
    if (points.length === 0) return
    const leaving = new AbortController()
    const ask = write<{ items: SnappedPoint[] }>(
      'POST',
      '/api/street-snaps',
      { points, reachMetres },
      { signal: leaving.signal },
    )
    answered(ask).then(
      ({ items }) => {
        if (leaving.signal.aborted) return
        const moved = points.flatMap((place, i) => (items[i] ? [[keyOf(place), items[i].place] as const] : []))
        stroke({ stroke: 'settle', places: new Map(moved) })
        const met = items.flatMap((item) => item?.movedMetres ?? [])
        setSettled({ points: met.length, metres: Math.max(0, ...met) })
      },
      // it stays as drawn, and true to some centimetres
      () => undefined,
    )
    return () => leaving.abort()
  }, [asked, stroke])
  useEffect(() => {
    if (sketch.vertices.length === 0) setSettled(null)
  }, [sketch.vertices.length])
  return sketch.finished ? settled : null
}
