import { useId } from 'react'
import { mostLayers, type ReinstatementChoices } from '../../server/inspections/reinstatement/contract.ts'
import type { Problem } from '../api.ts'
import { number } from '../i18n/format.ts'
import { useSpeech } from '../i18n/language.tsx'
import { Icon } from '../ui/Icon.tsx'
import { type DraftLayer, figureOf, type RecordDraft } from './record-draft.ts'

interface LayerRowsProps {
  draft: RecordDraft
  change: (more: Partial<RecordDraft>) => void
  choices: ReinstatementChoices
  problem: Problem | null
}

/** The layers of the trench, from the surface down; how thick they are together stands beneath them. */
export function LayerRows({ draft, change, choices, problem }: LayerRowsProps) {
  const { language, say } = useSpeech()
  const { layers } = draft
  const together = layers.reduce((sum, { thickness }) => sum + (figureOf(thickness) ?? 0), 0)
  const faults = (problem?.errors ?? []).filter(({ path }) => path.startsWith('layers'))
  return (
    <fieldset className="record-part">
      <legend>{say('record.layers')}</legend>
      {layers.map((layer, at) => (
        <LayerRow
          // biome-ignore lint/suspicious/noArrayIndexKey: a layer is known by its depth
          key={at}
          at={at}
          layer={layer}
          choices={choices}
          onChange={(next) => change({ layers: layers.with(at, next) })}
          onRemove={layers.length > 1 ? () => change({ layers: layers.toSpliced(at, 1) }) : null}
        />
      ))}
      <p className="form-note">{say('record.together', { value: number(together, language) })}</p>
      {faults.map(({ path, message }) => (
        <p key={path} className="missing" role="alert">
          {message}
        </p>
      ))}
      <button
        type="button"
        className="button small"
        disabled={layers.length >= mostLayers}
        onClick={() => change({ layers: [...layers, { material: choices.materials[0]?.code ?? '', thickness: '' }] })}
      >
        <Icon name="plus" size={16} />
        {say('record.addLayer')}
      </button>
    </fieldset>
  )
}

interface LayerRowProps {
  at: number
  layer: DraftLayer
  choices: ReinstatementChoices
  onChange: (layer: DraftLayer) => void
  onRemove: (() => void) | null
}

function LayerRow({ at, layer, choices, onChange, onRemove }: LayerRowProps) {
  const { language, say, name } = useSpeech()
  const id = useId()
  const place = number(at + 1, language)
  return (
    <div className="record-row layers">
      <div>
        <label htmlFor={`${id}-material`}>{say('record.material', { number: place })}</label>
        <select
          id={`${id}-material`}
          value={layer.material}
          onChange={({ target }) => onChange({ ...layer, material: target.value })}
        >
          {choices.materials.map((one) => (
            <option key={one.code} value={one.code}>
              {name(one.name)}
            </option>
          ))}
        </select>
      </div>
      <div>
        <label htmlFor={`${id}-thickness`}>{say('record.thickness', { number: place })}</label>
        <input
          id={`${id}-thickness`}
          inputMode="numeric"
          value={layer.thickness}
          maxLength={6}
          onChange={({ target }) => onChange({ ...layer, thickness: target.value })}
        />
      </div>
      {onRemove ? (
        <button
          type="button"
          className="quiet"
          aria-label={say('record.removeLayer', { number: place })}
          onClick={onRemove}
        >
          <Icon name="trash" size={16} />
        </button>
      ) : null}
    </div>
  )
}
