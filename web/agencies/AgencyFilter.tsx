import { toggled, useAddress, useChangeAddress } from '../address.ts'
import { useSpeech } from '../i18n/language.tsx'
import { FilterMenu } from '../ui/FilterMenu.tsx'
import { useAgencies } from './queries.ts'

/** Whose things are shown: the address keeps it, by the codes of the agencies. */
export function AgencyFilter() {
  const { say, name } = useSpeech()
  const { agency } = useAddress()
  const change = useChangeAddress()
  const { agencies } = useAgencies()
  return (
    <FilterMenu
      label={say('filter.agency')}
      chosen={agency?.split(',') ?? []}
      options={agencies.map(({ code, name: names, colour }) => ({
        value: code,
        label: name(names),
        mark: <i className="stroke" style={{ background: colour }} />,
      }))}
      onToggle={(code) => change({ agency: toggled(agency, code) })}
    />
  )
}

/** The ids of the agencies that the address names, as the service takes them; undefined where it names none that is known. */
export function useAskedAgencies(): string | undefined {
  const { agency } = useAddress()
  const { agencies } = useAgencies()
  const codes = agency?.split(',') ?? []
  const ids = agencies.filter(({ code }) => codes.includes(code)).map(({ id }) => id)
  return ids.length > 0 ? ids.join(',') : undefined
}
