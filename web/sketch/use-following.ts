import { type RefObject, useCallback, useRef, useState } from 'react'
import type { Position } from '../../server/geo/contract.ts'
import type { SnappedPoint, StreetPath } from '../../server/streets/network/contract.ts'
import { answered, get, type Problem, write } from '../api.ts'
import { keyOf, type Sketch, type Stroke, type Vertex } from './sketch.ts'

/** Both ends of a way as the stored centrelines have them: it must begin where the drawing ends. */
async function settledPlaces([a, b]: readonly [Vertex, Vertex]): Promise<[Position, Position]> {
  const points = [a.place, b.place]
  const ask = write<{ items: SnappedPoint[] }>('POST', '/api/street-snaps', { points })
  const { items } = await answered(ask)
  return [a.loose ? (items[0]?.place ?? a.place) : a.place, b.loose ? (items[1]?.place ?? b.place) : b.place]
}

/** From the last point along the streets to the next one, where that is wanted; straight otherwise. */
export function useFollowing(sketch: RefObject<Sketch>, stroke: (stroke: Stroke) => void) {
  const [isOn, setOn] = useState(false)
  const [isAsking, setAsking] = useState(false)
  const [problem, setProblem] = useState<Problem | null>(null)
  const asking = useRef(false)
  const wanted = useRef(isOn)
  wanted.current = isOn
  const place = useCallback(
    async (vertex: Vertex) => {
      const last = sketch.current.vertices.at(-1)
      if (asking.current) return
      if (!wanted.current || !last || sketch.current.shape === 'area') {
        stroke({ stroke: 'add', vertices: [vertex] })
        return
      }
      asking.current = true
      setAsking(true)
      setProblem(null)
      try {
        const [from, to] = await settledPlaces([last, vertex])
        const { line } = await answered(get<StreetPath>('/api/street-path', { from: keyOf(from), to: keyOf(to) }))
        // what was drawn or taken back meanwhile is another drawing
        if (sketch.current.vertices.at(-1) !== last) return
        stroke({ stroke: 'settle', places: new Map([[keyOf(last.place), from]]) })
        stroke({ stroke: 'add', vertices: line.coordinates.map((place) => ({ place, loose: false })) })
      } catch (refusal) {
        setProblem(refusal as Problem)
      } finally {
        asking.current = false
        setAsking(false)
      }
    },
    [sketch, stroke],
  )
  const toggle = useCallback(() => {
    setProblem(null)
    setOn((before) => !before)
  }, [])
  return { isOn, isAsking, problem, toggle, place }
}
