import type { Db } from '../database/connect.ts'
import { certainRows, like, sql } from '../database/sql.ts'
import type { Box, Lines } from '../geo/contract.ts'
import { type Page, page } from '../http/cursor.ts'
import type { Names } from '../language/contract.ts'
import { label } from '../language/label.ts'
import type { RulePack } from '../policy/contract.ts'
import type { Street, StreetClass } from './contract.ts'

const insertText = sql(import.meta.url, 'insert.sql')

export interface NewStreet {
  id: string
  code: string | null
  name: Names
  streetClass: StreetClass
  widthMetres?: number | undefined
  line: Lines
}

/** What became of a street that was stored; `before` is null for one that was not known. */
export interface StoredStreet {
  id: string
  municipality_id: string
  before: Record<string, unknown> | null
  after: Record<string, unknown>
}

/**
 * Stores streets; one with a code that its region knows is brought up to date. The surface is the centreline widened by
 * half the street's width (the pack's for its class where none is given); its segments end where others meet it. Gives what became of each, in no order.
 */
export async function storeStreets(db: Db, streets: readonly NewStreet[], pack: RulePack): Promise<StoredStreet[]> {
  if (streets.length === 0) return []
  const given = streets.map(({ id, code, name, streetClass, widthMetres, line }) => ({
    id,
    code,
    name_ar: name.ar,
    name_en: name.en,
    label_ar: label(name.ar),
    class: streetClass,
    width: widthMetres ?? pack.streetWidthMetres[streetClass],
    line,
  }))
  const bindings = { streets: JSON.stringify(given), rootRegion: pack.root.regionId }
  const stored = await certainRows<StoredStreet>(db, insertText, bindings, given.length)
  await keepSegments(
    db,
    stored.map(({ id }) => id),
  )
  return stored
}

/** Makes the segments of these streets right, and of those that meet them. Gives how many it wrote. */
export async function keepSegments(db: Db, streetIds: readonly string[]): Promise<number> {
  const [kept] = await certainRows<{ segments: number }>(db, 'select keep_segments(cast(:ids as uuid[])) as segments', {
    ids: [...streetIds],
  })
  return kept?.segments ?? 0
}

interface StreetRow {
  id: string
  code: string | null
  name_ar: string
  name_en: string
  class: StreetClass
  municipality_id: string
  rank: number
  width_metres: number
  length_metres: number
  line: Lines
}

/** How near a name comes to what is sought: it is that, it begins with it, it holds it. */
const nearness = `case when folded(:exact) in (folded(name_ar), folded(name_en)) then 0
  when folded(name_ar) like folded(:prefix) or folded(name_en) like folded(:prefix) then 1 else 2 end`

/** Streets by name, filtered by text and box (WGS84); of those that hold a text, whose name comes nearest to it first. */
export async function listStreets(
  db: Db,
  { text, box }: { text?: string | undefined; box?: Box | undefined },
  { limit, after }: { limit: number; after: readonly [number, string, string] | null },
): Promise<Page<Street>> {
  const exact = text?.trim() ?? ''
  const rank = text ? db.raw(nearness, { exact, prefix: like(exact).slice(1) }) : db.raw('0')
  const query = db('street')
    .select('id', 'code', 'name_ar', 'name_en', 'class', 'municipality_id', 'width_metres', 'length_metres')
    .select(db.raw('ST_AsGeoJSON(line, 7)::jsonb as line'), db.raw('? as rank', [rank]))
    .orderBy(['rank', 'name_ar', 'id'])
    .limit(limit + 1)
  if (text)
    query.whereRaw('(folded(name_ar) like folded(:sought) or folded(name_en) like folded(:sought))', {
      sought: like(text),
    })
  if (box) query.whereRaw('line_3857 && ST_Transform(ST_MakeEnvelope(?, ?, ?, ?, 4326), 3857)', box)
  // without a text the names are the order, and their index finds the place
  if (after && text) query.whereRaw('(?, name_ar, id) > (?::integer, ?, ?::uuid)', [rank, ...after])
  else if (after) query.whereRaw('(name_ar, id) > (?, ?::uuid)', [after[1], after[2]])
  const found = (await query) as StreetRow[]
  return page(found, limit, street, (row) => [row.rank, row.name_ar, row.id])
}

function street(row: StreetRow): Street {
  return {
    id: row.id,
    code: row.code,
    name: { ar: row.name_ar, en: row.name_en },
    streetClass: row.class,
    municipalityId: row.municipality_id,
    widthMetres: row.width_metres,
    lengthMetres: Math.round(row.length_metres * 10) / 10,
    line: row.line,
  }
}
