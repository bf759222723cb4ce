import './connections.css'
import { useQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { uuidv7 } from 'uuidv7'
import type { LineString } from '../../server/geo/contract.ts'
import type { Connection, Connections as Listed } from '../../server/works/connections/contract.ts'
import type { Works } from '../../server/works/contract.ts'
import { mayChange } from '../../server/works/rules.ts'
import { type Speech, useSpeech } from '../i18n/language.tsx'
import { AmendmentPrice } from '../permits/amend/AmendmentPrice.tsx'
import { isReason } from '../permits/reason.ts'
import { hasMovedOn } from '../permits/use-deed.ts'
import { Drawer } from '../ui/Drawer.tsx'
import { faultAt } from '../ui/fault.ts'
import { Id } from '../ui/Id.tsx'
import { Failure, Waiting } from '../ui/States.tsx'
import { TextArea } from '../ui/TextArea.tsx'
import { useLast } from '../ui/use-last.ts'
import { type LossWords, useLossQuestion } from '../ui/use-loss-question.tsx'
import { DraftOnMap } from '../works/draw/DraftOnMap.tsx'
import { useAssessment } from '../works/draw/use-assessment.ts'
import { assessedOf } from './assessed.ts'
import { ConnectionFindings } from './ConnectionFindings.tsx'
import { ConnectionPen } from './ConnectionPen.tsx'
import { ConnectionsOnMap } from './ConnectionsOnMap.tsx'
import { draftOfLine, faultOf, itemOf, redrawn } from './draft.ts'
import { EntryForm } from './EntryForm.tsx'
import { connectionsQuery } from './queries.ts'
import { useDrafts } from './use-drafts.ts'

const lossWords = (say: Speech['say']): LossWords => ({
  title: say('connection.lose'),
  keep: say('edit.keep'),
  byLeaving: say('connection.loseDetail'),
  leave: say('draw.leave'),
  byClearing: say('connection.loseDetail'),
  clear: say('edit.discard'),
})

interface EditorProps {
  works: Works
  onDone: () => void
}

/** Enters connections: meters pointed at on the map, lines drawn, or a list. All that is there is stored together. */
export default function ConnectionsEditor({ works, onDone }: EditorProps) {
  const { say } = useSpeech()
  const query = useQuery(connectionsQuery(works.id))
  // read once they are entered upon: a session that ends must not take away what is entered
  const listed = useLast(query.data)
  if (listed) return <Entering works={works} listed={listed} onDone={onDone} />
  return (
    <Drawer title={say('connection.title')} onClose={onDone}>
      <Waiting query={query} />
    </Drawer>
  )
}

function Entering({ works, listed, onDone }: EditorProps & { listed: Listed }) {
  const { language, say } = useSpeech()
  /** A new one, or one that is there. */
  const [drawing, setDrawing] = useState<Connection | 'new' | null>(null)
  const isAmending = !mayChange(works)
  const entering = useDrafts(works, () => loss.stored())
  const { drafts, add, store } = entering
  const loss = useLossQuestion(drafts.length > 0 || drawing !== null, lossWords(say))
  const leave = () => loss.beforeClearing(onDone)
  const shown = useMemo(() => shownOf(listed, drafts), [listed, drafts])
  // what is being stored is the works' own once that is read anew, and would be there twice
  const isStoring = entering.store.isPending
  const asked = useMemo(
    () => (isStoring ? null : assessedOf(works, drafts, listed.limits)),
    [isStoring, works, drafts, listed.limits],
  )
  const assessing = useAssessment(asked, language)
  const lacking = drafts.filter((one) => faultOf(one, listed.limits) !== null).length
  const isWhole = drafts.length > 0 && lacking === 0
  const isReady = isWhole && (!isAmending || isReason(entering.reason))
  const take = (line: LineString) => {
    const draft = draftOfLine(uuidv7(), line, works.route, listed.limits)
    add([drawing === null || drawing === 'new' ? draft : redrawn(drawing, draft)])
    setDrawing(null)
  }
  const actions = (
    <>
      {lacking > 0 ? <p className="missing">{say('connection.lacking', { count: lacking })}</p> : null}
      {store.isError ? <StoreFailure problem={store.error} /> : null}
      <button type="button" className="button primary" disabled={!isReady || store.isPending} onClick={entering.send}>
        {isAmending
          ? say(works.permitNumber === null ? 'amendment.amend' : 'amendment.send')
          : say('connection.store', { count: drafts.length })}
      </button>
      <button type="button" className="button" onClick={leave}>
        {say(drafts.length > 0 ? 'edit.discard' : 'action.close')}
      </button>
    </>
  )
  return (
    <>
      {drawing ? (
        <ConnectionPen onDrawn={take} onCancel={() => setDrawing(null)} />
      ) : (
        <Drawer
          subject={`${works.id} connections`}
          title={say('connection.title')}
          subtitle={works.title}
          eyebrow={<Id>{works.number}</Id>}
          onClose={leave}
          actions={actions}
        >
          <EntryForm
            works={works}
            listed={listed}
            entering={entering}
            onDraw={() => setDrawing('new')}
            onRedraw={isAmending ? setDrawing : null}
          >
            {asked ? <ConnectionFindings works={works} assessing={assessing} /> : null}
          </EntryForm>
          {isAmending ? <AmendWords works={works} entering={entering} isWhole={isWhole} /> : null}
        </Drawer>
      )}
      <DraftOnMap assessment={assessing.assessment} />
      <ConnectionsOnMap connections={shown} />
      {loss.question}
    </>
  )
}

/** Why connections come to what was applied for, and what they would cost of a permit. */
function AmendWords({ works, entering, isWhole }: AmendWordsProps) {
  const { say } = useSpeech()
  const { drafts, store, reason, setReason } = entering
  return (
    <div className="form">
      <p className="form-note">
        {say(works.permitNumber === null ? 'amendment.amendDetail' : 'amendment.proposeDetail')}
      </p>
      {works.permitNumber === null ? null : (
        <AmendmentPrice worksId={works.id} change={isWhole ? { connectionList: drafts.map(itemOf) } : null} />
      )}
      <TextArea
        label={say('reason.label')}
        note={say('reason.note')}
        error={faultAt(store.error, 'reason')}
        value={reason}
        onChange={setReason}
      />
    </div>
  )
}

interface AmendWordsProps {
  works: Works
  entering: ReturnType<typeof useDrafts>
  isWhole: boolean
}

function StoreFailure({ problem }: { problem: Parameters<typeof Failure>[0]['problem'] }) {
  const { say } = useSpeech()
  if (!hasMovedOn(problem)) return <Failure problem={problem} />
  return (
    <p className="missing" role="alert">
      {say('connection.movedOn')}
    </p>
  )
}

function shownOf({ items, limits }: Listed, drafts: ReturnType<typeof useDrafts>['drafts']) {
  const entered = items.flatMap(({ id: key, line, state: look }) => (look === 'cancelled' ? [] : [{ key, line, look }]))
  const making = drafts.flatMap((one) => {
    const line = one.line ?? (one.drawn.type === 'LineString' ? one.drawn : null)
    const fault = faultOf(one, limits)
    const look = fault === null || fault === 'label' ? ('draft' as const) : ('wrong' as const)
    return line ? [{ key: one.id, line, look }] : []
  })
  return [...entered, ...making]
}
