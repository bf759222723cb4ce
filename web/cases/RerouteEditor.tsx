import '../permits/permits.css'
import { useQuery } from '@tanstack/react-query'
import { useRef } from 'react'
import type { Case } from '../../server/cases/contract.ts'
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
import { CaseMovedOn } from './CaseMovedOn.tsx'
import { type MeasureAsked, needsWords } from './send-measure.ts'
import { type Rerouting, useReroute } from './use-reroute.ts'
import { useTellDrawn } from './use-tell-drawn.ts'

export interface RerouteEditorProps {
  asked: MeasureAsked
  /** The case as it is by now, and going on with it. */
  now: Case
  onAdopt: () => void
  worksId: string
  /** Why: begun before the map was asked for, and kept where it is left. */
  words: string
  onWords: (words: string) => void
  /** Told while something is drawn that would be lost with the page. */
  onDrawn: (isDrawn: boolean) => void
  onLeave: () => void
  onSent: () => void
}

/** Draws another route for a works of a case, as a proposal or a decision. */
export default function RerouteEditor(props: RerouteEditorProps) {
  const { asked, worksId, onLeave } = props
  const { say } = useSpeech()
  const works = useQuery(worksQuery(worksId))
  const seen = asked.room.works.find(({ id }) => id === worksId)?.version ?? 0
  // one that was read before the room was is read anew first; what is drawn once it is there stays
  const isBegun = useRef(false)
  isBegun.current ||= works.data !== undefined && (works.data.version >= seen || !works.isFetching)
  if (works.data && isBegun.current) return <RouteDrawing {...props} works={works.data} />
  return (
    <Drawer title={say('case.measure.reroute')} onClose={onLeave}>
      <Waiting query={works} />
    </Drawer>
  )
}

function RouteDrawing(props: RerouteEditorProps & { works: Works }) {
  const { works, now, asked, words, onWords, onDrawn, onLeave, onSent, onAdopt } = props
  const { say } = useSpeech()
  const rerouting = useReroute({ works, room: now, asked, words, onSent, onAdopt })
  const { map, way, setWay, planned, setPlanned, sketching, assessing } = rerouting
  const { assessment, working } = assessing
  const { undo, redo, finish, clear } = sketching
  const loss = useLossQuestion(rerouting.isChanged, lossOfDrawing(say), false)
  useTellDrawn(rerouting.isChanged, onDrawn)
  const leave = () => loss.beforeClearing(onLeave)
  useFollowingWindow(planned.period)
  useHeldClicks(true)
  useDrawKeys({ undo, redo, finish, escape: leave })
  return (
    <>
      <Drawer
        subject={`${works.id} reroute`}
        title={say('case.measure.reroute')}
        subtitle={rerouting.seen.title}
        eyebrow={<Id>{works.number}</Id>}
        onClose={leave}
        actions={<RerouteActions asked={asked} rerouting={rerouting} onLeave={leave} />}
      >
        {rerouting.isOld ? <CaseMovedOn moved={rerouting.moved} onAdopt={rerouting.adopt} /> : null}
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
        <RerouteWords asked={asked} rerouting={rerouting} words={words} onWords={onWords} />
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
  asked: MeasureAsked
  rerouting: Rerouting
}

type WordsProps = PartProps & Pick<RerouteEditorProps, 'words' | 'onWords'>

function RerouteWords({ asked, rerouting: { deed }, words, onWords }: WordsProps) {
  const { say } = useSpeech()
  const isReasoned = needsWords(asked)
  return (
    <TextArea
      label={say(isReasoned ? 'reason.label' : 'case.note')}
      note={say(isReasoned ? 'reason.note' : 'case.noteNote')}
      error={faultAt(deed.error, isReasoned ? 'reason' : 'note')}
      value={words}
      onChange={onWords}
    />
  )
}

function RerouteActions({ asked, rerouting, onLeave }: PartProps & { onLeave: () => void }) {
  const { say } = useSpeech()
  const { deed, drawn, isChanged, isReady, isOld } = rerouting
  return (
    <>
      {deed.error && !isOld ? <Failure problem={deed.error} /> : null}
      {isOld ? <p className="missing">{say('case.moved.title')}</p> : null}
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
