import { dayOf, type Layer, place } from '../../tiles/layer.ts'
import { itemSeverities } from '../checklists/contract.ts'
import { defectStates } from './contract.ts'

/** Defects that are not settled, where they lie: each viewer's own, by the row security of the table. */
export const defectsLayer: Layer = {
  name: 'defects',
  minzoom: 11,
  maxzoom: 22,
  agenciesOnly: true,
  byViewer: true,
  permission: 'inspections.read',
  fields: { id: 'String', number: 'String', state: 'Number', severity: 'Number', due: 'Number' },
  rows: `select d.tile_id as feature_id, d.id as id, d.number as number, ${place(defectStates, 'd.state')} as state,
           ${place(itemSeverities, 'd.severity')} as severity, ${dayOf('d.due_on')} as due,
           d.place_3857 as geometry
    from bounds b join defect d on d.place_3857 && b.search
    where d.state in ('open','mended')`,
}
