import type { FieldType, Layer } from '../tiles/layer.ts'

const named = { kind: 'String', ar: 'String', en: 'String' } as const satisfies Record<string, FieldType>

function placesOf(name: string, kinds: readonly string[], minzoom: number): Layer {
  return {
    name,
    minzoom,
    maxzoom: 22,
    isBase: true,
    fields: named,
    rows: `select p.tile_id as feature_id, p.kind, p.label_ar as ar, p.name_en as en, p.geometry_3857 as geometry
      from bounds b join place p on p.geometry_3857 && b.search
      where p.kind in (${kinds.map((kind) => `'${kind}'`).join(',')})`,
  }
}

/** The ground under everything: districts, parks, the wadi, the market; then parcels and buildings. */
export const placeLayers: readonly Layer[] = [
  placesOf('places', ['district', 'park', 'wadi', 'market', 'school', 'mosque', 'hospital'], 10),
  placesOf('parcels', ['parcel'], 16),
  placesOf('buildings', ['building'], 15),
]
