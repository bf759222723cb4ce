import { geoJSONToTile } from '@maplibre/geojson-vt'
import { fromGeojsonVt } from '@maplibre/vt-pbf'
import type { Geometry } from 'geojson'
import type { Db } from '../database/connect.ts'
import { prepared, rows } from '../database/sql.ts'
import type { Layer, TileAudience, TileFilter } from './layer.ts'

export interface TilePlace {
  z: number
  x: number
  y: number
}

/** Tile units across, and units of margin around a tile, in which lines and labels go on. */
const extent = 4096
const margin = 256

const bounds = `bounds as materialized (
  select t.*, ST_Transform(t.search, 4326) as search_4326
  from (
    select ST_TileEnvelope(:z, :x, :y) as clip, ST_TileEnvelope(:z, :x, :y, margin => ${margin / extent}) as search,
           cast(:z as int) as z
  ) t
)`

type Bindings = TilePlace & TileFilter

/** The layer's rows for this audience: written into the statement, so that the plan of each passes over what only the other is shown. */
function rowsFor({ rows: text }: Layer, audience: TileAudience): string {
  return text.replaceAll(':audience', audience === 'agencies' ? "'agencies'" : "'public'")
}

/**
 * One layer of one tile as the server engine makes it: clipped to the tile and encoded in the database. `offset 0`
 * keeps the clipping from being done twice, once to look for what is left and once to encode it.
 */
export async function encodeInDatabase(db: Db, layer: Layer, bindings: Bindings): Promise<Buffer> {
  const names = Object.keys(layer.fields).map((name) => `"${name}"`)
  const statement = prepared(`with ${bounds}, found as (${rowsFor(layer, bindings.audience)})
     select ST_AsMVT(t, '${layer.name}', ${extent}, 'geometry', 'feature_id') as tile
     from (
       select f.feature_id, ${names.map((name) => `f.${name}`).join(', ')},
              ST_AsMVTGeom(f.geometry, (select clip::box2d from bounds), ${extent}, ${margin}, true) as geometry
       from found f
       offset 0
     ) t where t.geometry is not null`)
  const [row] = await rows<{ tile: Buffer }>(db, statement, { ...bindings })
  return row?.tile ?? Buffer.alloc(0)
}

interface FeatureRow {
  id: number
  properties: Record<string, string | number>
  geometry: Geometry
}

/** The same on the embedded engine, which has no encoder: GeoJSON rows are cut and encoded here. */
export async function encodeHere(db: Db, layer: Layer, { z, x, y, ...filter }: Bindings): Promise<Buffer> {
  const names = Object.keys(layer.fields).map((name) => `'${name}', f."${name}"`)
  const found = await rows<FeatureRow>(
    db,
    `with ${bounds}, found as (${rowsFor(layer, filter.audience)})
     select f.feature_id as id, jsonb_strip_nulls(jsonb_build_object(${names.join(', ')})) as properties,
            ST_AsGeoJSON(ST_Transform(f.geometry, 4326), 9)::jsonb as geometry
     from found f where f.geometry is not null`,
    { z, x, y, ...filter },
  )
  if (found.length === 0) return Buffer.alloc(0)
  const features = found.map((row) => ({ type: 'Feature' as const, ...row }))
  const options = { tolerance: 0, extent, buffer: margin, clip: true }
  const tile = geoJSONToTile({ type: 'FeatureCollection', features }, z, x, y, options)
  if (tile.features.length === 0) return Buffer.alloc(0)
  return Buffer.from(fromGeojsonVt({ [layer.name]: tile }, { version: 2, extent }))
}
