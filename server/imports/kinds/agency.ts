import { createHash } from 'node:crypto'
import { uuidv7 } from 'uuidv7'
import { listAgencies } from '../../agencies/store.ts'
import type { Db } from '../../database/connect.ts'
import { refusal, warning } from '../reason.ts'
import { type RowReader, short } from '../row-reader.ts'
import type { Checking } from './kind.ts'

/** Organisations by their code and their names, in lower case. */
export async function agencyBook(db: Db): Promise<Map<string, string>> {
  const book = new Map<string, string>()
  const agencies = await listAgencies(db)
  for (const { id, name } of agencies) for (const known of [name.en, name.ar]) book.set(known.toLowerCase(), id)
  for (const { id, code } of agencies) book.set(code.toLowerCase(), id)
  return book
}

export type Owner = { agencyId: string; newAgency: null } | { agencyId: null; newAgency: string }

/**
 * Whose works a row is: the agency that its column names, by code or name; a new one where those may be made; else the
 * default of the mapping, else the importer's own. Null, with the reason on the row, where there is none.
 */
export function ownerOf(row: RowReader, { agencies, importer, mapping }: Checking): Owner | null {
  const named = row.text('agency')
  const known = named === null ? undefined : agencies.get(named.toLowerCase())
  if (known !== undefined && known !== importer.agencyId && !importer.isOffice) {
    row.reasons.push(refusal('agency_foreign', row.member('agency'), { values: { value: short(named ?? '') } }))
    return null
  }
  if (known !== undefined) return { agencyId: known, newAgency: null }
  if (named !== null && mapping.createAgencies && importer.isOffice) return { agencyId: null, newAgency: named }
  const standing = row.defaultOf('agency')
  const fallback = (standing === null ? undefined : agencies.get(String(standing).toLowerCase())) ?? importer.agencyId
  if (fallback === null) {
    const code = named === null ? 'agency_needed' : 'agency_unknown'
    row.reasons.push(refusal(code, row.member('agency'), { values: { value: short(named ?? '') } }))
    return null
  }
  if (named !== null)
    row.reasons.push(warning('agency_default', row.member('agency'), { values: { value: short(named) } }))
  return { agencyId: fallback, newAgency: null }
}

/** Makes an organisation of kind `other` for each name that is not known yet; gives the ids by name. */
export async function makeAgencies(db: Db, names: readonly string[]): Promise<Map<string, string>> {
  const book = await agencyBook(db)
  const made = new Map<string, string>()
  for (const name of new Set(names)) {
    const known = book.get(name.toLowerCase())
    const id = known ?? uuidv7()
    if (known === undefined) {
      await db('organisation').insert({
        id,
        code: codeOf(name),
        name_ar: name,
        name_en: name,
        kind: 'other',
        colour: colourOf(name),
      })
      book.set(name.toLowerCase(), id)
    }
    made.set(name, id)
  }
  return made
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
