import type { ReactNode } from 'react'
import { type Visit, visitStates } from '../../../server/inspections/visits/contract.ts'
import { known, toggled, useAddress, useChangeAddress } from '../../address.ts'
import { useSpeech } from '../../i18n/language.tsx'
import { FilterMenu } from '../../ui/FilterMenu.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { Segmented } from '../../ui/Segmented.tsx'
import { ClearFilters } from '../ClearFilters.tsx'
import { KindFilter } from '../KindFilter.tsx'
import { MunicipalityFilter } from '../MunicipalityFilter.tsx'
import { PillSelect } from '../PillSelect.tsx'

/** By what is looked for, where, in which order; and a visit that nobody has planned yet. */
export function VisitFilters({ visits, children }: { visits: readonly Visit[]; children: ReactNode }) {
  const { say, name } = useSpeech()
  const address = useAddress()
  const change = useChangeAddress()
  const { status, municipality, district, sort, days } = address
  const districts = new Map(visits.flatMap(({ district: one }) => (one ? [[one.id, name(one.name)]] : [])))
  return (
    <div className="filters">
      <Segmented
        label={say('visits.order')}
        value={sort === 'distance' ? 'distance' : 'day'}
        options={(['day', 'distance'] as const).map((value) => ({ value, label: say(`visits.order.${value}`) }))}
        onChange={(next) => change({ sort: next === 'day' ? undefined : next })}
      />
      <KindFilter label={say('visits.kind')} />
      <FilterMenu
        label={say('visits.state')}
        chosen={known(status, visitStates)}
        options={visitStates.map((value) => ({ value, label: say(`visit.state.${value}`) }))}
        onToggle={(word) => change({ status: toggled(status, word) })}
      />
      <MunicipalityFilter
        value={municipality}
        onChange={(next) => change({ municipality: next, district: undefined })}
      />
      <PillSelect
        label={say('visits.district')}
        all={say('visits.everyDistrict')}
        value={district}
        options={[...districts].map(([value, label]) => ({ value: value as string, label: label as string }))}
        onChange={(next) => change({ district: next })}
      />
      <label className="pill">
        <input
          type="checkbox"
          checked={days === 'late'}
          onChange={() => change({ days: days === 'late' ? undefined : 'late' })}
        />
        {say('visits.onlyLate')}
      </label>
      {children}
      <ClearFilters members={['kind', 'status', 'municipality', 'district', 'days']} />
      <button type="button" className="button small" onClick={() => change({ sel: 'new' })}>
        <Icon name="plus" size={16} />
        {say('visits.ask')}
      </button>
    </div>
  )
}
