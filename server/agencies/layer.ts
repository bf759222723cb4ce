import type { Layer } from '../tiles/layer.ts'

export const municipalitiesLayer: Layer = {
  name: 'municipalities',
  minzoom: 6,
  maxzoom: 22,
  isBase: true,
  fields: { ar: 'String', en: 'String' },
  rows: `select row_number() over (order by m.id) as feature_id, m.name_ar as ar, m.name_en as en,
           ST_Transform(m.boundary, 3857) as geometry
    from bounds b join municipality m on m.boundary && b.search_4326`,
}
