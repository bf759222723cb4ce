import { useSpeech } from '../i18n/language.tsx'
import { useAgencies } from './queries.ts'

/** Who: a stroke of its colour and its name. */
export function AgencyChip({ id }: { id: string | null }) {
  const { name, say } = useSpeech()
  const agency = useAgencies().byId.get(id ?? '')
  return (
    <span className="chip">
      <i className="stroke" style={{ background: agency?.colour ?? 'var(--ink-3)' }} />
      {agency ? name(agency.name) : say('agency.unknown')}
    </span>
  )
}
