import { useId } from 'react'
import { partCategories } from '../../server/works/progress/contract.ts'
import { number } from '../i18n/format.ts'
import { useSpeech } from '../i18n/language.tsx'
import { DayField } from '../time/DayField.tsx'
import { Select } from '../ui/Select.tsx'
import type { DraftPart } from './parts.ts'

interface PartFieldsProps {
  at: number
  part: DraftPart
  /** Of an area no stretch can be named. */
  isLine: boolean
  onChange: (part: DraftPart) => void
  onRemove: (() => void) | undefined
}

/** One works that a project becomes. */
export function PartFields({ at, part, isLine, onChange, onRemove }: PartFieldsProps) {
  const { say, language } = useSpeech()
  const id = useId()
  const set = (more: Partial<DraftPart>) => onChange({ ...part, ...more })
  const place = number(at + 1, language)
  return (
    <fieldset className="project-part">
      <legend>{say('project.part', { number: place })}</legend>
      <label htmlFor={`${id}-title`}>{say('draw.name')}</label>
      <input
        id={`${id}-title`}
        value={part.title}
        maxLength={200}
        onChange={(event) => set({ title: event.target.value })}
      />
      <Select
        label={say('draw.category')}
        value={part.category}
        onChange={(category) => set({ category })}
        options={partCategories.map((value) => ({ value, label: say(`category.${value}`) }))}
      />
      {isLine ? (
        <div className="form-grid">
          {(['from', 'to'] as const).map((end) => (
            <div key={end}>
              <label htmlFor={`${id}-${end}`}>{say(`project.${end}Metres`)}</label>
              <input
                id={`${id}-${end}`}
                inputMode="decimal"
                value={part[end]}
                maxLength={9}
                placeholder={end === 'from' ? number(0, language) : say('project.toEnd')}
                onChange={(event) => set({ [end]: event.target.value })}
              />
            </div>
          ))}
        </div>
      ) : null}
      <div className="form-days">
        <DayField
          label={say('draw.start')}
          value={part.period.start}
          onChange={(start) => set({ period: { ...part.period, start } })}
        />
        <DayField
          label={say('draw.end')}
          value={part.period.end}
          onChange={(end) => set({ period: { ...part.period, end } })}
        />
      </div>
      {onRemove ? (
        <button type="button" className="link" onClick={onRemove}>
          {say('project.removePart', { number: place })}
        </button>
      ) : null}
    </fieldset>
  )
}
