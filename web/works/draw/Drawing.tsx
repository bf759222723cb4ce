import { Suspense, useState } from 'react'
import type { User } from '../../../server/agencies/contract.ts'
import type { Works } from '../../../server/works/contract.ts'
import { SessionEnded } from '../../agencies/SessionEnded.tsx'
import { type MessageId, useSpeech } from '../../i18n/language.tsx'
import { withPermits } from '../../i18n/rooms.ts'
import { useHeldClicks } from '../../map/picking.tsx'
import { DrawBar } from '../../sketch/DrawBar.tsx'
import { SketchOnMap } from '../../sketch/SketchOnMap.tsx'
import type { Shape } from '../../sketch/sketch.ts'
import { useDrawKeys } from '../../sketch/use-draw-keys.ts'
import { CrossHair } from '../../sketch/ways/CrossHair.tsx'
import { type Way, Ways } from '../../sketch/ways/Ways.tsx'
import { useFollowingWindow } from '../../time/use-following-window.ts'
import { useTimeWindow } from '../../time/use-window.tsx'
import { following } from '../../time/window.ts'
import { Drawer } from '../../ui/Drawer.tsx'
import { lazyPart } from '../../ui/lazy-part.tsx'
import { Segmented } from '../../ui/Segmented.tsx'
import { isTouched } from '../../ui/touched.ts'
import { useOpenWorks } from '../open.ts'
import { DraftForm } from './DraftForm.tsx'
import { DraftOnMap } from './DraftOnMap.tsx'
import { DrawSave } from './DrawSave.tsx'
import { KeptNotice } from './KeptNotice.tsx'
import { forgetKept, type KeptDraft } from './kept-draft.ts'
import { LeftBehind } from './LeftBehind.tsx'
import { LiveFindings } from './LiveFindings.tsx'
import { SettledNote } from './SettledNote.tsx'
import { SpokenSketch } from './SpokenSketch.tsx'
import { useDrawing } from './use-drawing.ts'
import type { WindowDrawing } from './use-window-drawing.ts'

const DraftTraffic = lazyPart(withPermits(() => import('../../traffic/DraftTraffic.tsx')))

/** What one does on the way that was chosen, with what one has at hand. */
function howOf(way: Way): MessageId {
  if (way !== 'pointer') return `draw.how.${way}`
  return isTouched() ? 'draw.howTouched' : 'draw.how'
}

interface DrawingProps extends WindowDrawing {
  author: User
  /** The author's session is over. */
  ended: boolean
  /** Another drawing takes the place of this one; a new one where it is null. */
  onTurn: (kept: KeptDraft | null) => Promise<boolean>
  onClose: () => void
}

/** The drawing of this window: on the map, in its drawer, and in words. */
export function Drawing(props: DrawingProps) {
  const { author, id, kept, onTurn, onClose } = props
  const drawing = useDrawing(author, { id, kept })
  const { map, way, setWay, draft, setDraft, sketching, hasPoints, loss } = drawing
  const { sketch, undo, redo, finish, clear, stroke } = sketching
  const { assessment, working } = drawing.assessing
  const { say } = useSpeech()
  useFollowingWindow(draft.period)
  useHeldClicks(true)
  useDrawKeys({ undo, redo, finish, escape: onClose })
  const setShape = (shape: Shape) => stroke({ stroke: 'begin', shape })
  const beforeClearing = (act: () => void) => (hasPoints ? loss.beforeClearing(act) : act())
  return (
    <>
      <Drawer
        title={draft.title || say('draw.title')}
        subtitle={say(howOf(way))}
        onClose={onClose}
        actions={<DrawActions {...props} drawing={drawing} />}
      >
        <OtherDrawings author={author} id={id} kept={kept} onTurn={onTurn} drawing={drawing} />
        <Segmented
          label={say('draw.shape')}
          value={sketch.shape}
          onChange={(next) => next !== sketch.shape && beforeClearing(() => setShape(next))}
          options={[
            { value: 'line', label: say('draw.line'), icon: 'route' },
            { value: 'area', label: say('draw.area'), icon: 'area' },
          ]}
        />
        <Ways way={way} onWay={setWay} sketching={sketching} />
        <SettledNote settled={sketching.settling} />
        <LiveFindings
          draft={draft}
          assessment={assessment}
          working={working}
          problem={drawing.assessing.error}
          drawn={sketching.route !== null}
          onDraft={setDraft}
          onRetry={() => void drawing.assessing.refetch()}
        />
        <DraftForm draft={draft} byOffice={drawing.byOffice} usualWidth={drawing.usualWidth} onChange={setDraft} />
        <Suspense fallback={null}>
          <DraftTraffic
            closure={draft.closure}
            route={sketching.sketch.finished ? sketching.route : null}
            onClosure={(closure) => setDraft({ ...draft, closure })}
          />
        </Suspense>
      </Drawer>
      <DraftOnMap assessment={assessment} />
      <SketchOnMap sketching={sketching} />
      {way === 'cross' && map ? <CrossHair map={map} sketching={sketching} /> : null}
      <DrawBar sketching={sketching} lengthMetres={assessment?.lengthMetres} clear={() => loss.beforeClearing(clear)} />
      <SpokenSketch sketching={sketching} assessment={assessment} working={working} />
      {loss.question}
    </>
  )
}

interface PartProps {
  drawing: ReturnType<typeof useDrawing>
}

function DrawActions({ author, id, ended, drawing }: DrawingProps & PartProps) {
  const open = useOpenWorks()
  const { settled } = useTimeWindow()
  const { draft, sketching, byOffice, assessing, loss } = drawing
  const onStored = (works: Works) => {
    loss.stored()
    forgetKept(author.id, id)
    open(works.id, following(settled, works.period))
  }
  return (
    <>
      {ended ? <SessionEnded /> : null}
      <DrawSave
        id={id}
        draft={draft}
        usualWidth={drawing.usualWidth?.metres}
        route={sketching.route}
        finished={sketching.sketch.finished}
        byOffice={byOffice}
        assessment={assessing.assessment}
        onStored={onStored}
      />
    </>
  )
}

/** That this drawing is one from before, and those that other windows have left. */
function OtherDrawings({ author, id, kept, onTurn, drawing }: Omit<DrawingProps, 'ended' | 'onClose'> & PartProps) {
  const [isRestored, setRestored] = useState(kept !== null)
  const { isKept, loss } = drawing
  const beginAnew = () => {
    forgetKept(author.id, id)
    void onTurn(null)
  }
  /** What is kept is not lost by turning to another one. */
  const goOnWith = (other: KeptDraft, onGone: () => void) => {
    const turn = () => void onTurn(other).then((isTaken) => isTaken || onGone())
    if (isKept) turn()
    else loss.beforeClearing(turn)
  }
  return (
    <>
      {isRestored ? (
        <KeptNotice onKeep={() => setRestored(false)} onAnew={() => loss.beforeClearing(beginAnew)} />
      ) : null}
      <LeftBehind authorId={author.id} own={id} onContinue={goOnWith} />
    </>
  )
}
