import { createHash } from 'node:crypto'
import { uuidv7 } from 'uuidv7'
import { listAgencies } from '../../agencies/store.ts'
import type { Change } from '../../audit/record.ts'
import type { Db } from '../../database/connect.ts'
import { refusal, warning } from '../reason.ts'
import { type RowReader, short } from '../row-reader.ts'
import type { Checking, Importer } from './kind.ts'

/** Organisations by their code and their names, in lower case. */
export async function agencyBook(db: Db): Promise<Map<string, string>> {
  const book = new Map<string, string>()
  const agencies = await listAgencies(db)
  for (const { id, name } of agencies) for (const known of [name.en, name.ar]) book.set(known.toLowerCase(), id)
  for (const { id, code } of agencies) book.set(code.toLowerCase(), id)
  return book
}

export type Owner = { agencyId: string; newAgency: null } | { agencyId: null; newAgency: string }

/** The agency that a text names, by code or name. */
export function agencyNamed(agencies: Checking['agencies'], text: string | number): string | undefined {
  return agencies.get(String(text).trim().toLowerCase())
}

/**
 * Whose a row is: the agency that its column names, by code or name; a new one where those may be made; else the default
 * of the mapping, else the importer's own. Null, with the reason on the row, where there is none, or where it is not the
 * importer's to record for.
 */
export function ownerOf(row: RowReader, { agencies, importer, mapping }: Checking): Owner | null {
  const named = row.text('agency')
  const known = named === null ? undefined : agencyNamed(agencies, named)
  if (known === undefined && named !== null && mapping.createAgencies && importer.isOffice)
    return { agencyId: null, newAgency: named }
  const standing = row.defaultOf('agency')
  const fallback = (standing === null ? undefined : agencyNamed(agencies, standing)) ?? importer.agencyId
  const agencyId = known ?? fallback
  const value = short(named ?? String(standing ?? ''))
  if (agencyId === null) {
    row.reasons.push(
      refusal(named === null ? 'agency_needed' : 'agency_unknown', row.member('agency'), { values: { value } }),
    )
    return null
  }
  if (isForeign(agencyId, importer)) {
    row.reasons.push(refusal('agency_foreign', row.member('agency'), { values: { value } }))
    return null
  }
  if (known === undefined && named !== null)
    row.reasons.push(warning('agency_default', row.member('agency'), { values: { value } }))
  return { agencyId, newAgency: null }
}

/** An agency records for itself; the office for every agency. */
export function isForeign(agencyId: string, { agencyId: own, isOffice }: Importer): boolean {
  return agencyId !== own && !isOffice
}

/** Makes an organisation for each name that is not known yet; gives the ids by name, and what the audit must be told. */
export async function makeAgencies(
  db: Db,
  names: readonly string[],
  kind: 'other' | 'municipality',
): Promise<{ made: Map<string, string>; changes: Change[] }> {
  const book = await agencyBook(db)
  const made = new Map<string, string>()
  const changes: Change[] = []
  for (const name of new Set(names)) {
    const known = agencyNamed(book, name)
    const id = known ?? uuidv7()
    if (known === undefined) {
      const named = { code: codeOf(name), name_ar: name, name_en: name, colour: colourOf(name) }
      await db('organisation').insert({ id, kind, ...named })
      book.set(name.toLowerCase(), id)
      const after = { code: named.code, name: { ar: name, en: name }, kind, colour: named.colour }
      changes.push({ subject: 'organisation', id, agency: id, event: 'import', after })
    }
    made.set(name, id)
  }
  return { made, changes }
}

function digest(name: string): string {
  return createHash('sha256').update(name).digest('hex')
}

/** Readable where the name is Latin, and always its own. */
function codeOf(name: string): string {
  const letters = name
    .toUpperCase()
    .replace(/[^A-Z0-9]+/g, '_')
    .replace(/^_+|_+$/g, '')
    .slice(0, 24)
  return `${letters || 'IMPORTED'}_${digest(name).slice(0, 6).toUpperCase()}`
}

/** A colour in the middle of the range, so that it is seen on a light and on a dark map. */
function colourOf(name: string): string {
  const bytes = Buffer.from(digest(name), 'hex')
  return `#${[0, 1, 2].map((i) => (48 + ((bytes[i] ?? 0) % 128)).toString(16).padStart(2, '0')).join('')}`
}
