import type { Column } from '../../server/imports/contract.ts'
import { useSpeech } from '../i18n/language.tsx'
import { Select } from '../ui/Select.tsx'

interface GeometryFieldProps {
  columns: readonly Column[]
  /** A column that holds geometries; empty for the features' own. */
  value: string
  onChange: (column: string) => void
}

/** Where the shapes are, in files that have them in a column as well. */
export function GeometryField({ columns, value, onChange }: GeometryFieldProps) {
  const { say } = useSpeech()
  const shapes = columns.filter(({ type }) => type === 'geometry')
  if (shapes.length === 0) return null
  return (
    <Select
      label={say('import.geometry')}
      value={value}
      onChange={onChange}
      options={[
        { value: '', label: say('import.ownGeometry') },
        ...shapes.map(({ name }) => ({ value: name, label: name })),
      ]}
    />
  )
}
