import { fullDay } from '../../i18n/format.ts'
import { useSpeech } from '../../i18n/language.tsx'
import { DayField } from '../../time/DayField.tsx'
import { mostDays, withDay } from './days.ts'

interface VisitDaysProps {
  days: readonly string[]
  /** What stands in the field: it counts as well, added or not. */
  next: string
  onDays: (days: string[]) => void
  onNext: (day: string) => void
}

/** Days that suit whoever asks to look at it together. */
export function VisitDays({ days, next, onDays, onNext }: VisitDaysProps) {
  const { language, say } = useSpeech()
  return (
    <fieldset className="defect-days">
      <legend>{say('defect.visitDays')}</legend>
      {days.length > 0 ? (
        <ul>
          {days.map((day) => (
            <li key={day}>
              {fullDay(day, language)}{' '}
              <button type="button" className="link" onClick={() => onDays(days.filter((each) => each !== day))}>
                {say('defect.dropDay', { day: fullDay(day, language) })}
              </button>
            </li>
          ))}
        </ul>
      ) : null}
      {days.length < mostDays ? (
        <div className="defect-new-day">
          <DayField label={say('defect.visitDay')} value={next} onChange={onNext} />
          <button
            type="button"
            className="button"
            disabled={next === ''}
            onClick={() => {
              onDays(withDay(days, next))
              onNext('')
            }}
          >
            {say('defect.addDay')}
          </button>
        </div>
      ) : null}
    </fieldset>
  )
}
