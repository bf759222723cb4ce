import './connections.css'
import { useQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { uuidv7 } from 'uuidv7'
import type { LineString } from '../../server/geo/contract.ts'
import type { Connections as Listed } from '../../server/works/connections/contract.ts'
import type { Works } from '../../server/works/contract.ts'
import { type Speech, useSpeech } from '../i18n/language.tsx'
import { hasMovedOn } from '../permits/use-deed.ts'
import { Drawer } from '../ui/Drawer.tsx'
import { Id } from '../ui/Id.tsx'
import { Failure, Waiting } from '../ui/States.tsx'
import { type LossWords, useLossQuestion } from '../ui/use-loss-question.tsx'
import { ConnectionPen } from './ConnectionPen.tsx'
import { ConnectionsOnMap } from './ConnectionsOnMap.tsx'
import { draftOfLine, faultOf } from './draft.ts'
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
  if (query.data) return <Entering works={works} listed={query.data} onDone={onDone} />
  return (
    <Drawer title={say('connection.title')} onClose={onDone}>
      <Waiting query={query} />
    </Drawer>
  )
}

function Entering({ works, listed, onDone }: EditorProps & { listed: Listed }) {
  const { say } = useSpeech()
  const [isDrawing, setDrawing] = useState(false)
  const entering = useDrafts(works, () => loss.stored())
  const { drafts, add, store } = entering
  const loss = useLossQuestion(drafts.length > 0 || isDrawing, lossWords(say))
  const leave = () => loss.beforeClearing(onDone)
  const shown = useMemo(() => shownOf(listed, drafts), [listed, drafts])
  const isReady = drafts.length > 0 && drafts.every((one) => faultOf(one, listed.limits) === null)
  const take = (line: LineString) => {
    add([draftOfLine(uuidv7(), line, works.route, listed.limits)])
    setDrawing(false)
  }
  const actions = (
    <>
      {store.isError ? <StoreFailure problem={store.error} /> : null}
      <button type="button" className="button primary" disabled={!isReady || store.isPending} onClick={entering.send}>
        {say('connection.store', { count: drafts.length })}
      </button>
      <button type="button" className="button" onClick={leave}>
        {say(drafts.length > 0 ? 'edit.discard' : 'action.close')}
      </button>
    </>
  )
  return (
    <>
      {isDrawing ? (
        <ConnectionPen onDrawn={take} onCancel={() => setDrawing(false)} />
      ) : (
        <Drawer
          subject={`${works.id} connections`}
          title={say('connection.title')}
          subtitle={works.title}
          eyebrow={<Id>{works.number}</Id>}
          onClose={leave}
          actions={actions}
        >
          <EntryForm works={works} listed={listed} entering={entering} onDraw={() => setDrawing(true)} />
        </Drawer>
      )}
      <ConnectionsOnMap connections={shown} />
      {loss.question}
    </>
  )
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
