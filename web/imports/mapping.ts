import type { FieldSource, Mapping } from '../../server/imports/contract.ts'

type Fields = Mapping['fields']

/** The fields with one read from another column, or from none (empty); what its values mean goes with the column. */
export function withColumn(fields: Fields, field: string, column: string): Fields {
  const { [field]: before, ...others } = fields
  if (column === '') return others
  return { ...others, [field]: before?.from === column ? before : { from: column } }
}

/** The fields with one of the file's values said to mean one of ours, or (empty) taken as it stands. */
export function withValue(fields: Fields, field: string, [theirs, ours]: readonly [string, string]): Fields {
  const source = fields[field]
  if (!source) return fields
  const { [theirs]: _before, ...others } = source.values ?? {}
  const values = ours === '' ? others : { ...others, [theirs]: ours }
  const next: FieldSource = Object.keys(values).length > 0 ? { from: source.from, values } : { from: source.from }
  return { ...fields, [field]: next }
}
