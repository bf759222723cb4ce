import type { Db } from '../database/connect.ts'
import { like, rows, sql } from '../database/sql.ts'
import type { Box, Geometry, Position } from '../geo/contract.ts'
import { type Page, page } from '../http/cursor.ts'
import { label } from '../language/label.ts'
import type { Place, PlaceKind } from './contract.ts'

const searchText = sql(import.meta.url, 'search.sql')

export interface NewPlace {
  id: string
  kind: PlaceKind
  nameAr: string | null
  nameEn: string | null
  geometry: Geometry
}

/** Stores places of the base map (WGS84). */
export async function storePlaces(db: Db, places: readonly NewPlace[]): Promise<void> {
  const given = places.map((place) => ({ ...place, labelAr: place.nameAr === null ? null : label(place.nameAr) }))
  await rows(
    db,
    `insert into place (id, kind, name_ar, name_en, label_ar, geometry)
     select p.id, p.kind, p."nameAr", p."nameEn", p."labelAr", ST_SetSRID(ST_GeomFromGeoJSON(p.geometry), 4326)
     from jsonb_to_recordset(cast(:places as jsonb))
       as p (id uuid, kind text, "nameAr" text, "nameEn" text, "labelAr" text, geometry jsonb)`,
    { places: JSON.stringify(given) },
  )
}

interface PlaceRow {
  id: string
  kind: Place['kind']
  name_ar: string
  name_en: string
  lng: number
  lat: number
}

export interface PlacesAsked {
  text?: string | undefined
  box?: Box | undefined
  kind?: string[] | undefined
  limit: number
  after: readonly [string, string] | null
}

/** Places that have a name, by it, filtered by text, kind and box (WGS84). */
export async function listPlaces(db: Db, { text, box, kind, limit, after }: PlacesAsked): Promise<Page<Place>> {
  const [west = null, south = null, east = null, north = null] = box ?? []
  const [afterName = null, afterId = null] = after ?? []
  const sought = text === undefined ? null : like(text)
  const bindings = { sought, kind: kind ?? null, west, south, east, north, afterName, afterId, limit: limit + 1 }
  const found = await rows<PlaceRow>(db, searchText, bindings)
  return page(found, limit, place, (row) => [row.name_ar, row.id])
}

function place({ id, kind, name_ar, name_en, lng, lat }: PlaceRow): Place {
  const centre: Position = [Number(lng.toFixed(7)), Number(lat.toFixed(7))]
  return { id, kind, name: { ar: name_ar, en: name_en }, centre }
}
