import { type FieldType, type Layer, withNamePoints } from '../tiles/layer.ts'
import { namedKinds } from './contract.ts'

const named = { kind: 'String', ar: 'String', en: 'String' } as const satisfies Record<string, FieldType>

function placesOf(kinds: readonly string[]): string {
  return `select p.tile_id as feature_id, p.kind, p.label_ar as ar, p.name_en as en, p.geometry_3857 as geometry
      from bounds b join place p on p.geometry_3857 && b.search
      where p.kind in (${kinds.map((kind) => `'${kind}'`).join(',')})`
}

const common = { maxzoom: 22, isBase: true, fields: named } as const

/** The ground under everything: districts, parks, the wadi, the market; then parcels and buildings. */
export const placeLayers: readonly Layer[] = [
  { ...common, name: 'places', minzoom: 10, rows: withNamePoints(named, placesOf(namedKinds)) },
  { ...common, name: 'parcels', minzoom: 16, rows: placesOf(['parcel']) },
  { ...common, name: 'buildings', minzoom: 15, rows: placesOf(['building']) },
]
