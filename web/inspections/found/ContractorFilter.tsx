import { useAgencies } from '../../agencies/queries.ts'
import { useSpeech } from '../../i18n/language.tsx'
import { PillSelect } from '../PillSelect.tsx'

interface ContractorFilterProps {
  value: string | undefined
  onChange: (id: string | undefined) => void
}

/** Whoever digs, or one contractor. */
export function ContractorFilter({ value, onChange }: ContractorFilterProps) {
  const { say, name } = useSpeech()
  const contractors = useAgencies().agencies.filter(({ kind }) => kind === 'contractor')
  return (
    <PillSelect
      label={say('inspections.contractor')}
      all={say('inspections.anyone')}
      value={value}
      options={contractors.map(({ id, name: names }) => ({ value: id, label: name(names) }))}
      onChange={onChange}
    />
  )
}
