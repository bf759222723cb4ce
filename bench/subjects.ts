import type { Subject } from '../server/coordination/subject.ts'
import type { Db } from '../server/database/connect.ts'
import { rows } from '../server/database/sql.ts'
import { measureBindings, measured } from '../server/works/ground.ts'
import type { NewWorksFields } from '../server/works/store.ts'
import { pack } from './country.ts'

/** New works as an assessment has measured them. */
export async function subjects(db: Db, works: readonly NewWorksFields[]): Promise<Subject[]> {
  const statement = `with ${measured}
    select id, encode(ST_AsEWKB(route), 'hex') as route, encode(ST_AsEWKB(footprint), 'hex') as footprint,
           encode(ST_AsEWKB(reach), 'hex') as reach, length_metres as length from measured`
  const grounds = await rows<{ id: string; route: string; footprint: string; reach: string; length: number }>(
    db,
    statement,
    measureBindings(works, pack),
  )
  const found = new Map(grounds.map((ground) => [ground.id, ground]))
  return works.map(({ id, agencyId, category, period, route, projectId, connections }) => {
    const ground = found.get(id)
    if (!ground) throw new Error('not measured')
    return {
      ...{
        id,
        agencyId,
        category,
        period,
        route,
        projectId,
        connections,
        entered: [],
        closure: 'none',
        diversions: [],
        roadClass: null,
        streetId: null,
        lengthMetres: ground.length,
      },
      ...{ routeWkb: ground.route, footprintWkb: ground.footprint, reachWkb: ground.reach },
    }
  })
}
