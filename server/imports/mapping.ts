import { Value } from 'typebox/value'
import { sayHttp } from '../http/messages.ts'
import { failed, faultAt, type MemberFault, type Outcome } from '../http/problem.ts'
import { type ImportKind, importFields, Mapping, requiredFields } from './contract.ts'
import { agencyNamed, isForeign } from './kinds/agency.ts'
import { choicesOf } from './kinds/choices.ts'
import type { Checking } from './kinds/kind.ts'
import { sayImports } from './messages.ts'

/** Reads the mapping of a multipart form: JSON text, or nothing. */
export function readMapping(mapping: string | undefined, defaults: string | undefined): Outcome<Mapping | null> {
  if (mapping === undefined && defaults === undefined) return { value: null }
  let given: unknown
  try {
    given = {
      fields: {},
      ...JSON.parse(mapping ?? '{}'),
      ...(defaults === undefined ? {} : { defaults: JSON.parse(defaults) as unknown }),
    }
  } catch {
    return faultAt('mapping', sayImports('mapping_broken'))
  }
  if (Value.Check(Mapping, given)) return { value: given }
  const faults = Value.Errors(Mapping, given).map(
    (fault): MemberFault => ({ path: `mapping${fault.instancePath}`, message: sayHttp('member.other') }),
  )
  return failed('validation', { errors: faults })
}

/** Do the fields exist, are the needed ones there, and may this importer use the values that it names? */
export function mappingFault(
  kind: ImportKind,
  mapping: Mapping,
  { importer, agencies }: Pick<Checking, 'importer' | 'agencies'>,
): Outcome<Mapping> {
  const known: readonly string[] = importFields[kind]
  const defaults = mapping.defaults ?? {}
  const errors: MemberFault[] = []
  for (const [place, names] of [
    ['fields', mapping.fields],
    ['defaults', defaults],
  ] as const)
    for (const field of Object.keys(names))
      if (!known.includes(field))
        errors.push({ path: `mapping/${place}/${field}`, message: sayImports('unknown_field', { field }) })
  for (const field of requiredFields[kind])
    if (!mapping.fields[field] && defaults[field] === undefined)
      errors.push({ path: `mapping/fields/${field}`, message: sayImports('field_needed', { field }) })
  for (const field of known) errors.push(...choiceFaults(field, mapping))
  // nobody brings another's networks, the office neither
  const forWhom = kind === 'assets' && importer.userId !== null ? { ...importer, isOffice: false } : importer
  errors.push(...agencyFaults(mapping, { importer: forWhom, agencies }))
  if (mapping.createAgencies && !importer.isOffice)
    errors.push({ path: 'mapping/createAgencies', message: sayImports('agencies_by_office') })
  return errors.length ? failed('validation', { errors }) : { value: mapping }
}

function choiceFaults(field: string, { fields, defaults }: Mapping): MemberFault[] {
  const choices = choicesOf(field)
  if (!choices) return []
  const allowed = choices.join(', ')
  const fault = (path: string, value: string | number): MemberFault[] =>
    choices.includes(String(value)) ? [] : [{ path, message: sayImports('not_a_choice', { value, allowed }) }]
  const named = defaults?.[field]
  return [
    ...Object.entries(fields[field]?.values ?? {}).flatMap(([theirs, ours]) =>
      fault(`mapping/fields/${field}/values/${theirs}`, ours),
    ),
    ...(named === undefined ? [] : fault(`mapping/defaults/${field}`, named)),
  ]
}

/** The default agency: a known one, or one that may be made; and the importer's to record for. */
function agencyFaults(
  { defaults, createAgencies }: Mapping,
  { importer, agencies }: Pick<Checking, 'importer' | 'agencies'>,
): MemberFault[] {
  const named = defaults?.agency
  if (named === undefined) return []
  const fault = (code: 'agency_unknown' | 'agency_foreign'): MemberFault[] => [
    { path: 'mapping/defaults/agency', message: sayImports(code, { value: String(named) }) },
  ]
  const known = agencyNamed(agencies, named)
  if (known === undefined) return createAgencies && importer.isOffice ? [] : fault('agency_unknown')
  return isForeign(known, importer) ? fault('agency_foreign') : []
}
