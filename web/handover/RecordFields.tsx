import { useId } from 'react'
import { type ReinstatementChoices, reinstatementKinds } from '../../server/inspections/reinstatement/contract.ts'
import type { Works } from '../../server/works/contract.ts'
import type { Problem } from '../api.ts'
import { number } from '../i18n/format.ts'
import { useSpeech } from '../i18n/language.tsx'
import { DayField } from '../time/DayField.tsx'
import { faultAt } from '../ui/fault.ts'
import { Segmented } from '../ui/Segmented.tsx'
import { Select } from '../ui/Select.tsx'
import { TextArea } from '../ui/TextArea.tsx'
import { AreaRows } from './AreaRows.tsx'
import { EndFields } from './EndFields.tsx'
import { LayerRows } from './LayerRows.tsx'
import type { RecordDraft } from './record-draft.ts'

interface RecordFieldsProps {
  draft: RecordDraft
  change: (more: Partial<RecordDraft>) => void
  choices: ReinstatementChoices
  works: Works
  problem: Problem | null
  isCorrection: boolean
  onDraw: () => void
}

/** The fields of a record, in the order in which somebody at the trench tells it. */
export function RecordFields(props: RecordFieldsProps) {
  const { draft, change, choices, works, problem, isCorrection, onDraw } = props
  const { language, say, name } = useSpeech()
  const id = useId()
  return (
    <form className="form record-form" onSubmit={(event) => event.preventDefault()}>
      {isCorrection ? (
        <TextArea
          label={say('record.why')}
          note={say('record.whyNote')}
          error={faultAt(problem, 'correction')}
          value={draft.correction}
          onChange={(correction) => change({ correction })}
        />
      ) : null}
      <Segmented
        label={say('record.kind')}
        value={draft.kind}
        options={reinstatementKinds.map((value) => ({ value, label: say(`record.kind.${value}`) }))}
        onChange={(kind) => change({ kind })}
      />
      {draft.kind === 'interim' ? <p className="form-note">{say('record.interimNote')}</p> : null}
      <DayField
        label={say('record.closedOn')}
        value={draft.closedOn}
        error={faultAt(problem, 'closedOn')}
        onChange={(closedOn) => change({ closedOn })}
      />
      <AreaRows draft={draft} change={change} works={works} problem={problem} onDraw={onDraw} />
      <div className="form-grid">
        <div data-wrong={Boolean(faultAt(problem, 'depthMetres')) || undefined}>
          <label htmlFor={`${id}-depth`}>{say('record.depth')}</label>
          <input
            id={`${id}-depth`}
            inputMode="decimal"
            value={draft.depth}
            maxLength={6}
            onChange={({ target }) => change({ depth: target.value })}
          />
        </div>
        <Select
          label={say('record.surface')}
          value={draft.surface}
          options={choices.surfaces.map((one) => ({ value: one.code, label: name(one.name) }))}
          onChange={(surface) => change({ surface })}
        />
      </div>
      <LayerRows draft={draft} change={change} choices={choices} problem={problem} />
      <EndFields
        ends={draft.ends}
        note={say('record.endsNote', { metres: number(choices.endsFromMetres, language) })}
        error={faultAt(problem, 'ends')}
        onEnds={(ends) => change({ ends })}
      />
      <TextArea label={say('record.note')} value={draft.note} onChange={(note) => change({ note })} rows={2} />
      <p className="form-note">{say('record.photosLater', { count: choices.leastPhotos })}</p>
    </form>
  )
}
