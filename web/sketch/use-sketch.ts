import type { Map as MapLibreMap } from 'maplibre-gl'
import { useCallback, useEffect, useMemo, useReducer, useRef, useState } from 'react'
import { type Hand, holdPen } from './pen.ts'
import { begun, drawn, routeOf, type Sketch, type Vertex } from './sketch.ts'
import type { Snap } from './snap.ts'
import { useFollowing } from './use-following.ts'
import { useSettling } from './use-settling.ts'

/** What happens under the pointer just now, and is no part of the drawing yet. */
export interface Hovering {
  vertex: Vertex | null
  snap: Snap | null
  /** A point under way: its place in the drawing; between two where it is a new one. */
  dragged: { at: number; vertex: Vertex } | null
}

const still: Hovering = { vertex: null, snap: null, dragged: null }

/** A drawing on the map, by pointer or by any other way. `isPointed`: the pointer draws; `snaps`: points hold on to streets until told otherwise. */
export function useSketch(
  map: MapLibreMap | null,
  first: Pick<Sketch, 'shape'> & Partial<Sketch>,
  isPointed = true,
  snaps = true,
) {
  const [sketch, stroke] = useReducer(drawn, first, begun)
  const [hovering, setHovering] = useState(still)
  const latest = useRef(sketch)
  latest.current = sketch
  const following = useFollowing(latest, stroke)
  const { place } = following
  const [isSnapping, setSnapping] = useState(snaps)
  const snapsNow = useRef(isSnapping)
  snapsNow.current = isSnapping
  const settling = useSettling(sketch, stroke)
  const placing = useRef(place)
  placing.current = place
  useEffect(() => {
    if (!map || !isPointed) return
    const hand: Hand = {
      sketch: () => latest.current,
      add: (vertex) => void placing.current(vertex),
      move: (at, vertex) => stroke({ stroke: 'move', at, vertex }),
      insert: (at, vertex) => stroke({ stroke: 'insert', at, vertex }),
      remove: (at) => stroke({ stroke: 'remove', at }),
      finish: () => stroke({ stroke: 'finish' }),
      snaps: () => snapsNow.current,
      hover: (vertex, snap) => setHovering((before) => ({ ...before, vertex, snap })),
      drag: (dragged) => setHovering((before) => ({ ...before, dragged })),
    }
    const takeAway = holdPen(map, hand)
    return () => {
      takeAway()
      setHovering(still)
    }
  }, [map, isPointed])
  const undo = useCallback(() => stroke({ stroke: 'undo' }), [])
  const redo = useCallback(() => stroke({ stroke: 'redo' }), [])
  const finish = useCallback(() => stroke({ stroke: 'finish' }), [])
  const clear = useCallback(() => stroke({ stroke: 'clear' }), [])
  const route = useMemo(() => routeOf(sketch), [sketch])
  const snapping = { isOn: isSnapping, toggle: () => setSnapping((before) => !before) }
  return { sketch, route, hovering, setHovering, stroke, undo, redo, finish, clear, following, snapping, settling }
}

export type Sketching = ReturnType<typeof useSketch>
