import { useId } from 'react'
import { mostAreas } from '../../server/inspections/reinstatement/contract.ts'
import type { Works } from '../../server/works/contract.ts'
import type { Problem } from '../api.ts'
import { number } from '../i18n/format.ts'
import { useSpeech } from '../i18n/language.tsx'
import { Icon } from '../ui/Icon.tsx'
import type { DraftArea, RecordDraft } from './record-draft.ts'

interface AreaRowsProps {
  draft: RecordDraft
  change: (more: Partial<RecordDraft>) => void
  works: Works
  problem: Problem | null
  onDraw: () => void
}

/** What was closed: stretches of the route, typed, or areas drawn on the map or by their coordinates. */
export function AreaRows({ draft, change, works, problem, onDraw }: AreaRowsProps) {
  const { language, say } = useSpeech()
  const isLine = !works.route.type.endsWith('Polygon')
  const { areas } = draft
  const set = (at: number, area: DraftArea) => change({ areas: areas.with(at, area) })
  const faults = (problem?.errors ?? []).filter(({ path }) => path.startsWith('areas'))
  return (
    <fieldset className="record-part">
      <legend>{say('record.areas')}</legend>
      {isLine ? (
        <p className="form-note">{say('record.alongNote', { metres: number(works.lengthMetres, language) })}</p>
      ) : null}
      {areas.map((area, at) => (
        <AreaRow
          // biome-ignore lint/suspicious/noArrayIndexKey: an area is known by its number
          key={at}
          at={at}
          area={area}
          onChange={(next) => set(at, next)}
          onRemove={() => change({ areas: areas.toSpliced(at, 1) })}
        />
      ))}
      {faults.map(({ path, message }) => (
        <p key={path} className="missing" role="alert">
          {message}
        </p>
      ))}
      <div className="buttons wrapping">
        {isLine ? (
          <button
            type="button"
            className="button small"
            disabled={areas.length >= mostAreas}
            onClick={() => change({ areas: [...areas, { from: '', to: '', width: '' }] })}
          >
            <Icon name="plus" size={16} />
            {say('record.addStretch')}
          </button>
        ) : null}
        <button type="button" className="button small" disabled={areas.length >= mostAreas} onClick={onDraw}>
          <Icon name="plus" size={16} />
          {say('record.drawArea')}
        </button>
      </div>
    </fieldset>
  )
}

interface AreaRowProps {
  at: number
  area: DraftArea
  onChange: (area: DraftArea) => void
  onRemove: () => void
}

function AreaRow({ at, area, onChange, onRemove }: AreaRowProps) {
  const { language, say } = useSpeech()
  const id = useId()
  const place = number(at + 1, language)
  return (
    <div className="record-row">
      {area.drawn ? (
        <p>{say('record.drawn', { number: place })}</p>
      ) : (
        (['from', 'to', 'width'] as const).map((member) => (
          <div key={member}>
            <label htmlFor={`${id}-${member}`}>{say(`record.${member}`)}</label>
            <input
              id={`${id}-${member}`}
              inputMode="decimal"
              value={area[member]}
              maxLength={9}
              onChange={({ target }) => onChange({ ...area, [member]: target.value })}
            />
          </div>
        ))
      )}
      <button
        type="button"
        className="quiet"
        aria-label={say('record.removeArea', { number: place })}
        onClick={onRemove}
      >
        <Icon name="trash" size={16} />
      </button>
    </div>
  )
}
