import { useRef } from 'react'
import type { Consultation, Procedure } from '../../../server/permits/contract.ts'
import { useAgencies } from '../../agencies/queries.ts'
import { useSpeech } from '../../i18n/language.tsx'

/** Whether one answers here on behalf of who is asked, or did: what is half written outlives a delegation that has ended. */
export function useStandsIn({ agencyId }: Consultation, { may }: Procedure) {
  const { say, name } = useSpeech()
  const agency = useAgencies().byId.get(agencyId)
  const wasOpen = useRef(false)
  const isOpen = may.answerFor.includes(agencyId)
  if (isOpen) wasOpen.current = true
  const whom = agency ? name(agency.name) : say('agency.unknown')
  return { isOpen, wasOpen: wasOpen.current, stored: say('delegation.stored', { whom }) }
}
