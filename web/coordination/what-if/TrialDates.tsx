import { number } from '../../i18n/format.ts'
import { useSpeech } from '../../i18n/language.tsx'
import { DayField } from '../../time/DayField.tsx'
import type { Trial } from './use-trial.ts'

const steps = [-7, -1, 1, 7] as const

/** The dates typed, and moved by days: the twins of dragging the bar. */
export function TrialDates({ trial }: { trial: Trial }) {
  const { language, say } = useSpeech()
  const { period, isTurned, noDays, typeNoDay } = trial
  return (
    <>
      <div className="form-days">
        <DayField
          label={say('whatIf.start')}
          value={period.start}
          noDay={noDays.start}
          onNoDay={(start) => typeNoDay({ start })}
          onChange={trial.startAt}
        />
        <DayField
          label={say('whatIf.end')}
          value={period.end}
          error={isTurned ? say('draw.endsFirst') : undefined}
          noDay={noDays.end}
          onNoDay={(end) => typeNoDay({ end })}
          onChange={trial.endAt}
        />
      </div>
      <fieldset className="shift-days" aria-label={say('whatIf.shift')}>
        {steps.map((days) => (
          <button
            key={days}
            type="button"
            className="button small"
            title={say(days < 0 ? 'whatIf.earlier' : 'whatIf.later', { count: Math.abs(days) })}
            onClick={() => trial.shiftBy(days)}
          >
            <bdi dir="ltr">
              {days < 0 ? '−' : '+'}
              {number(Math.abs(days), language)}
            </bdi>
            <span className="visually-hidden">
              {say(days < 0 ? 'whatIf.earlier' : 'whatIf.later', { count: Math.abs(days) })}
            </span>
          </button>
        ))}
      </fieldset>
    </>
  )
}
