import { useState } from 'react'
import type { Route } from '../../server/geo/contract.ts'
import { useHeldMap } from '../map/held-map.ts'
import { sketchOf } from '../permits/amend/amend-draft.ts'
import { useSketch } from '../sketch/use-sketch.ts'
import type { Way } from '../sketch/ways/Ways.tsx'

/** The route of a works that is changed: as it stands, until the pen is taken in hand and draws another one. */
export function useRoutePen(stands: Route) {
  const map = useHeldMap()
  const [isOut, setOut] = useState(false)
  const [way, setWay] = useState<Way>('pointer')
  const first = sketchOf(stands)
  const sketching = useSketch(map, first, isOut && way !== 'cross')
  const { sketch, stroke } = sketching
  const isSame = sketch.shape === first.shape && JSON.stringify(sketch.vertices) === JSON.stringify(first.vertices)
  const isChanged = isOut && !isSame
  return {
    map,
    isOut,
    way,
    setWay,
    sketching,
    isChanged,
    isUnfinished: isChanged && !sketch.finished,
    /** As far as it is drawn. */
    route: isChanged ? sketching.route : stands,
    /** Another route, whole. */
    drawn: isChanged && sketch.finished && sketching.route ? sketching.route : undefined,
    take: () => {
      stroke({ stroke: 'begin', ...first })
      setOut(true)
    },
    putAway: () => setOut(false),
    /** The works has another route by now: what is not drawn yet begins with that. */
    follow: (next: Route) => {
      if (!isChanged) stroke({ stroke: 'begin', ...sketchOf(next) })
    },
  }
}

export type RoutePen = ReturnType<typeof useRoutePen>
