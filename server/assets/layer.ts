import { type Layer, place } from '../tiles/layer.ts'
import { assetKinds, assetStates } from './contract.ts'

/** The networks of the viewer's own agency, by the row security of the table: nobody else is shown any. */
export const assetsLayer: Layer = {
  name: 'assets',
  minzoom: 12,
  maxzoom: 22,
  agenciesOnly: true,
  byViewer: true,
  permission: 'assets.read',
  fields: { id: 'String', reference: 'String', kind: 'Number', state: 'Number' },
  rows: `select a.tile_id as feature_id, a.id as id, a.reference as reference, ${place(assetKinds, 'a.kind')} as kind,
           ${place(assetStates, 'a.state')} as state, a.route_3857 as geometry
    from bounds b join asset a on a.route_3857 && b.search`,
}
