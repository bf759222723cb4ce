import { useState } from 'react'
import type { Route } from '../../server/geo/contract.ts'
import { useSpeech } from '../i18n/language.tsx'
import { useHeldMap } from '../map/held-map.ts'
import { useHeldClicks } from '../map/picking.tsx'
import { DrawBar } from '../sketch/DrawBar.tsx'
import { lossOfDrawing } from '../sketch/loss-words.ts'
import { SketchOnMap } from '../sketch/SketchOnMap.tsx'
import { useDrawKeys } from '../sketch/use-draw-keys.ts'
import { useSketch } from '../sketch/use-sketch.ts'
import { CrossHair } from '../sketch/ways/CrossHair.tsx'
import { type Way, Ways } from '../sketch/ways/Ways.tsx'
import { Drawer } from '../ui/Drawer.tsx'
import { useLossQuestion } from '../ui/use-loss-question.tsx'
import { useTellDrawn } from './use-tell-drawn.ts'

interface SketchEditorProps {
  caseId: string
  /** Told while something is drawn that would be lost with the page. */
  onDrawn: (isDrawn: boolean) => void
  onSketch: (sketch: Route) => void
  onLeave: () => void
}

/** A pen for what is easier drawn than said: the sketch goes with the message that is being written. */
export default function SketchEditor({ caseId, onDrawn, onSketch, onLeave }: SketchEditorProps) {
  const { say } = useSpeech()
  const map = useHeldMap()
  const [way, setWay] = useState<Way>('pointer')
  const sketching = useSketch(map, { shape: 'line' }, way !== 'cross')
  const { route, sketch, undo, redo, finish, clear } = sketching
  const drawn = sketch.finished ? route : null
  useHeldClicks(true)
  const loss = useLossQuestion(sketch.vertices.length > 0, lossOfDrawing(say), false)
  useTellDrawn(sketch.vertices.length > 0, onDrawn)
  const leave = () => loss.beforeClearing(onLeave)
  useDrawKeys({ undo, redo, finish, escape: leave })
  return (
    <>
      <Drawer
        subject={`${caseId} sketch`}
        title={say('case.sketch.draw')}
        subtitle={say('case.sketch.how')}
        onClose={leave}
        actions={
          <>
            {route && !drawn ? <p className="missing">{say('draw.needFinish')}</p> : null}
            <button type="button" className="button primary" disabled={!drawn} onClick={() => drawn && onSketch(drawn)}>
              {say('case.sketch.add')}
            </button>
            <button type="button" className="button" onClick={leave}>
              {say('dialog.back')}
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
