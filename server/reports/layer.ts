import { type Layer, place } from '../tiles/layer.ts'
import { reportCategories, reportStatuses } from './contract.ts'

/** What people reported, each at its place; what was turned down or doubled is not drawn. */
export const reportsLayer: Layer = {
  name: 'reports',
  minzoom: 12,
  maxzoom: 22,
  fields: { id: 'String', number: 'String', category: 'Number', status: 'Number' },
  rows: `select r.tile_id as feature_id, r.id as id, r.number as number, ${place(reportCategories, 'r.category')} as category,
           ${place(reportStatuses, 'r.status')} as status, r.place_3857 as geometry
    from bounds b join report r on r.place_3857 && b.search
    where r.status not in ('rejected', 'duplicate')`,
}
