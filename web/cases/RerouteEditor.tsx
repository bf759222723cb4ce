import '../permits/permits.css'
import { useQuery } from '@tanstack/react-query'
import type { Works } from '../../server/works/contract.ts'
import { useSpeech } from '../i18n/language.tsx'
import { useHeldClicks } from '../map/picking.tsx'
import { DrawBar } from '../sketch/DrawBar.tsx'
import { lossOfDrawing } from '../sketch/loss-words.ts'
import { SketchOnMap } from '../sketch/SketchOnMap.tsx'
import { useDrawKeys } from '../sketch/use-draw-keys.ts'
import { CrossHair } from '../sketch/ways/CrossHair.tsx'
import { Ways } from '../sketch/ways/Ways.tsx'
import { useFollowingWindow } from '../time/use-following-window.ts'
import { Drawer } from '../ui/Drawer.tsx'
import { faultAt } from '../ui/fault.ts'
import { Id } from '../ui/Id.tsx'
import { Failure, Waiting } from '../ui/States.tsx'
import { TextArea } from '../ui/TextArea.tsx'
import { useLossQuestion } from '../ui/use-loss-question.tsx'
import { DraftOnMap } from '../works/draw/DraftOnMap.tsx'
import { LiveFindings } from '../works/draw/LiveFindings.tsx'
import { SettledNote } from '../works/draw/SettledNote.tsx'
import { SpokenSketch } from '../works/draw/SpokenSketch.tsx'
import { worksQuery } from '../works/queries.ts'
import { type MeasureAsked, needsWords } from './send-measure.ts'
import { type Rerouting, useReroute } from './use-reroute.ts'

export interface RerouteAsked extends MeasureAsked {
  worksId: string
  /** Written already, before the map was asked for. */
  words: string
}

interface RerouteEditorProps {
  asked: RerouteAsked
  onDone: () => void
}

/** Draws another route for a works of a case, as a proposal or a decision. */
export default function RerouteEditor({ asked, onDone }: RerouteEditorProps) {
  const { say } = useSpeech()
  const works = useQuery(worksQuery(asked.worksId))
  if (works.data) return <RouteDrawing works={works.data} asked={asked} onDone={onDone} />
  return (
    <Drawer title={say('case.measure.reroute')} onClose={onDone}>
      <Waiting query={works} />
    </Drawer>
  )
}

function RouteDrawing({ works, asked, onDone }: RerouteEditorProps & { works: Works }) {
  const { say } = useSpeech()
  const rerouting = useReroute(works, asked, () => {
    loss.stored()
    onDone()
  })
  const { map, way, setWay, planned, setPlanned, sketching, assessing } = rerouting
  const { assessment, working } = assessing
  const { undo, redo, finish, clear } = sketching
  const loss = useLossQuestion(rerouting.isChanged, lossOfDrawing(say))
  const leave = () => loss.beforeClearing(onDone)
  useFollowingWindow(planned.period)
  useHeldClicks(true)
  useDrawKeys({ undo, redo, finish, escape: leave })
  return (
    <>
      <Drawer
        subject={`${works.id} reroute`}
        title={say('case.measure.reroute')}
        subtitle={works.title}
        eyebrow={<Id>{works.number}</Id>}
        onClose={leave}
        actions={<RerouteActions asked={asked} rerouting={rerouting} onLeave={leave} />}
      >
        <p className="form-note">{say('case.reroute.how')}</p>
        <Ways way={way} onWay={setWay} sketching={sketching} />
        <SettledNote settled={sketching.settling} />
        <LiveFindings
          draft={planned}
          assessment={assessment}
          working={working}
          problem={assessing.error}
          drawn={sketching.route !== null}
          onDraft={setPlanned}
          onRetry={() => void assessing.refetch()}
        />
        <RerouteWords asked={asked} rerouting={rerouting} />
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
  asked: RerouteAsked
  rerouting: Rerouting
}

function RerouteWords({ asked, rerouting: { words, setWords, deed } }: PartProps) {
  const { say } = useSpeech()
  const isReasoned = needsWords(asked)
  return (
    <TextArea
      label={say(isReasoned ? 'reason.label' : 'case.note')}
      note={say(isReasoned ? 'reason.note' : 'case.noteNote')}
      error={faultAt(deed.error, isReasoned ? 'reason' : 'note')}
      value={words}
      onChange={setWords}
    />
  )
}

function RerouteActions({ asked, rerouting, onLeave }: PartProps & { onLeave: () => void }) {
  const { say } = useSpeech()
  const { deed, drawn, isChanged, isReady } = rerouting
  return (
    <>
      {deed.error ? <Failure problem={deed.error} /> : null}
      {isChanged && !drawn ? <p className="missing">{say('draw.needFinish')}</p> : null}
      <button
        type="button"
        className="button primary"
        disabled={!isReady || deed.isPending}
        onClick={() => drawn && deed.mutate(drawn)}
      >
        {say(`case.${asked.deed}.act`)}
      </button>
      <button type="button" className="button" onClick={onLeave}>
        {say('dialog.back')}
      </button>
    </>
  )
}
