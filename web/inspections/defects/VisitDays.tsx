import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { addDays } from '../../../server/time/rules.ts'
import { readyQuery } from '../../agencies/queries.ts'
import { fullDay } from '../../i18n/format.ts'
import { useSpeech } from '../../i18n/language.tsx'
import { DayField } from '../../time/DayField.tsx'

/** So many days a joint visit may be proposed for. */
const mostDays = 5

/** Days that suit whoever asks to look at it together. */
export function VisitDays({ days, onDays }: { days: readonly string[]; onDays: (days: string[]) => void }) {
  const { language, say } = useSpeech()
  const today = useQuery(readyQuery).data?.today ?? ''
  const [next, setNext] = useState(() => (today ? addDays(today, 1) : ''))
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
          <DayField label={say('defect.visitDay')} value={next} onChange={setNext} />
          <button type="button" className="button" onClick={() => onDays([...new Set([...days, next])].sort())}>
            {say('defect.addDay')}
          </button>
        </div>
      ) : null}
    </fieldset>
  )
}
