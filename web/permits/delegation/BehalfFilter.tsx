import { toggled, useAddress, useChangeAddress } from '../../address.ts'
import { useAgencies, useUser } from '../../agencies/queries.ts'
import { useSpeech } from '../../i18n/language.tsx'
import { FilterMenu } from '../../ui/FilterMenu.tsx'
import { usePrincipals } from './queries.ts'

/** Who is asked: the own organisation, or one on whose behalf it answers. Nothing where there is none. */
export function BehalfFilter() {
  const { say, name } = useSpeech()
  const { asked } = useAddress()
  const change = useChangeAddress()
  const { byId } = useAgencies()
  const user = useUser()
  const principals = usePrincipals()
  if (principals.length === 0 && !asked) return null
  const own = user?.agencyId ? [user.agencyId] : []
  return (
    <FilterMenu
      label={say('delegation.filter')}
      chosen={asked?.split(',') ?? []}
      options={[...own, ...principals].flatMap((id) => {
        const agency = byId.get(id)
        if (!agency) return []
        const mark = <i key={id} className="stroke" style={{ background: agency.colour }} />
        return [{ value: agency.code, label: name(agency.name), mark }]
      })}
      onToggle={(code) => change({ asked: toggled(asked, code) })}
    />
  )
}
