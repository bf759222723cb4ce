import { useQuery } from '@tanstack/react-query'
import { quarterAfter, quarterDays, quarterOf } from '../../server/meeting/rules.ts'
import { useAddress } from '../address.ts'
import { municipalitiesQuery } from '../agencies/queries.ts'
import { useSpeech } from '../i18n/language.tsx'
import type { AskedMeeting } from './queries.ts'

/** What the address asks for: the next quarter of the first municipality, where it says nothing. Null until that is known. */
export function useAskedMeeting(today: string): AskedMeeting | null {
  const { language: lang } = useSpeech()
  const { quarter: asked, municipality, district, ground } = useAddress()
  const municipalities = useQuery(municipalitiesQuery).data
  const quarter = asked && quarterDays(asked) ? asked : quarterAfter(quarterOf(today), 1)
  if (ground) return { quarter, area: ground, lang }
  if (district) return { quarter, district, lang }
  const chosen = municipalities?.find(({ code }) => code === municipality) ?? municipalities?.[0]
  return chosen ? { quarter, municipality: chosen.id, lang } : null
}
