import '../permits.css'
import type { Works } from '../../../server/works/contract.ts'
import { useSpeech } from '../../i18n/language.tsx'
import { useHeldClicks } from '../../map/picking.tsx'
import { DrawBar } from '../../sketch/DrawBar.tsx'
import { lossOfDrawing } from '../../sketch/loss-words.ts'
import { SketchOnMap } from '../../sketch/SketchOnMap.tsx'
import { useDrawKeys } from '../../sketch/use-draw-keys.ts'
import { CrossHair } from '../../sketch/ways/CrossHair.tsx'
import { Ways } from '../../sketch/ways/Ways.tsx'
import { useFollowingWindow } from '../../time/use-following-window.ts'
import { Drawer } from '../../ui/Drawer.tsx'
import { faultAt } from '../../ui/fault.ts'
import { Id } from '../../ui/Id.tsx'
import { Failure } from '../../ui/States.tsx'
import { useLossQuestion } from '../../ui/use-loss-question.tsx'
import { DraftOnMap } from '../../works/draw/DraftOnMap.tsx'
import { LiveFindings } from '../../works/draw/LiveFindings.tsx'
import { SettledNote } from '../../works/draw/SettledNote.tsx'
import { SpokenSketch } from '../../works/draw/SpokenSketch.tsx'
import { AmendFields } from './AmendFields.tsx'
import { AmendmentPrice } from './AmendmentPrice.tsx'
import { MovedOn } from './MovedOn.tsx'
import { useAmendRoute } from './use-amend-route.ts'

interface RouteEditorProps {
  works: Works
  onDone: () => void
}

/** Amends the route of a works that was applied for, with its days: what it would meet is said while it is drawn. */
export default function RouteEditor({ works, onDone }: RouteEditorProps) {
  const { say } = useSpeech()
  const amending = useAmendRoute(works, () => {
    loss.stored()
    onDone()
  })
  const { seen, map, way, setWay, draft, setDraft, planned, sketching, assessing } = amending
  const { undo, redo, finish, clear } = sketching
  const loss = useLossQuestion(amending.isChanged, lossOfDrawing(say))
  const leave = () => loss.beforeClearing(onDone)
  useFollowingWindow(planned.period)
  useHeldClicks(true)
  useDrawKeys({ undo, redo, finish, escape: leave })
  return (
    <>
      <Drawer
        subject={`${seen.id} route`}
        title={say('amendment.routeTitle')}
        subtitle={say('amendment.routeHow')}
        eyebrow={<Id>{seen.number}</Id>}
        onClose={leave}
        actions={<RouteActions amending={amending} onLeave={leave} />}
      >
        {amending.isOld ? <MovedOn seen={seen} now={amending.newer} onAdopt={amending.adopt} /> : null}
        <Ways way={way} onWay={setWay} sketching={sketching} />
        <SettledNote settled={sketching.settling} />
        <form className="form" onSubmit={(event) => event.preventDefault()}>
          <AmendFields
            draft={draft}
            fault={amending.fault}
            noDays={amending.noDays}
            reasonFault={faultAt(amending.deed.error, 'reason')}
            onChange={setDraft}
            onNoDays={amending.setNoDays}
          />
          {amending.isProposal ? <AmendmentPrice worksId={seen.id} change={amending.priced} /> : null}
        </form>
        <LiveFindings
          draft={planned}
          assessment={assessing.assessment}
          working={assessing.working}
          problem={assessing.error}
          drawn={sketching.route !== null}
          onDraft={({ period }) => setDraft({ ...draft, ...period })}
          onRetry={() => void assessing.refetch()}
        />
      </Drawer>
      <DraftOnMap assessment={assessing.assessment} />
      <SketchOnMap sketching={sketching} />
      {way === 'cross' && map ? <CrossHair map={map} sketching={sketching} /> : null}
      <DrawBar
        sketching={sketching}
        lengthMetres={assessing.assessment?.lengthMetres}
        clear={() => loss.beforeClearing(clear)}
      />
      <SpokenSketch sketching={sketching} assessment={assessing.assessment} working={assessing.working} />
      {loss.question}
    </>
  )
}

interface RouteActionsProps {
  amending: ReturnType<typeof useAmendRoute>
  onLeave: () => void
}

function RouteActions({ amending, onLeave }: RouteActionsProps) {
  const { say } = useSpeech()
  const { sketching, deed, isChanged, isProposal, isReady, isOld } = amending
  const isUnfinished = isChanged && !sketching.sketch.finished
  return (
    <>
      {deed.error && !isOld ? <Failure problem={deed.error} /> : null}
      {isOld ? <p className="missing">{say('moved.title')}</p> : null}
      {isUnfinished ? <p className="missing">{say('draw.needFinish')}</p> : null}
      <p className="form-note">{say(isProposal ? 'amendment.proposeDetail' : 'amendment.amendDetail')}</p>
      <button
        type="button"
        className="button primary"
        disabled={!isReady || isOld || deed.isPending}
        onClick={() => deed.mutate(undefined)}
      >
        {say(isProposal ? 'amendment.send' : 'amendment.amend')}
      </button>
      <button type="button" className="button" onClick={onLeave}>
        {say('edit.discard')}
      </button>
    </>
  )
}
