import { dayOf, type Layer, place } from '../../tiles/layer.ts'
import { liveStatuses } from '../rules.ts'
import { connectionStates } from './contract.ts'

const live = liveStatuses.map((status) => `'${status}'`).join(',')

/** Connections that are not given up, where they can be told apart; who gets one is told to the agencies only. */
export const connectionsLayer: Layer = {
  name: 'connections',
  minzoom: 16,
  maxzoom: 22,
  agenciesOnly: true,
  fields: { number: 'Number', state: 'Number', works: 'String', from: 'Number', to: 'Number' },
  rows: `select c.tile_id as feature_id, c.number, ${place(connectionStates, 'c.state')} as state, w.id as works,
           ${dayOf('lower(w.occupies)')} as "from", ${dayOf('upper(w.occupies)')} - 1 as "to", c.line_3857 as geometry
    from bounds b
    join works_connection c on c.line_3857 && b.search
    join works w on w.id = c.works_id
    where c.state <> 'cancelled' and w.published_version is not null and w.status in (${live})
      and (cast(:status as text[]) is null or w.status = any (cast(:status as text[])))
      and (cast(:agency as uuid[]) is null or w.agency_id = any (cast(:agency as uuid[])))
      and (cast(:category as text[]) is null or w.category = any (cast(:category as text[])))
      and (cast(:from as date) is null and cast(:to as date) is null
           or w.occupies && daterange(cast(:from as date), cast(:to as date), '[]'))`,
}
