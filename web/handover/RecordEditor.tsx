import './handover.css'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { Areas } from '../../server/geo/contract.ts'
import type { Reinstatement, ReinstatementChoices } from '../../server/inspections/reinstatement/contract.ts'
import type { Works } from '../../server/works/contract.ts'
import { readyQuery } from '../agencies/queries.ts'
import { answered, type Problem, write } from '../api.ts'
import { type Speech, useSpeech } from '../i18n/language.tsx'
import { AreaOnMap } from '../map/AreaOnMap.tsx'
import { Drawer } from '../ui/Drawer.tsx'
import { Id } from '../ui/Id.tsx'
import { Failure, Waiting } from '../ui/States.tsx'
import { useLast } from '../ui/use-last.ts'
import { type LossWords, useLossQuestion } from '../ui/use-loss-question.tsx'
import { AreaPen } from './AreaPen.tsx'
import type { Recorded } from './Handover.tsx'
import { choicesQuery, reinstatementsQuery } from './queries.ts'
import { RecordFields } from './RecordFields.tsx'
import { draftOf, emptyRecord, gapOf, type RecordDraft, recordOf } from './record-draft.ts'

const lossWords = (say: Speech['say']): LossWords => ({
  title: say('record.lose'),
  keep: say('edit.keep'),
  byLeaving: say('record.loseDetail'),
  leave: say('draw.leave'),
  byClearing: say('record.loseDetail'),
  clear: say('edit.discard'),
})

interface RecordEditorProps {
  works: Works
  record: Recorded
  onDone: () => void
}

/** Writes how ground was closed, or another version of what was written before. */
export default function RecordEditor({ works, record, onDone }: RecordEditorProps) {
  const { say } = useSpeech()
  const query = useQuery(choicesQuery)
  const ready = useQuery(readyQuery)
  const known = useQuery(reinstatementsQuery(works.id))
  // read once it is begun: a session that ends must not take away what is written
  const choices = useLast(query.data)
  const before = useLast(known.data?.items.find((one) => one.number === record)) ?? null
  if (choices && ready.data && (record === 'new' || before))
    return <Writing works={works} before={before} choices={choices} today={ready.data.today} onDone={onDone} />
  return (
    <Drawer title={say('record.title')} onClose={onDone}>
      <Waiting query={query.isError ? query : known} />
    </Drawer>
  )
}

interface WritingProps {
  works: Works
  before: Reinstatement | null
  choices: ReinstatementChoices
  today: string
  onDone: () => void
}

function Writing({ works, before: current, choices, today, onDone }: WritingProps) {
  const { say } = useSpeech()
  // what is corrected is the version that was read: another one that comes meanwhile is a conflict
  const [before] = useState(current)
  const isLine = !works.route.type.endsWith('Polygon')
  const [draft, setDraft] = useState<RecordDraft>(() =>
    before ? draftOf(before) : emptyRecord({ ...works, isLine }, today, choices),
  )
  const [isChanged, setChanged] = useState(false)
  const [isDrawing, setDrawing] = useState(false)
  const save = useSaving(works.id, before, () => {
    loss.stored()
    onDone()
  })
  const loss = useLossQuestion(isChanged || isDrawing, lossWords(say))
  const change = (more: Partial<RecordDraft>) => {
    setChanged(true)
    setDraft((now) => ({ ...now, ...more }))
  }
  const leave = () => loss.beforeClearing(onDone)
  const take = (drawn: Areas) => {
    change({ areas: [...draft.areas, { drawn }] })
    setDrawing(false)
  }
  if (isDrawing)
    return (
      <>
        <AreaPen onDrawn={take} onCancel={() => setDrawing(false)} />
        {loss.question}
      </>
    )
  const gap = gapOf(draft, { isCorrection: before !== null, ...choices })
  return (
    <>
      <Drawer
        subject={`${works.id} record`}
        title={say(before ? 'record.correctTitle' : 'record.newTitle')}
        subtitle={works.title}
        eyebrow={<Id>{works.number}</Id>}
        opens="full"
        onClose={leave}
        actions={
          <>
            {save.isError ? <Failure problem={save.error} /> : null}
            {gap ? <p className="missing">{say(`record.gap.${gap}`, { metres: choices.endsFromMetres })}</p> : null}
            <button
              type="button"
              className="button primary"
              disabled={gap !== null || save.isPending}
              onClick={() => save.mutate(draft)}
            >
              {say('record.save')}
            </button>
            <button type="button" className="button" onClick={leave}>
              {say('edit.discard')}
            </button>
          </>
        }
      >
        <RecordFields
          draft={draft}
          change={change}
          choices={choices}
          works={works}
          problem={save.error}
          isCorrection={before !== null}
          onDraw={() => setDrawing(true)}
        />
      </Drawer>
      <AreaOnMap area={before?.ground ?? works.footprint} maxZoom={18} />
      {loss.question}
    </>
  )
}

function useSaving(worksId: string, before: Reinstatement | null, onStored: () => void) {
  const client = useQueryClient()
  return useMutation<Reinstatement, Problem, RecordDraft>({
    mutationFn: (draft) => {
      const path = `/api/works/${worksId}/reinstatements`
      const told = recordOf(draft)
      return answered(
        before
          ? write<Reinstatement>('POST', `${path}/${before.number}/versions`, {
              ...told,
              version: before.version,
              correction: draft.correction.trim(),
            })
          : write<Reinstatement>('POST', path, told),
      )
    },
    onSuccess: async () => {
      await Promise.all(['works', 'procedure', 'clearance'].map((key) => client.invalidateQueries({ queryKey: [key] })))
      onStored()
    },
  })
}
