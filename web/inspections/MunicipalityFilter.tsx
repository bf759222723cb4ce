import { useQuery } from '@tanstack/react-query'
import { municipalitiesQuery } from '../agencies/queries.ts'
import { useSpeech } from '../i18n/language.tsx'
import { PillSelect } from './PillSelect.tsx'

interface MunicipalityFilterProps {
  value: string | undefined
  onChange: (id: string | undefined) => void
}

/** All of the city, or one municipality. */
export function MunicipalityFilter({ value, onChange }: MunicipalityFilterProps) {
  const { say, name } = useSpeech()
  const municipalities = useQuery(municipalitiesQuery).data ?? []
  return (
    <PillSelect
      label={say('inspections.municipality')}
      all={say('inspections.anywhere')}
      value={value}
      options={municipalities.map(({ id, name: names }) => ({ value: id, label: name(names) }))}
      onChange={onChange}
    />
  )
}
