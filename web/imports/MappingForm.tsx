import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { type ImportJob, importFields, type Mapping, requiredFields } from '../../server/imports/contract.ts'
import { useUser } from '../agencies/queries.ts'
import { answered, write } from '../api.ts'
import { useSpeech } from '../i18n/language.tsx'
import { Failure } from '../ui/States.tsx'
import { importsForAll } from './by-office.ts'
import { GeometryField } from './GeometryField.tsx'
import { MappingRow } from './MappingRow.tsx'
import { withColumn, withValue } from './mapping.ts'

/** What the form says, from a mapping set before or proposed. */
function useMapping(first: Mapping | null) {
  const [geometry, setGeometry] = useState(first?.geometry ?? '')
  const [fields, setFields] = useState<Mapping['fields']>(first?.fields ?? {})
  const [defaults, setDefaults] = useState<Record<string, string | number>>(first?.defaults ?? {})
  const [createAgencies, setCreateAgencies] = useState(first?.createAgencies ?? false)
  const filled = Object.fromEntries(Object.entries(defaults).filter(([, value]) => value !== ''))
  const mapping: Mapping = {
    ...(geometry ? { geometry } : {}),
    fields,
    defaults: filled,
    ...(createAgencies && fields.agency ? { createAgencies } : {}),
  }
  return { mapping, defaults, createAgencies, setGeometry, setFields, setDefaults, setCreateAgencies }
}

/** Whoever once dug is told in words where nobody knows them: they become no organisation. */
const makesAgencies = ({ kind }: ImportJob) => kind === 'works' || kind === 'boundaries'

/** Which of the file's columns is which of our fields, what its words mean, and a value for the rows that have none. */
export function MappingForm({ job, onSet }: { job: ImportJob; onSet: () => void }) {
  const { say, sayAny } = useSpeech()
  const byOffice = importsForAll(useUser())
  const form = useMapping(job.mapping ?? job.proposedMapping)
  const { fields, geometry = '', defaults: filled = {} } = form.mapping
  const set = useMutation({
    mutationFn: (mapping: Mapping) => answered(write<ImportJob>('PUT', `/api/imports/${job.id}/mapping`, mapping)),
    onSuccess: onSet,
  })
  const required: readonly string[] = requiredFields[job.kind]
  const label = (field: string) => sayAny(`import.field.${field}`, field)
  const missing = required.filter((field) => !fields[field] && filled[field] === undefined)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    set.mutate(form.mapping)
  }
  return (
    <form className="mapping" onSubmit={submit}>
      <h2>{say('import.mapping')}</h2>
      <p>{say('import.mappingDetail')}</p>
      {set.isError ? <Failure problem={set.error} /> : null}
      <GeometryField columns={job.columns} value={geometry} onChange={form.setGeometry} />
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
              isOwn={job.kind === 'assets'}
              label={label(field)}
              required={required.includes(field)}
              columns={job.columns}
              source={fields[field]}
              otherwise={String(form.defaults[field] ?? '')}
              onColumn={(column) => form.setFields(withColumn(fields, field, column))}
              onValue={(meaning) => form.setFields(withValue(fields, field, meaning))}
              onOtherwise={(value) => form.setDefaults({ ...form.defaults, [field]: value })}
            />
          ))}
        </tbody>
      </table>
      {byOffice && fields.agency && makesAgencies(job) ? (
        <label className="check">
          <input
            type="checkbox"
            checked={form.createAgencies}
            onChange={(event) => form.setCreateAgencies(event.target.checked)}
          />
          {say('import.createAgencies')}
        </label>
      ) : null}
      {missing.length > 0 ? (
        <p className="missing">{say('import.missing', { fields: missing.map(label).join(say('list.joint')) })}</p>
      ) : null}
      <button type="submit" className="button primary" disabled={missing.length > 0 || set.isPending}>
        {say('import.check')}
      </button>
    </form>
  )
}
