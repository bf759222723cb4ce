import type { Column, FieldSource } from '../../server/imports/contract.ts'
import { useSpeech } from '../i18n/language.tsx'
import { type FieldChoice, useChoices } from './choices.ts'
import { ValueMeanings } from './ValueMeanings.tsx'

const fewSamples = 3

interface MappingRowProps {
  field: string
  /** Nobody brings this kind of another agency. */
  isOwn: boolean
  label: string
  required: boolean
  columns: readonly Column[]
  source: FieldSource | undefined
  otherwise: string
  onColumn: (column: string) => void
  onValue: (meaning: readonly [theirs: string, ours: string]) => void
  onOtherwise: (value: string) => void
}

/** One of our fields: the column it comes from, what the column's words mean, and a value for the rows without one. */
export function MappingRow(props: MappingRowProps) {
  const { field, isOwn, label, required, columns, source, otherwise, onColumn, onValue, onOtherwise } = props
  const { say } = useSpeech()
  const choices = useChoices(field, isOwn)
  const column = columns.find(({ name }) => name === source?.from)
  return (
    <tr>
      <th scope="row">
        {label}
        {required ? <abbr title={say('import.required')}> *</abbr> : null}
      </th>
      <td>
        <select
          aria-label={`${label}: ${say('import.theirColumn')}`}
          value={source?.from ?? ''}
          onChange={(event) => onColumn(event.target.value)}
        >
          <option value="">—</option>
          {columns
            .filter(({ type }) => type !== 'geometry')
            .map(({ name }) => (
              <option key={name} value={name}>
                {name}
              </option>
            ))}
        </select>
        {column && choices ? (
          <ValueMeanings
            key={column.name}
            column={column}
            choices={choices}
            values={source?.values}
            onValue={onValue}
          />
        ) : null}
        {column && !choices ? <small dir="auto">{column.samples.slice(0, fewSamples).join(' · ')}</small> : null}
      </td>
      <td>
        <Otherwise
          label={`${label}: ${say('import.otherwise')}`}
          choices={choices}
          value={otherwise}
          onChange={onOtherwise}
        />
      </td>
    </tr>
  )
}

interface OtherwiseProps {
  label: string
  choices: readonly FieldChoice[] | null
  value: string
  onChange: (value: string) => void
}

/** The value of rows that have none: one of ours where there is a list of them. */
function Otherwise({ label, choices, value, onChange }: OtherwiseProps) {
  if (!choices) {
    return <input aria-label={label} value={value} maxLength={200} onChange={(event) => onChange(event.target.value)} />
  }
  return (
    <select aria-label={label} value={value} onChange={(event) => onChange(event.target.value)}>
      <option value="">—</option>
      {choices.map((choice) => (
        <option key={choice.value} value={choice.value}>
          {choice.label}
        </option>
      ))}
    </select>
  )
}
