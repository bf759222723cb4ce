import type { Db } from '../database/connect.ts'
import { rows } from '../database/sql.ts'
import type { Geometry } from '../geo/contract.ts'
import { label } from '../language/label.ts'

export const placeKinds = [
  'district',
  'park',
  'wadi',
  'market',
  'school',
  'mosque',
  'hospital',
  'parcel',
  'building',
] as const
export type PlaceKind = (typeof placeKinds)[number]

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
