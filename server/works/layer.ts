import { dayOf, type Layer, place } from '../tiles/layer.ts'
import { categories, publicWorksStatuses, statuses, utilities } from './contract.ts'

const fields = {
  agency: 'Number',
  status: 'Number',
  category: 'Number',
  utility: 'Number',
  from: 'Number',
  to: 'Number',
} as const

const published = publicWorksStatuses.map((status) => `'${status}'`).join(',')

/**
 * Works in sight of the audience, live in the window and of the statuses asked for; never a draft. For the public it is
 * written as the index `works_public_3857` names it.
 */
const shown = `w.published_version is not null
  and (:audience = 'agencies' or w.status in (${published}))
  and (cast(:status as text[]) is null or w.status = any (cast(:status as text[])))
  and (cast(:agency as uuid[]) is null or w.agency_id = any (cast(:agency as uuid[])))
  and (cast(:category as text[]) is null or w.category = any (cast(:category as text[])))
  and (cast(:from as date) is null and cast(:to as date) is null
       or w.occupies && daterange(cast(:from as date), cast(:to as date), '[]'))`

const attributes = `w.tile_id as feature_id, o.ordinal as agency, ${place(statuses, 'w.status')} as status,
  ${place(categories, 'w.category')} as category, ${place(utilities, 'w.utility')} as utility,
  ${dayOf('lower(w.occupies)')} as "from", ${dayOf('upper(w.occupies)')} - 1 as "to"`

const agencies = 'join organisation o on o.id = w.agency_id'

/** Routes as drawn, from the zoom at which they can be told apart. */
export const worksLayer: Layer = {
  name: 'works',
  minzoom: 13,
  maxzoom: 22,
  fields,
  rows: `select ${attributes}, w.route_3857 as geometry
    from bounds b join works w on w.route_3857 && b.search ${agencies} where ${shown}`,
}

/** The ground they occupy, where it can be seen; found by itself, as connections lead it away from the route. */
export const footprintsLayer: Layer = {
  name: 'footprints',
  minzoom: 16,
  maxzoom: 22,
  fields,
  rows: `select ${attributes}, ST_Transform(w.footprint, 3857) as geometry
    from bounds b join works w on w.footprint && b.search_4326 ${agencies} where ${shown}`,
}

/** Side of a cell in tile units of the zoom: sixteen cells across a tile. */
const cell = '(40075016.68557849 / 2 ^ b.z / 16)'

/** Below that zoom, how many works lie in each cell, and how many of them stand in a blocking conflict. */
export const worksCellsLayer: Layer = {
  name: 'works_cells',
  minzoom: 0,
  maxzoom: 12,
  fields: { works: 'Number', blocking: 'Number' },
  rows: `select row_number() over (order by n.x, n.y) as feature_id, n.works, n.blocking,
           ST_MakeEnvelope(n.x * n.side, n.y * n.side, (n.x + 1) * n.side, (n.y + 1) * n.side, 3857) as geometry
    from (
      select floor((ST_XMin(w.route_3857) + ST_XMax(w.route_3857)) / 2 / ${cell}) as x,
             floor((ST_YMin(w.route_3857) + ST_YMax(w.route_3857)) / 2 / ${cell}) as y,
             max(${cell}) as side, count(*)::int as works,
             count(*) filter (where :audience = 'agencies' and exists (
               select 1 from conflict c where c.severity = 'blocking' and c.state <> 'waived' and (c.works_a = w.id or c.works_b = w.id)))::int as blocking
      from bounds b join works w on w.route_3857 && b.search
      where ${shown}
      group by 1, 2
    ) n`,
}
