import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { isOffice } from '../../server/agencies/rules.ts'
import {
  type FieldSource,
  type ImportJob,
  importFields,
  type Mapping,
  requiredFields,
} from '../../server/imports/contract.ts'
import { useUser } from '../agencies/queries.ts'
import { answered, write } from '../api.ts'
import { useSpeech } from '../i18n/language.tsx'
import { Failure } from '../ui/States.tsx'
import { choicesOf } from './choices.ts'

const none = ''

function choose(fields: Record<string, FieldSource>, field: string, column: string): Record<string, FieldSource> {
  const { [field]: before, ...others } = fields
  if (column === none) return others
  return { ...others, [field]: before?.from === column ? before : { from: column } }
}

/** Which of the file's columns is which of our fields; a value for the rows that have none. */
export function MappingForm({ job, onSet }: { job: ImportJob; onSet: () => void }) {
  const { say, sayAny } = useSpeech()
  const office = isOffice(useUser()?.role)
  const first = job.mapping ?? job.proposedMapping
  const [fields, setFields] = useState<Record<string, FieldSource>>(first?.fields ?? {})
  const [defaults, setDefaults] = useState<Record<string, string | number>>(first?.defaults ?? {})
  const [createAgencies, setCreateAgencies] = useState(first?.createAgencies ?? false)
  const set = useMutation({
    mutationFn: (mapping: Mapping) => answered(write<ImportJob>('PUT', `/api/imports/${job.id}/mapping`, mapping)),
    onSuccess: onSet,
  })
  const required: readonly string[] = requiredFields[job.kind]
  const filled = Object.fromEntries(Object.entries(defaults).filter(([, value]) => value !== ''))
  const missing = required.filter((field) => !fields[field] && filled[field] === undefined)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const geometry = first?.geometry ? { geometry: first.geometry } : {}
    set.mutate({ ...geometry, fields, defaults: filled, ...(createAgencies ? { createAgencies } : {}) })
  }
  return (
    <form className="mapping" onSubmit={submit}>
      <h2>{say('import.mapping')}</h2>
      <p>{say('import.mappingDetail')}</p>
      {set.isError ? <Failure problem={set.error} /> : null}
      <table>
        <thead>
          <tr>
            <th>{say('import.ourField')}</th>
            <th>{say('import.theirColumn')}</th>
            <th>{say('import.otherwise')}</th>
          </tr>
        </thead>
        <tbody>
          {importFields[job.kind].map((field) => (
            <MappingRow
              key={field}
              field={field}
              label={sayAny(`import.field.${field}`, field)}
              required={required.includes(field)}
              columns={job.columns}
              column={fields[field]?.from ?? none}
              otherwise={String(defaults[field] ?? '')}
              onColumn={(column) => setFields(choose(fields, field, column))}
              onOtherwise={(value) => setDefaults({ ...defaults, [field]: value })}
            />
          ))}
        </tbody>
      </table>
      {office && fields.agency ? (
        <label className="check">
          <input
            type="checkbox"
            checked={createAgencies}
            onChange={(event) => setCreateAgencies(event.target.checked)}
          />
          {say('import.createAgencies')}
        </label>
      ) : null}
      {missing.length > 0 ? (
        <p className="missing">
          {say('import.missing', {
            fields: missing.map((field) => sayAny(`import.field.${field}`, field)).join(say('list.joint')),
          })}
        </p>
      ) : null}
      <button type="submit" className="button primary" disabled={missing.length > 0 || set.isPending}>
        {say('import.check')}
      </button>
    </form>
  )
}

interface MappingRowProps {
  field: string
  label: string
  required: boolean
  columns: ImportJob['columns']
  column: string
  otherwise: string
  onColumn: (column: string) => void
  onOtherwise: (value: string) => void
}

function MappingRow({ field, label, required, columns, column, otherwise, onColumn, onOtherwise }: MappingRowProps) {
  const { say } = useSpeech()
  const samples = columns
    .find(({ name }) => name === column)
    ?.samples.slice(0, 3)
    .join(' · ')
  return (
    <tr>
      <th scope="row">
        {label}
        {required ? <abbr title={say('import.required')}> *</abbr> : null}
      </th>
      <td>
        <select
          aria-label={`${label}: ${say('import.theirColumn')}`}
          value={column}
          onChange={(event) => onColumn(event.target.value)}
        >
          <option value={none}>—</option>
          {columns
            .filter(({ type }) => type !== 'geometry')
            .map(({ name }) => (
              <option key={name} value={name}>
                {name}
              </option>
            ))}
        </select>
        {samples ? <small dir="auto">{samples}</small> : null}
      </td>
      <td>
        <Otherwise
          field={field}
          label={`${label}: ${say('import.otherwise')}`}
          value={otherwise}
          onChange={onOtherwise}
        />
      </td>
    </tr>
  )
}

interface OtherwiseProps {
  field: string
  label: string
  value: string
  onChange: (value: string) => void
}

/** The value of rows that have none: one of ours where there is a list of them. */
function Otherwise({ field, label, value, onChange }: OtherwiseProps) {
  const { sayAny } = useSpeech()
  const choices = choicesOf(field)
  if (!choices) {
    return <input aria-label={label} value={value} maxLength={200} onChange={(event) => onChange(event.target.value)} />
  }
  return (
    <select aria-label={label} value={value} onChange={(event) => onChange(event.target.value)}>
      <option value={none}>—</option>
      {choices.map((choice) => (
        <option key={choice.value} value={choice.value}>
          {sayAny(choice.message)}
        </option>
      ))}
    </select>
  )
}
