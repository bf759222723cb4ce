import { useId } from 'react'
import type { Period } from '../../server/time/contract.ts'
import { number } from '../i18n/format.ts'
import { useSpeech } from '../i18n/language.tsx'
import { DayField } from '../time/DayField.tsx'
import { Icon } from '../ui/Icon.tsx'
import type { DraftDiversion } from './use-traffic-draft.ts'

interface DiversionRowProps {
  at: number
  diversion: DraftDiversion
  /** Of the works. */
  whole: Period
  onChange: (diversion: DraftDiversion) => void
  onRemove: () => void
}

/** One diversion: as long as the works, or on a part of its days. */
export function DiversionRow({ at, diversion, whole, onChange, onRemove }: DiversionRowProps) {
  const { say, language } = useSpeech()
  const id = useId()
  const { period } = diversion
  const place = number(at + 1, language)
  const isWrong = period && (period.end < period.start || period.start < whole.start || period.end > whole.end)
  return (
    <fieldset className="diversion-row">
      <legend>{say('traffic.diversion', { number: place })}</legend>
      <label htmlFor={id}>
        <input
          id={id}
          type="checkbox"
          checked={period === null}
          onChange={(event) => onChange({ ...diversion, period: event.target.checked ? null : whole })}
        />
        {say('traffic.allDays')}
      </label>
      {period ? (
        <div className="form-days">
          <DayField
            label={say('draw.start')}
            value={period.start}
            onChange={(start) => onChange({ ...diversion, period: { ...period, start } })}
          />
          <DayField
            label={say('draw.end')}
            value={period.end}
            error={isWrong ? say('traffic.outside') : undefined}
            onChange={(end) => onChange({ ...diversion, period: { ...period, end } })}
          />
        </div>
      ) : null}
      <button type="button" className="link" onClick={onRemove}>
        <Icon name="trash" size={14} />
        {say('traffic.removeDiversion', { number: place })}
      </button>
    </fieldset>
  )
}
