import { useQuery } from '@tanstack/react-query'
import { readyQuery } from '../agencies/queries.ts'
import { DayField } from '../time/DayField.tsx'

interface OptionalDayProps {
  /** What is said of there being one. */
  has: string
  label: string
  day: string | null
  error?: string | undefined
  onDay: (day: string | null) => void
}

/** A day that there may be or not. */
export function OptionalDay({ has, label, day, error, onDay }: OptionalDayProps) {
  const today = useQuery(readyQuery).data?.today
  if (!today) return null
  return (
    <>
      <label className="check">
        <input type="checkbox" checked={day !== null} onChange={() => onDay(day === null ? today : null)} />
        <span>{has}</span>
      </label>
      {day === null ? null : <DayField label={label} value={day} onChange={onDay} />}
      {error ? (
        <p className="missing" role="alert">
          {error}
        </p>
      ) : null}
    </>
  )
}
