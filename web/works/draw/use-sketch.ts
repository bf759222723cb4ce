import type { Map as MapLibreMap } from 'maplibre-gl'
import { useCallback, useEffect, useRef, useState } from 'react'
import type { Position, Route } from '../../../server/geo/contract.ts'
import { type Pen, startPen } from './pen.ts'
import type { Snap } from './snap.ts'

export type Shape = 'line' | 'area'

export interface Sketch {
  /** What is drawn so far, without the point under the pointer; `null` until it is a line or an area. */
  route: Route | null
  points: Position[]
  finished: boolean
  canUndo: boolean
  canRedo: boolean
  snap: Snap | null
}

const blank: Sketch = { route: null, points: [], finished: false, canUndo: false, canRedo: false, snap: null }

/** A pen on the map, and what it has drawn. */
export function useSketch(map: MapLibreMap | null, shape: Shape) {
  const [sketch, setSketch] = useState<Sketch>(blank)
  const pen = useRef<Pen | null>(null)
  useEffect(() => {
    if (!map) return
    setSketch(blank)
    const started = startPen(map, shape, (change) => setSketch((before) => ({ ...before, ...change })))
    pen.current = started
    return () => {
      pen.current = null
      started.stop()
    }
  }, [map, shape])
  const undo = useCallback(() => pen.current?.undo(), [])
  const redo = useCallback(() => pen.current?.redo(), [])
  const finish = useCallback(() => pen.current?.finish(), [])
  const clear = useCallback(() => pen.current?.clear(), [])
  return { sketch, undo, redo, finish, clear }
}
