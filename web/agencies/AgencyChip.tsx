import { useSpeech } from '../i18n/language.tsx'
import { useSeenColour } from '../map/use-palette.ts'
import { useAgencies } from './queries.ts'

/** Who: a stroke of its colour and its name. */
export function AgencyChip({ id }: { id: string | null }) {
  const { name, say } = useSpeech()
  const seen = useSeenColour()
  const agency = useAgencies().byId.get(id ?? '')
  return (
    <span className="chip">
      <i className="stroke" style={{ background: agency ? seen(agency.colour) : 'var(--ink-3)' }} />
      {agency ? name(agency.name) : say('agency.unknown')}
    </span>
  )
}
