import type { ReactNode } from 'react'
import { categories, statuses } from '../../server/works/contract.ts'
import { toggled, useAddress, useChangeAddress } from '../address.ts'
import { useAgencies } from '../agencies/queries.ts'
import { useSpeech } from '../i18n/language.tsx'
import { FilterMenu } from '../ui/FilterMenu.tsx'
import { StrokeSample } from './StrokeSample.tsx'
import { strokeOf } from './strokes.ts'
import { TextFilter } from './TextFilter.tsx'
import { useWorksFilter } from './use-works-filter.ts'

/** Text, agencies, statuses and categories: the address keeps them, the map and the list obey. */
export function WorksFilterBar({ children }: { children?: ReactNode }) {
  const { say, name } = useSpeech()
  const address = useAddress()
  const change = useChangeAddress()
  const { agencies } = useAgencies()
  const filter = useWorksFilter()
  const any = address.agency || address.status || address.category || address.q
  return (
    <div className="filters">
      <TextFilter value={address.q ?? ''} onChange={(q) => change({ q: q || undefined }, { replace: true })} />
      <FilterMenu
        label={say('filter.agency')}
        chosen={filter.agencies.map(({ code }) => code)}
        options={agencies.map(({ code, name: names, colour }) => ({
          value: code,
          label: name(names),
          mark: <i className="stroke" style={{ background: colour }} />,
        }))}
        onToggle={(code) => change({ agency: toggled(address.agency, code) })}
      />
      <FilterMenu
        label={say('filter.status')}
        chosen={filter.statuses}
        options={statuses.map((status) => ({
          value: status,
          label: say(`status.${status}`),
          mark: <StrokeSample stroke={strokeOf[status]} />,
        }))}
        onToggle={(status) => change({ status: toggled(address.status, status) })}
      />
      <FilterMenu
        label={say('filter.category')}
        chosen={filter.categories}
        options={categories.map((category) => ({ value: category, label: say(`category.${category}`) }))}
        onToggle={(category) => change({ category: toggled(address.category, category) })}
      />
      {children}
      {any ? (
        <button
          type="button"
          className="link"
          onClick={() => change({ agency: undefined, status: undefined, category: undefined, q: undefined })}
        >
          {say('filter.clear')}
        </button>
      ) : null}
    </div>
  )
}
