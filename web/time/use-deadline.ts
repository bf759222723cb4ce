import { useQuery } from '@tanstack/react-query'
import { dayEndedBy } from '../../server/time/rules.ts'
import { readyQuery } from '../agencies/queries.ts'
import { moment, weekDay } from '../i18n/format.ts'
import { useSpeech } from '../i18n/language.tsx'

/**
 * Says a deadline by the city's clocks, to stand after "until": the end of a day, where it ends with one, or a moment. Midnight belongs
 * to the day that is over, and the minute of it would be read as the next.
 */
export function useDeadline(): (at: string) => string {
  const { language, say } = useSpeech()
  const zone = useQuery(readyQuery).data?.zone ?? 'UTC'
  return (at) => {
    const day = dayEndedBy(new Date(at), zone)
    return day === null ? moment(at, language, zone) : say('time.endOfDay', { day: weekDay(day, language) })
  }
}
