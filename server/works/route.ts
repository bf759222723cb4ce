import type { Db } from '../database/connect.ts'
import type { Position, Route } from '../geo/contract.ts'
import { type GeometryFault, routeTypes } from '../geo/intake.ts'
import { takeGeometry } from '../geo/problem.ts'
import { partsOf, roughMetres, roughSquareMetres } from '../geo/rules.ts'
import { crossings, sharpTurns } from '../geo/tangle.ts'
import type { Outcome } from '../http/problem.ts'
import type { RulePack } from '../policy/contract.ts'

/** A line that turns back or crosses itself more often is a scribble: computing its ground would hold up everybody. */
const mostSharpTurns = 60
const mostCrossings = 200

/** What the route of a works may be refused for besides what holds for any geometry. */
export function routeFault(route: Route, { largest }: RulePack): GeometryFault | null {
  const parts = partsOf(route)
  const isArea = route.type === 'Polygon' || route.type === 'MultiPolygon'
  const place = parts[0]?.[0] as Position
  if (isArea && roughSquareMetres(parts) > largest.areaSquareMetres)
    return { code: 'too_large', member: 'coordinates', place, detail: String(largest.areaSquareMetres / 1e6) }
  if (!isArea && parts.reduce((sum, part) => sum + lengthOf(part), 0) > largest.routeMetres)
    return { code: 'too_long', member: 'coordinates', place, detail: String(largest.routeMetres / 1000) }
  const sharp = parts.flatMap(sharpTurns)
  if (sharp.length > mostSharpTurns) return tangled(sharp[0] as Position)
  if (!isArea && crossings(parts, mostCrossings) > mostCrossings) return tangled(place)
  return null
}

function tangled(place: Position): GeometryFault {
  return { code: 'too_tangled', member: 'coordinates', place }
}

function lengthOf(line: readonly Position[]): number {
  return line.reduce((sum, at, i) => (i ? sum + roughMetres(line[i - 1] as Position, at) : 0), 0)
}

/** Takes in the route of a works from a request. */
export function takeRoute(db: Db, value: unknown, pack: RulePack): Promise<Outcome<Route>> {
  return takeGeometry<Route>(db, value, 'route', {
    types: routeTypes,
    box: pack.box,
    check: (route) => routeFault(route, pack),
  })
}
