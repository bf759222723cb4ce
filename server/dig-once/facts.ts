import type { Db } from '../database/connect.ts'
import { rows } from '../database/sql.ts'
import type { DayRange } from '../database/types.ts'
import type { Route } from '../geo/contract.ts'
import type { Period } from '../time/contract.ts'
import type { Category, Status, TrafficImpact } from '../works/contract.ts'
import type { Drawn } from '../works/ground.ts'
import type { Linkable } from './link-rules.ts'

/** A works with what decides whether it may be linked, and by whom. */
export interface LinkedWorks extends Linkable {
  municipalityIds: string[]
}

interface Row {
  id: string
  number: string
  agency_id: string
  project_id: string | null
  group_id: string | null
  category: Category
  status: Status
  occupies: DayRange
  road_class: string | null
  municipality_ids: string[]
}

/** These works as they stand, by their ids: those that whoever asks sees. */
export async function worksToLink(db: Db, ids: readonly string[]): Promise<Map<string, LinkedWorks>> {
  const found = await rows<Row>(
    db,
    `select w.id, w.number, w.agency_id, w.project_id, m.group_id, w.category, w.status, w.occupies, w.road_class,
            w.municipality_ids
     from works w left join works_group_member m on m.works_id = w.id and m.left_at is null
     where w.id = any (cast(:ids as uuid[]))`,
    { ids: [...ids] },
  )
  return new Map(
    found.map((row) => [
      row.id,
      {
        id: row.id,
        number: row.number,
        agencyId: row.agency_id,
        projectId: row.project_id,
        groupId: row.group_id,
        category: row.category,
        status: row.status,
        period: row.occupies as Period,
        streetClass: row.road_class,
        municipalityIds: row.municipality_ids,
      },
    ]),
  )
}

/** How these works are drawn: what their ground is locked by. */
export async function drawnOf(db: Db, ids: readonly string[]): Promise<Drawn[]> {
  const found = await rows<{
    id: string
    route: Route
    trench_width_metres: number | null
    traffic_impact: TrafficImpact
  }>(
    db,
    `select id, ST_AsGeoJSON(route, 7)::jsonb as route, trench_width_metres, traffic_impact
     from works where id = any (cast(:ids as uuid[]))`,
    { ids: [...ids] },
  )
  return found.map(({ id, route, trench_width_metres: trenchWidthMetres, traffic_impact: trafficImpact }) => ({
    ...{ id, route, trenchWidthMetres, trafficImpact },
  }))
}

/** The works that are linked in a live group. */
export async function membersOf(db: Db, groupId: string): Promise<string[]> {
  const found = await rows<{ works_id: string }>(
    db,
    'select works_id from works_group_member where group_id = cast(:groupId as uuid) and left_at is null order by works_id',
    { groupId },
  )
  return found.map(({ works_id }) => works_id)
}
