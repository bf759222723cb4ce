import { useState } from 'react'
import type { Areas } from '../../server/geo/contract.ts'
import { useSpeech } from '../i18n/language.tsx'
import { AreaOnMap } from '../map/AreaOnMap.tsx'
import { useHeldMap } from '../map/held-map.ts'
import { useHeldClicks } from '../map/picking.tsx'
import { DrawBar } from '../sketch/DrawBar.tsx'
import { SketchOnMap } from '../sketch/SketchOnMap.tsx'
import { useDrawKeys } from '../sketch/use-draw-keys.ts'
import { type Sketching, useSketch } from '../sketch/use-sketch.ts'
import { CrossHair } from '../sketch/ways/CrossHair.tsx'
import { type Way, Ways } from '../sketch/ways/Ways.tsx'
import { verticesOf } from './draft.ts'

export interface Ground {
  way: Way
  setWay: (way: Way) => void
  sketching: Sketching
  /** What is drawn, what stood before and is kept, or nothing yet. */
  area: Areas | null
  isDrawn: boolean
}

/** The ground of a restriction while it is written: as it stands, or drawn by pointer, by typing or by pasting. */
export function useGround(before: Areas | null): Ground {
  const map = useHeldMap()
  const [way, setWay] = useState<Way>('pointer')
  const [first] = useState(() => verticesOf(before))
  const start = first ? { shape: 'area' as const, vertices: first, finished: true } : { shape: 'area' as const }
  const sketching = useSketch(map, start, way !== 'cross')
  const { sketch, route } = sketching
  const isDrawn = sketch.finished && route !== null
  const isKept = before !== null && sketch.vertices.length === 0 && !first
  return { way, setWay, sketching, isDrawn, area: isDrawn ? (route as Areas) : isKept ? before : null }
}

/** The ways to draw it, in the drawer. */
export function GroundWays({ ground, before }: { ground: Ground; before: Areas | null }) {
  const { say } = useSpeech()
  const { way, setWay, sketching, area, isDrawn } = ground
  return (
    <>
      <h2>{say('restrictions.ground')}</h2>
      <Ways way={way} onWay={setWay} sketching={sketching} />
      {area === null ? <p className="missing">{say('restrictions.needGround')}</p> : null}
      {before && area === before && !isDrawn ? <p className="form-note">{say('restrictions.keptGround')}</p> : null}
    </>
  )
}

/** The pen, its bar and the drawing on the map. */
export function GroundPen({ ground, onEscape }: { ground: Ground; onEscape: () => void }) {
  const map = useHeldMap()
  const { way, sketching, area, isDrawn } = ground
  const { undo, redo, finish, clear } = sketching
  useHeldClicks(true)
  useDrawKeys({ undo, redo, finish, escape: onEscape })
  return (
    <>
      {area && !isDrawn ? <AreaOnMap area={area} /> : null}
      <SketchOnMap sketching={sketching} />
      {way === 'cross' && map ? <CrossHair map={map} sketching={sketching} /> : null}
      <DrawBar sketching={sketching} clear={clear} />
    </>
  )
}
