import type { Db } from '../database/connect.ts'
import { rows } from '../database/sql.ts'
import type { Areas } from '../geo/contract.ts'
import { sayHttp } from '../http/messages.ts'
import { faultAt, type Outcome } from '../http/problem.ts'
import type { RulePack } from '../policy/contract.ts'
import type { Actor } from './actor.ts'
import type { Deed } from './deeds.ts'
import { allows } from './policy.ts'

/** A problem where an area lies in a municipality that the actor's organisation does not answer for. */
export async function groundProblem(
  db: Db,
  { actor, deed, area, path }: { actor: Actor; deed: Deed; area: Areas; path: string },
  { root }: RulePack,
): Promise<Outcome<never> | null> {
  const [found] = await rows<{ municipality_id: string }>(
    db,
    `select municipality_id
     from municipality_of(ST_SetSRID(ST_GeomFromGeoJSON(cast(:area as text)), 4326), :rootRegion)`,
    { area: JSON.stringify(area), rootRegion: root.regionId },
  )
  const municipalityIds = found ? [found.municipality_id] : []
  return allows(actor, deed, { municipalityIds }) ? null : faultAt(path, sayHttp('ground.foreign'))
}
