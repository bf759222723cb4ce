import type { Permission } from '../access/permissions.ts'

/** Who looks at a tile: the public, or the agencies, who see plans and conflicts too. Drafts are in no tile. */
export type TileAudience = 'public' | 'agencies'

/** What a tile request may filter by; layers without time or status pass over it. */
export interface TileFilter {
  audience: TileAudience
  from: string | null
  to: string | null
  status: string[] | null
  /** Ids of organisations. */
  agency: string[] | null
  category: string[] | null
}

export type FieldType = 'Number' | 'String'

/**
 * A map layer as a query, apart from its running. `rows` selects `feature_id` (integer), `geometry` (3857) and the `fields` from
 * tables joined to `bounds (clip, search, search_4326, z)`, where `search` is the tile's box with its margin: compare it with `&&`,
 * as it stands (under row security an index is used only so).
 * Bindings it may use: `:from`, `:to`, `:status`, `:agency`, `:category`; and `:audience`, which is known before it is planned.
 */
export interface Layer {
  name: string
  minzoom: number
  maxzoom: number
  fields: Record<string, FieldType>
  rows: string
  /** Left out of what the public gets. */
  agenciesOnly?: true
  /** What a viewer has to be allowed, besides seeing plans: a key only opens what it was made for. */
  permission?: Permission
  /** Shows each viewer what row security shows them: made and kept for them alone. */
  byViewer?: true
  /** Changes seldom: may be kept by browsers for a while. */
  isBase?: true
}

/**
 * Areas, and beside each a point inside it with the same fields, for its name: a name drawn from the area itself would
 * stand once in every tile that the area touches.
 */
export function withNamePoints(fields: Layer['fields'], rows: string): string {
  const names = Object.keys(fields).map((name) => `"${name}"`)
  const columns = (geometry: string) => `select feature_id, ${names.join(', ')}, ${geometry} as geometry from area`
  return `with area as (${rows}) ${columns('geometry')} union all ${columns('ST_PointOnSurface(geometry)')}`
}

/** The number of an enumerated text in its contract's list, from nought, as SQL over a column. */
export function place(names: readonly string[], column: string): string {
  return `case ${column} ${names.map((name, at) => `when '${name}' then ${at}`).join(' ')} end`
}

/** A day as a number of days since 1970-01-01. */
export function dayOf(expression: string): string {
  return `(${expression} - date '1970-01-01')`
}
