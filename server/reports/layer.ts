import { type Layer, place } from '../tiles/layer.ts'
import { reportCategories, reportStatuses } from './contract.ts'
import { openStatuses } from './rules.ts'

const agency = "(select nullif(current_setting('nasaq.agency', true), '')::uuid)"
const role = "(select current_setting('nasaq.role', true))"
const ground = "(select current_setting('nasaq.ground', true))"
const mine = `r.agency_id = ${agency}`
/** As the list of a desk: open, and to be dealt with by whoever looks. */
const waits = `r.status in (${openStatuses.map((status) => `'${status}'`).join(',')}) and r.due_at is not null
  and (${mine} or ${role} in ('planner','inspector','admin')
    and (${ground} = '*' or r.municipality_id = any ((select nullif(nullif(${ground}, ''), '*'))::uuid[])))`
const flag = (condition: string) => `case when ${condition} then 1 else 0 end`

/**
 * What people reported, each at its place; what was turned down or doubled is not drawn. Whether one is with the organisation of
 * whoever looks, and waits for them, is told to each viewer of their own.
 */
export const reportsLayer: Layer = {
  name: 'reports',
  minzoom: 12,
  maxzoom: 22,
  byViewer: true,
  fields: { id: 'String', number: 'String', category: 'Number', status: 'Number', mine: 'Number', waits: 'Number' },
  rows: `select r.tile_id as feature_id, r.id as id, r.number as number, ${place(reportCategories, 'r.category')} as category,
           ${place(reportStatuses, 'r.status')} as status, ${flag(mine)} as mine, ${flag(waits)} as waits, r.place_3857 as geometry
    from bounds b join report r on r.place_3857 && b.search
    where r.status not in ('rejected', 'duplicate')`,
}
