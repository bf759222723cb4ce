import type { Db } from '../database/connect.ts'
import { prepared, rows } from '../database/sql.ts'
import type { Route } from '../geo/contract.ts'
import type { TrafficImpact } from './contract.ts'
import type { Drawn } from './ground.ts'

interface Row {
  id: string
  route: Route
  trench_width_metres: number | null
  traffic_impact: TrafficImpact
}

const text = prepared(
  `select w.id, ST_AsGeoJSON(w.route, 7)::jsonb as route, w.trench_width_metres, w.traffic_impact
   from works w
   where w.id <> all (cast(:ids as uuid[])) and w.id in (
     select m.works_id from works_group_member own join works_group_member m using (group_id)
     where own.works_id = any (cast(:ids as uuid[])) and own.left_at is null and m.left_at is null)`,
)

/** The works that share a trench with any of these, and are none of them, as they are drawn: what is written of these is reckoned anew of them. */
export async function linkedWith(db: Db, ids: readonly string[]): Promise<Drawn[]> {
  const found = await rows<Row>(db, text, { ids: [...ids] })
  return found.map(({ id, route, trench_width_metres: trenchWidthMetres, traffic_impact: trafficImpact }) => ({
    ...{ id, route, trenchWidthMetres, trafficImpact },
  }))
}
