import { useQuery } from '@tanstack/react-query'
import { categories } from '../../server/works/contract.ts'
import { known, toggled, useAddress, useChangeAddress } from '../address.ts'
import { municipalitiesQuery, useAgencies } from '../agencies/queries.ts'
import { withQuery } from '../api.ts'
import { civilYear } from '../i18n/format.ts'
import { useSpeech } from '../i18n/language.tsx'
import { FilterMenu } from '../ui/FilterMenu.tsx'
import { Icon } from '../ui/Icon.tsx'
import { Segmented } from '../ui/Segmented.tsx'
import { Select } from '../ui/Select.tsx'
import type { PlanAsked } from './queries.ts'

const views = ['streets', 'agencies'] as const
/** Years before this one and after it that are offered. */
const yearsAround = [-2, -1, 0, 1, 2, 3]
const planners = ['utility', 'authority', 'municipality']

/** Which year, by what, and whose; the file and the print of what is asked. */
export function PlanFilters({ asked, thisYear }: { asked: PlanAsked; thisYear: number }) {
  const { language, say, name } = useSpeech()
  const { tab, municipality, agency, category } = useAddress()
  const change = useChangeAddress()
  const { agencies } = useAgencies()
  const municipalities = useQuery(municipalitiesQuery).data ?? []
  const set = (more: Parameters<typeof change>[0]) => change(more, { replace: true })
  const options = (of: readonly { code: string; name: { ar: string; en: string } }[]) =>
    of.map((each) => ({ value: each.code, label: name(each.name) }))
  const years = [...new Set([...yearsAround.map((years) => thisYear + years), asked.year])].sort()
  return (
    <div className="filters plan-filters">
      <Segmented
        label={say('plan.by')}
        value={tab === 'agencies' ? 'agencies' : 'streets'}
        onChange={(next) => set({ tab: next === 'agencies' ? next : undefined })}
        options={views.map((value) => ({ value, label: say(`plan.by.${value}`) }))}
      />
      <Select
        label={say('plan.year')}
        value={String(asked.year)}
        onChange={(year) => set({ year })}
        options={years.map((year) => ({ value: String(year), label: civilYear(year) }))}
      />
      <FilterMenu
        label={say('plan.municipality')}
        chosen={known(municipality, municipalities.map(({ code }) => code))} // biome-ignore format: one line
        options={options(municipalities)}
        onToggle={(code) => set({ municipality: toggled(municipality, code) })}
      />
      <FilterMenu
        label={say('filter.agency')}
        chosen={known(agency, agencies.map(({ code }) => code))} // biome-ignore format: one line
        options={options(agencies.filter((each) => planners.includes(each.kind)))}
        onToggle={(code) => set({ agency: toggled(agency, code) })}
      />
      <FilterMenu
        label={say('filter.category')}
        chosen={known(category, categories)}
        options={categories.map((value) => ({ value, label: say(`category.${value}`) }))}
        onToggle={(value) => set({ category: toggled(category, value) })}
      />
      <a className="button small" href={withQuery('/api/yearly-plan.csv', { ...asked, lang: language })} download>
        <Icon name="download" size={14} />
        {say('plan.csv')}
      </a>
      <button type="button" className="button small" onClick={() => window.print()}>
        {say('plan.print')}
      </button>
    </div>
  )
}
