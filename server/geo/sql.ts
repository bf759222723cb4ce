import type { Db } from '../database/connect.ts'
import { certainRows, prepared } from '../database/sql.ts'
import type { Geometry, Position } from './contract.ts'
import type { GeometryFault } from './intake.ts'

/** The area (WGS84) of a list, as the binding `:area` gives it in GeoJSON. */
export const askedArea = 'ST_SetSRID(ST_GeomFromGeoJSON(:area), 4326)'

interface ValidityRow {
  valid: boolean
  reason: string | null
  x: number | null
  y: number | null
}

const validityText = prepared(
  `select (d.detail).valid, (d.detail).reason,
          round(ST_X((d.detail).location)::numeric, 7) as x,
          round(ST_Y((d.detail).location)::numeric, 7) as y
   from (select ST_IsValidDetail(ST_SetSRID(ST_GeomFromGeoJSON(:geometry), 4326)) as detail offset 0) d`,
)

/**
 * Asks the database once whether a geometry is valid; gives the fault with its place, or null. The only thing done
 * with an invalid geometry: nothing is repaired, which can hold a database process for minutes.
 */
export async function validityFault(db: Db, geometry: Geometry): Promise<GeometryFault | null> {
  const [row] = await certainRows<ValidityRow>(db, validityText, { geometry: JSON.stringify(geometry) })
  if (!row || row.valid) return null
  const place: Position | undefined = row.x !== null && row.y !== null ? [row.x, row.y] : undefined
  return { code: 'invalid', member: 'coordinates', detail: row.reason ?? '', ...(place ? { place } : {}) }
}
