import type { Actor } from '../../access/actor.ts'
import type { Db } from '../../database/connect.ts'
import type { Position } from '../../geo/contract.ts'
import { failed, faultAt, type Outcome } from '../../http/problem.ts'
import { tourFrom } from '../../streets/network/tour.ts'
import type { Round } from './contract.ts'
import { sayVisits } from './messages.ts'
import { listVisits } from './read.ts'

/** As many calls as fit into a long day. */
export const mostStops = 40

/** A round from where somebody stands to all of these visits, always to the nearest next on the street network. */
export async function roundOf(
  db: Db,
  { from, ids }: { from: Position; ids: readonly string[] },
  viewer: Actor,
): Promise<Outcome<Round>> {
  if (ids.length > mostStops) return faultAt('visit', sayVisits('round_too_long', { most: mostStops }))
  if (new Set(ids).size < ids.length) return faultAt('visit', sayVisits('round_twice'))
  const { items } = await listVisits(db, { ids: [...ids] }, viewer, { limit: mostStops, after: null })
  if (items.length < ids.length) return failed('not-found')
  const stops = new Map(items.map(({ id, place }) => [id, place.coordinates]))
  const legs = await tourFrom(db, from, stops)
  return {
    value: {
      legs: legs.map(({ id, ...leg }) => ({ visitId: id, ...leg })),
      metres: legs.reduce((sum, { metres }) => sum + metres, 0),
    },
  }
}
