import type { Box, LineString, Point } from '../geo/contract.ts'
import { type GeometryType, pointTypes, requestLimits, takeIn } from '../geo/intake.ts'
import { geometryProblem } from '../geo/problem.ts'
import type { Outcome } from '../http/problem.ts'
import type { RulePack } from '../policy/contract.ts'
import type { NewInspection } from './contract.ts'

/** Where somebody stood, what failed, and where photos were taken: each by its code or id. */
export interface Places {
  place: Point | null
  items: ReadonlyMap<string, Point | LineString>
  photos: ReadonlyMap<string, Point>
}

const itemTypes = ['Point', 'LineString'] as const satisfies readonly GeometryType[]
const world: Box = [-180, -90, 180, 90]

/**
 * Takes in the places of an inspection. A point or a line has no shape that could be invalid: the database is not asked.
 * Where a telephone believes to have been may lie anywhere on earth, and is measured; what failed lies in the jurisdiction.
 */
export function takePlaces({ place, items, photos }: NewInspection, pack: RulePack): Outcome<Places> {
  const own = taken<Point>(place, 'place', pointTypes, world)
  if (own.problem) return own
  const ofItems = new Map<string, Point | LineString>()
  for (const [at, item] of items.entries()) {
    const found = taken<Point | LineString>(item.place, `items/${at}/place`, itemTypes, pack.box as unknown as Box)
    if (found.problem) return found
    if (found.value) ofItems.set(item.code, found.value)
  }
  const ofPhotos = new Map<string, Point>()
  for (const [at, photo] of photos.entries()) {
    const found = taken<Point>(photo.place, `photos/${at}/place`, pointTypes, world)
    if (found.problem) return found
    if (found.value) ofPhotos.set(photo.id, found.value)
  }
  return { value: { place: own.value, items: ofItems, photos: ofPhotos } }
}

function taken<G extends Point | LineString>(
  value: unknown,
  member: string,
  types: readonly GeometryType[],
  box: Box,
): Outcome<G | null> {
  if (value === undefined) return { value: null }
  const { geometry, fault } = takeIn<G>(value, { ...requestLimits, types, box })
  return fault ? { problem: geometryProblem(fault, member) } : { value: geometry as G }
}
