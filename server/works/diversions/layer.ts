import { dayOf, type Layer } from '../../tiles/layer.ts'
import { publicWorksStatuses } from '../contract.ts'
import { occupyingStatuses } from '../rules.ts'

const list = (statuses: readonly string[]) => statuses.map((status) => `'${status}'`).join(',')

/** Ways on which works lead traffic round, on the days on which they do; for the public those of works with a permit. */
export const diversionsLayer: Layer = {
  name: 'diversions',
  minzoom: 13,
  maxzoom: 22,
  fields: { from: 'Number', to: 'Number', works: 'String' },
  rows: `select d.tile_id as feature_id, ${dayOf('lower(n.days)')} as "from", ${dayOf('upper(n.days)')} - 1 as "to",
           w.id as works, d.line_3857 as geometry
    from bounds b
    join diversion d on d.line_3857 && b.search
    join works w on w.id = d.works_id
    cross join lateral (select diversion_days(w.occupies, d.first_day, d.last_day) as days) n
    where w.status in (${list(occupyingStatuses)})
      and (:audience = 'agencies' or w.status in (${list(publicWorksStatuses)}))
      and not isempty(n.days)
      and (cast(:from as date) is null and cast(:to as date) is null
           or n.days && daterange(cast(:from as date), cast(:to as date), '[]'))`,
}
