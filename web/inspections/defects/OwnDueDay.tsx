import { useQuery } from '@tanstack/react-query'
import { addDays } from '../../../server/time/rules.ts'
import { readyQuery } from '../../agencies/queries.ts'
import { useSpeech } from '../../i18n/language.tsx'
import { DayField } from '../../time/DayField.tsx'

interface OwnDueDayProps {
  /** Empty for the day that the rules give. */
  day: string
  onDay: (day: string) => void
}

/** A mend that is turned down gets its days by the rules, unless whoever turns it down names another day. */
export function OwnDueDay({ day, onDay }: OwnDueDayProps) {
  const { say } = useSpeech()
  const today = useQuery(readyQuery).data?.today
  if (!today) return null
  return (
    <>
      <label className="check">
        <input type="checkbox" checked={day !== ''} onChange={() => onDay(day === '' ? addDays(today, 1) : '')} />
        <span>{say('defect.dueOwn')}</span>
      </label>
      {day === '' ? null : <DayField label={say('defect.dueDay')} value={day} onChange={onDay} />}
    </>
  )
}
