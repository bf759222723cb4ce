import type { Db } from '../database/connect.ts'
import { rows } from '../database/sql.ts'
import type { Areas } from '../geo/contract.ts'
import { sayHttp } from '../http/messages.ts'
import { failed, faultAt, type Outcome } from '../http/problem.ts'
import type { RulePack } from '../policy/contract.ts'
import type { Actor } from './actor.ts'
import { allows, type Deed } from './policy.ts'

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

/** A problem where there is no such restriction, or it lies in another office's municipality: seen, but not theirs. */
export async function heldForChange(
  db: Db,
  table: 'constraint_area' | 'protected_surface',
  id: string,
  actor: Actor,
): Promise<Outcome<never> | null> {
  const found = (await db(table).where({ id }).first('municipality_id')) as { municipality_id: string } | undefined
  if (!found) return failed('not-found')
  return allows(actor, 'restrictions.change', { municipalityIds: [found.municipality_id] }) ? null : failed('forbidden')
}
