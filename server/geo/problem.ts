import type { Db } from '../database/connect.ts'
import type { Outcome, Problem } from '../http/problem.ts'
import type { Geometry } from './contract.ts'
import { type GeometryFault, type GeometryType, type IntakeLimits, requestLimits, takeIn } from './intake.ts'
import { describeFault } from './messages.ts'
import { validityFault } from './sql.ts'

/** A refused geometry as a problem that names the member of the body and the place. */
export function geometryProblem(fault: GeometryFault, member: string): Problem {
  const path = fault.member ? `${member}/${fault.member}` : member
  const place = fault.place ? { place: { type: 'Point', coordinates: fault.place } } : {}
  return { name: 'geometry', errors: [{ path, message: describeFault(fault) }], more: { code: fault.code, ...place } }
}

/** Takes in the geometry of a request: the walk first, then validity by the database, once. */
export async function takeGeometry<G extends Geometry>(
  db: Db,
  value: unknown,
  member: string,
  given: {
    types: readonly GeometryType[]
    box: readonly number[]
    /** What else may be refused, before the database is asked. */
    check?: (geometry: G) => GeometryFault | null
  },
): Promise<Outcome<G>> {
  const limits: IntakeLimits = {
    ...requestLimits,
    types: given.types,
    box: given.box as unknown as IntakeLimits['box'],
  }
  const taken = takeIn<G>(value, limits)
  const fault = taken.fault ?? given.check?.(taken.geometry) ?? (await validityFault(db, taken.geometry))
  return fault ? { problem: geometryProblem(fault, member) } : { value: taken.geometry as G }
}
