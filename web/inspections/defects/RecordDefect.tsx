import { useState } from 'react'
import {
  type InspectionKind,
  inspectionKinds,
  itemSeverities,
} from '../../../server/inspections/checklists/contract.ts'
import type { Defect, DefectSeverity } from '../../../server/inspections/defects/contract.ts'
import { write } from '../../api.ts'
import { useSpeech } from '../../i18n/language.tsx'
import { isReason } from '../../permits/reason.ts'
import { PhotoField } from '../../reports/PhotoField.tsx'
import { PlaceField, type Spot } from '../../reports/PlaceField.tsx'
import { SpotOnMap } from '../../reports/SpotOnMap.tsx'
import { lossOfForm } from '../../ui/loss-words.ts'
import { Segmented } from '../../ui/Segmented.tsx'
import { Select } from '../../ui/Select.tsx'
import { Failure } from '../../ui/States.tsx'
import { TextArea } from '../../ui/TextArea.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { useLossQuestion } from '../../ui/use-loss-question.tsx'
import { useOpenDefect } from './open.ts'
import { useDefectDeed } from './queries.ts'

interface Draft {
  kind: InspectionKind
  /** Until when it is to be mended follows from it. */
  severity: DefectSeverity | null
  text: string
  note: string
  spot: Spot | null
  photo: File | null
}

const blank: Draft = { kind: 'investigation', severity: null, text: '', note: '', spot: null, photo: null }

/** Nothing is in it that took anybody time to say. */
const isBlank = ({ severity, text, note, spot, photo }: Draft) =>
  !severity && !text.trim() && !note.trim() && !spot && !photo

/** The office records what it saw itself, or was told of, and opens it. */
export function RecordDefect({ worksId, onDone }: { worksId: string; onDone: () => void }) {
  const { say } = useSpeech()
  const [draft, setDraft] = useState(blank)
  const change = (part: Partial<Draft>) => setDraft((before) => ({ ...before, ...part }))
  const open = useOpenDefect()
  const loss = useLossQuestion(!isBlank(draft), lossOfForm(say))
  const doing = useDefectDeed(
    (given: Draft) => write<Defect>('POST', '/api/defects', formOf(worksId, given)),
    ({ id }) => {
      loss.stored()
      open(id)
    },
  )
  const isReady = isReason(draft.text) && draft.severity !== null && !doing.isPending
  return (
    <form
      className="mend-form"
      aria-label={say('defect.record')}
      onSubmit={(event) => {
        event.preventDefault()
        if (isReady) doing.mutate(draft)
      }}
    >
      <h2>{say('defect.record')}</h2>
      <TextField label={say('defect.what')} value={draft.text} onChange={(text) => change({ text })} />
      <Select
        label={say('defect.foundBy')}
        value={draft.kind}
        options={inspectionKinds.map((value) => ({ value, label: say(`defect.kind.${value}`) }))}
        onChange={(kind) => change({ kind })}
      />
      <Segmented
        label={say('defect.severity')}
        value={draft.severity}
        options={itemSeverities.map((value) => ({ value, label: say(`defect.severity.${value}`) }))}
        onChange={(severity) => change({ severity })}
      />
      <TextArea
        label={say('defect.reasonOptional')}
        note={say('defect.noteDetail')}
        value={draft.note}
        onChange={(note) => change({ note })}
      />
      <PhotoField photo={draft.photo} onPhoto={(photo) => change({ photo })} />
      <PlaceField spot={draft.spot} onSpot={(spot) => change({ spot })} />
      <p>{say('defect.placeDetail')}</p>
      <SpotOnMap spot={draft.spot} asking onSpot={(spot) => change({ spot })} />
      {doing.error ? <Failure problem={doing.error} /> : null}
      <div className="buttons">
        <button type="submit" className="button primary" disabled={!isReady}>
          {say('defect.record')}
        </button>
        <button type="button" className="button" onClick={() => loss.beforeClearing(onDone)}>
          {say('dialog.back')}
        </button>
      </div>
      {loss.question}
    </form>
  )
}

function formOf(worksId: string, { kind, severity, text, note, spot, photo }: Draft): FormData {
  const form = new FormData()
  form.set('worksId', worksId)
  form.set('kind', kind)
  if (severity) form.set('severity', severity)
  form.set('text', text.trim())
  if (isReason(note)) form.set('note', note.trim())
  if (spot) form.set('place', JSON.stringify({ type: 'Point', coordinates: [spot.lng, spot.lat] }))
  if (photo) form.set('photo', photo)
  return form
}
