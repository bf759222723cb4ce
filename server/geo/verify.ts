import type { Db } from '../database/connect.ts'
import { rows } from '../database/sql.ts'
import type { Box } from './contract.ts'

/** What `verify` found of the stored geometries. All but `geometries` must be empty. */
export interface GeometryCheck {
  geometries: number
  faulty: string[]
}

/** Every geometry that is stored, what names its row, and whether it was drawn or is the ground around what was. */
const stored = `
  select 'works ' || number || ' route' as name, route as g, true as is_drawn from works
  union all select 'works ' || number || ' footprint', footprint, false from works
  union all select 'works ' || number || ' reach', reach, false from works
  union all select 'connection ' || id, line, true from works_connection
  union all select 'report ' || number, place, true from report
  union all select 'opportunity ' || number, boundary, true from opportunity
  union all select 'constraint area ' || id, area, true from constraint_area
  union all select 'protected surface ' || id, ground, street_id is null from protected_surface
  union all select 'street ' || id, line, true from street
  union all select 'pavement entry ' || id, ground, route is not null from pavement_entry where ground is not null
  union all select 'municipality ' || code, boundary, true from municipality where boundary is not null`

/**
 * Looks at each: WGS84, valid, not empty; within the box of the jurisdiction where it was drawn, as the ground of what
 * lies at the edge goes over it; and a works' ground within its reach, and its connections within its ground.
 */
export async function verifyGeometries(db: Db, box: Box): Promise<GeometryCheck> {
  const [west, south, east, north] = box
  const found = await rows<{ total: number; faulty: string[] }>(
    db,
    `with stored as (${stored}),
     judged as (
       select name, case when ST_SRID(g) <> 4326 then 'is not in WGS84'
                         when ST_IsEmpty(g) then 'is empty'
                         when not ST_IsValid(g) then 'is not valid'
                         when is_drawn and (ST_XMin(g) < :west or ST_YMin(g) < :south or ST_XMax(g) > :east or ST_YMax(g) > :north)
                           then 'lies outside the jurisdiction' end as fault
       from stored
       union all
       select 'works ' || number, case when not reach ~ footprint then 'reaches less far than its ground' end from works
       union all
       select 'connection ' || c.id, case when not ST_CoveredBy(c.line, w.footprint) then 'lies beside the ground of its works' end
       from works_connection c join works w on w.id = c.works_id where c.state <> 'cancelled'
     )
     select count(*)::int as total,
            coalesce(array_agg(name || ' ' || fault order by name) filter (where fault is not null), '{}') as faulty
     from judged`,
    { west, south, east, north },
  )
  return { geometries: found[0]?.total ?? 0, faulty: found[0]?.faulty ?? [] }
}
