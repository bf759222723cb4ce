import { useEffect, useState } from 'react'
import type { Route } from '../../server/geo/contract.ts'
import { useHeldMap } from '../map/held-map.ts'
import { useHeldClicks } from '../map/picking.tsx'
import { DrawBar } from '../sketch/DrawBar.tsx'
import { SketchOnMap } from '../sketch/SketchOnMap.tsx'
import { useDrawKeys } from '../sketch/use-draw-keys.ts'
import { useSketch } from '../sketch/use-sketch.ts'
import { CrossHair } from '../sketch/ways/CrossHair.tsx'
import { type Way, Ways } from '../sketch/ways/Ways.tsx'

interface MessageSketchProps {
  /** The drawing once it is finished; null before. */
  onSketch: (route: Route | null) => void
  onLeave: () => void
}

/** A pen for what is easier drawn than said; the message is written beside it. */
export default function MessageSketch({ onSketch, onLeave }: MessageSketchProps) {
  const map = useHeldMap()
  const [way, setWay] = useState<Way>('pointer')
  const sketching = useSketch(map, { shape: 'line' }, way !== 'cross')
  const { route, sketch, undo, redo, finish, clear } = sketching
  useHeldClicks(true)
  useDrawKeys({ undo, redo, finish, escape: onLeave })
  const drawn = sketch.finished ? route : null
  useEffect(() => onSketch(drawn), [drawn, onSketch])
  return (
    <>
      <Ways way={way} onWay={setWay} sketching={sketching} />
      <SketchOnMap sketching={sketching} />
      {way === 'cross' && map ? <CrossHair map={map} sketching={sketching} /> : null}
      <DrawBar sketching={sketching} clear={clear} />
    </>
  )
}
