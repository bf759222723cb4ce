import { useQuery } from '@tanstack/react-query'
import { readyQuery } from '../agencies/queries.ts'
import { moment, moments } from '../i18n/format.ts'
import { useSpeech } from '../i18n/language.tsx'

/** Says a moment by the city's clocks, wherever the reader is. */
export function useMoment(): (at: string) => string {
  const { language } = useSpeech()
  const zone = useQuery(readyQuery).data?.zone ?? 'UTC'
  return (at) => moment(at, language, zone)
}

/** Says from when to when, by the city's clocks. */
export function useMoments(): (from: string, to: string) => string {
  const { language } = useSpeech()
  const zone = useQuery(readyQuery).data?.zone ?? 'UTC'
  return (from, to) => moments(from, to, language, zone)
}
