import { type Layer, place } from '../../tiles/layer.ts'
import { openStates, violationStates } from './contract.ts'

const open = openStates.map((state) => `'${state}'`).join(',')

/** Violations that are not over, where they were: each viewer's own, by the row security of the table. */
export const violationsLayer: Layer = {
  name: 'violations',
  minzoom: 11,
  maxzoom: 22,
  agenciesOnly: true,
  byViewer: true,
  permission: 'works.read',
  fields: { id: 'String', number: 'String', state: 'Number' },
  rows: `select v.tile_id as feature_id, v.id as id, v.number as number, ${place(violationStates, 'v.state')} as state,
           v.place_3857 as geometry
    from bounds b join violation v on v.place_3857 && b.search
    where v.place is not null and v.state in (${open})`,
}
