import type { ChecklistItem } from '../../../server/inspections/checklists/contract.ts'
import { itemSeverities } from '../../../server/inspections/checklists/contract.ts'
import { useSpeech } from '../../i18n/language.tsx'
import { Segmented } from '../../ui/Segmented.tsx'
import { TextArea } from '../../ui/TextArea.tsx'
import type { GroundWorks } from '../ground/GroundPlan.tsx'
import type { DevicePosition } from '../use-position.ts'
import { type ItemDraft, type PhotoDraft, withReason } from './draft.ts'
import { PhotosField } from './PhotosField.tsx'
import { SpotField } from './SpotField.tsx'

export interface FailureFieldsProps {
  item: ChecklistItem
  draft: ItemDraft
  works: GroundWorks
  position: DevicePosition
  photos: readonly PhotoDraft[]
  files: ReadonlyMap<string, Blob>
  onChange: (draft: ItemDraft) => void
  onPhotos: (files: readonly Blob[]) => void
  onRemovePhoto: (id: string) => void
}

/** Why it failed, how grave it is, how it looks and where it is. */
export function FailureFields(props: FailureFieldsProps) {
  const { item, draft, works, position, photos, files, onChange, onPhotos, onRemovePhoto } = props
  const { say, name } = useSpeech()
  return (
    <div className="failure-fields">
      <fieldset className="big-checks">
        <legend>{say('inspect.reasons')}</legend>
        {item.reasons.map(({ code, text }) => (
          <label key={code}>
            <input
              type="checkbox"
              checked={draft.reasons.includes(code)}
              onChange={() => onChange(withReason(draft, code))}
            />
            <span>{name(text)}</span>
          </label>
        ))}
      </fieldset>
      <PhotosField
        label={say('inspect.photos')}
        photos={photos}
        files={files}
        onPhotos={onPhotos}
        onRemove={onRemovePhoto}
      />
      <SpotField works={works} position={position} spot={draft.spot} onSpot={(spot) => onChange({ ...draft, spot })} />
      <div className="field-part">
        <h3>{say('inspect.severity')}</h3>
        <Segmented
          label={say('inspect.severity')}
          value={draft.severity}
          options={itemSeverities.map((value) => ({ value, label: say(`inspection.severity.${value}`) }))}
          onChange={(severity) => onChange({ ...draft, severity })}
        />
      </div>
      <TextArea
        label={say('inspect.note')}
        rows={2}
        longest={1000}
        value={draft.note}
        onChange={(note) => onChange({ ...draft, note })}
      />
    </div>
  )
}
