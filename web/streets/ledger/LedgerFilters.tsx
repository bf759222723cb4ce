import { type EntryKind, entryKinds, type StreetPavement } from '../../../server/inspections/ledger/contract.ts'
import { useChangeAddress } from '../../address.ts'
import { withQuery } from '../../api.ts'
import { useFollow } from '../../going.tsx'
import { civilYear } from '../../i18n/format.ts'
import { useSpeech } from '../../i18n/language.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { Select } from '../../ui/Select.tsx'
import type { EntriesAsked } from './queries.ts'
import { yearsOf } from './straight-line.ts'

interface LedgerFiltersProps {
  pavement: StreetPavement
  asked: EntriesAsked
  year: string | null
  kind: EntryKind | null
  onMap: string
}

/** Which year and kind, and the same as a file, on paper and on the map. */
export function LedgerFilters({ pavement, asked, year, kind, onMap }: LedgerFiltersProps) {
  const { language, say } = useSpeech()
  const change = useChangeAddress()
  const follow = useFollow()
  const { street, firstYear, today } = pavement
  const set = (more: Parameters<typeof change>[0]) => change({ ...more, sel: undefined }, { replace: true })
  const years = yearsOf(firstYear, Number(today.slice(0, 4))).map(String)
  return (
    <div className="filters plan-filters">
      <Select
        label={say('ledger.year')}
        value={year ?? 'all'}
        onChange={(next) => set({ year: next === 'all' ? undefined : next })}
        options={[
          { value: 'all', label: say('ledger.year.all') },
          ...[...new Set([...years, ...(year ? [year] : [])])].map((value) => ({ value, label: civilYear(value) })),
        ]}
      />
      <Select
        label={say('ledger.kind')}
        value={kind ?? 'all'}
        onChange={(next) => set({ kind: next === 'all' ? undefined : next })}
        options={[
          { value: 'all', label: say('ledger.kind.all') },
          ...entryKinds.map((value) => ({ value, label: say(`ledger.kind.${value}`) })),
        ]}
      />
      <a className="button small" href={onMap} onClick={follow}>
        <Icon name="map" size={14} />
        {say('ledger.onMap')}
      </a>
      <a
        className="button small"
        href={withQuery(`/api/streets/${street.id}/pavement.csv`, { ...asked, lang: language })}
        download
      >
        <Icon name="download" size={14} />
        {say('ledger.csv')}
      </a>
      <button type="button" className="button small" onClick={() => window.print()}>
        {say('ledger.print')}
      </button>
    </div>
  )
}
