import { useQuery } from '@tanstack/react-query'
import { useAgencies } from '../agencies/queries.ts'
import { fullDay } from '../i18n/format.ts'
import { useSpeech } from '../i18n/language.tsx'
import { Select } from '../ui/Select.tsx'
import { bansOfQuery } from './queries.ts'

interface ContractorChoiceProps {
  value: string | null
  onChange: (contractorId: string | null) => void
}

/** Who is to dig; of a contractor that is banned it is said at once, not only when the works is applied for. */
export default function ContractorChoice({ value, onChange }: ContractorChoiceProps) {
  const { say, name } = useSpeech()
  const { agencies } = useAgencies()
  return (
    <>
      <Select
        label={say('contractor.choice')}
        value={value ?? ''}
        onChange={(id) => onChange(id || null)}
        options={[
          { value: '', label: say('contractor.none') },
          ...agencies
            .filter(({ kind, id }) => kind === 'contractor' || id === value)
            .map((each) => ({ value: each.id, label: name(each.name) })),
        ]}
      />
      {value ? <BanWarning contractorId={value} /> : null}
    </>
  )
}

/** What stands against a contractor today or soon; nothing where nothing does. */
export function BanWarning({ contractorId }: { contractorId: string }) {
  const { language, say } = useSpeech()
  const query = useQuery(bansOfQuery(contractorId))
  const ban = query.data?.find(({ state }) => state === 'in_force') ?? query.data?.[0]
  if (query.isError)
    return (
      <p className="missing" role="status">
        {say('contractor.unknown')}
      </p>
    )
  if (!ban) return null
  const reason = say(`bans.reason.${ban.reason}`)
  return (
    <p className="missing" role="status" data-testid="ban-warning">
      {ban.state === 'in_force'
        ? say('contractor.banned', { reason })
        : say('contractor.toCome', { reason, day: fullDay(ban.from, language) })}
    </p>
  )
}
