import { useState } from 'react'
import type { Areas, LineString } from '../../server/geo/contract.ts'
import { useSpeech } from '../i18n/language.tsx'
import { useHeldMap } from '../map/held-map.ts'
import { useHeldClicks } from '../map/picking.tsx'
import { Drawer } from '../ui/Drawer.tsx'
import { useLossQuestion } from '../ui/use-loss-question.tsx'
import { DrawBar } from './DrawBar.tsx'
import { lossOfDrawing } from './loss-words.ts'
import { SketchOnMap } from './SketchOnMap.tsx'
import { useDrawKeys } from './use-draw-keys.ts'
import { useSketch } from './use-sketch.ts'
import { CrossHair } from './ways/CrossHair.tsx'
import { type Way, Ways } from './ways/Ways.tsx'

interface Drawn {
  line: LineString
  area: Areas
}

/** What is typed or read from a file may turn out to be something else. */
const types = { line: 'LineString', area: 'Polygon' } as const

interface ShapePenProps<Shape extends keyof Drawn> {
  shape: Shape
  /** What is drawn, for the drawer. */
  subject: string
  words: { title: string; how: string; take: string; cancel: string }
  onDrawn: (drawn: Drawn[Shape]) => void
  onCancel: () => void
  /** Leaving the page is asked about here, not by whatever it belongs to. */
  isAlone?: boolean
}

/** Draws one line or area that belongs to something else: by pointer along the streets, by coordinates or by keys. */
export function ShapePen<Shape extends keyof Drawn>(props: ShapePenProps<Shape>) {
  const { shape, subject, words, onDrawn, onCancel, isAlone = false } = props
  const { say } = useSpeech()
  const map = useHeldMap()
  const [way, setWay] = useState<Way>('pointer')
  const sketching = useSketch(map, { shape }, way !== 'cross')
  const { route, sketch, undo, redo, finish, clear } = sketching
  useHeldClicks(true)
  const loss = useLossQuestion(sketch.vertices.length > 0, lossOfDrawing(say), isAlone)
  const leave = () => loss.beforeClearing(onCancel)
  useDrawKeys({ undo, redo, finish, escape: leave })
  const drawn = sketch.finished && route?.type === types[shape] ? (route as Drawn[Shape]) : null
  return (
    <>
      <Drawer
        subject={subject}
        title={words.title}
        subtitle={words.how}
        onClose={leave}
        actions={
          <>
            <button type="button" className="button primary" disabled={!drawn} onClick={() => drawn && onDrawn(drawn)}>
              {words.take}
            </button>
            <button type="button" className="button" onClick={leave}>
              {words.cancel}
            </button>
          </>
        }
      >
        <Ways way={way} onWay={setWay} sketching={sketching} />
      </Drawer>
      <SketchOnMap sketching={sketching} />
      {way === 'cross' && map ? <CrossHair map={map} sketching={sketching} /> : null}
      <DrawBar sketching={sketching} clear={clear} />
      {loss.question}
    </>
  )
}
