import type { ReactNode } from 'react'
import { categories, statuses } from '../../server/works/contract.ts'
import { toggled, useAddress, useChangeAddress } from '../address.ts'
import { AgencyFilter } from '../agencies/AgencyFilter.tsx'
import { useSpeech } from '../i18n/language.tsx'
import { FilterMenu } from '../ui/FilterMenu.tsx'
import { StrokeSample } from './StrokeSample.tsx'
import { strokeOf } from './strokes.ts'
import { TextFilter } from './TextFilter.tsx'
import { useWorksFilter } from './use-works-filter.ts'

/** Text, agencies, statuses, categories and guarantees that end: the address keeps them, the map and the list obey. */
export function WorksFilterBar({ children }: { children?: ReactNode }) {
  const { say } = useSpeech()
  const address = useAddress()
  const change = useChangeAddress()
  const filter = useWorksFilter()
  const any = address.agency || address.status || address.category || address.q || address.guarantee
  return (
    <div className="filters">
      <TextFilter value={address.q ?? ''} onChange={(q) => change({ q: q || undefined }, { replace: true })} />
      <AgencyFilter />
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
      <button
        type="button"
        className="pill"
        data-active={filter.isEnding || undefined}
        aria-pressed={filter.isEnding}
        onClick={() => change({ guarantee: filter.isEnding ? undefined : 'ending' })}
      >
        {say('filter.ending')}
      </button>
      {children}
      {any ? (
        <button
          type="button"
          className="link"
          onClick={() =>
            change({ agency: undefined, status: undefined, category: undefined, q: undefined, guarantee: undefined })
          }
        >
          {say('filter.clear')}
        </button>
      ) : null}
    </div>
  )
}
