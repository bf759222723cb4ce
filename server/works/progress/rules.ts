import type { Lines, Position, Route } from '../../geo/contract.ts'
import { cut, metresTo } from '../../streets/network/along.ts'
import type { ProjectPart } from './contract.ts'

/** So many metres along a route, from its beginning. */
export interface Stretch {
  from: number
  to: number
}

/** A shorter stretch is no works, and no rest of a project. */
const shortestMetres = 1
/** Figures are told to the metre: the end of a route may be written a little beyond it. */
const slackMetres = 1

export type PartFault = 'part_not_along' | 'part_outside' | 'part_too_short'

/** Which stretch of a route of so many metres a part takes; null where it takes all of it. It begins where the route does, and ends there, if it says nothing else. */
export function stretchOf(
  { fromMetres, toMetres }: Pick<ProjectPart, 'fromMetres' | 'toMetres'>,
  { type }: Pick<Route, 'type'>,
  lengthMetres: number,
): { stretch: Stretch | null; fault?: never } | { stretch?: never; fault: PartFault } {
  if (fromMetres === undefined && toMetres === undefined) return { stretch: null }
  if (type === 'Polygon' || type === 'MultiPolygon') return { fault: 'part_not_along' }
  const [from, end] = [fromMetres ?? 0, toMetres ?? lengthMetres]
  if (end > lengthMetres + slackMetres) return { fault: 'part_outside' }
  const to = Math.min(end, lengthMetres)
  return to - from < shortestMetres ? { fault: 'part_too_short' } : { stretch: { from, to } }
}

/** What is left of a route of so many metres once these stretches are taken. */
export function restOf(taken: readonly Stretch[], lengthMetres: number): Stretch[] {
  const rest: Stretch[] = []
  let at = 0
  for (const { from, to } of [...taken].sort((a, b) => a.from - b.from)) {
    if (from - at >= shortestMetres) rest.push({ from: at, to: from })
    at = Math.max(at, to)
  }
  return lengthMetres - at >= shortestMetres ? [...rest, { from: at, to: lengthMetres }] : rest
}

/** The line of some stretches of a route, whose parts are counted one after another. */
export function lineOf(route: Lines, stretches: readonly Stretch[], lengthMetres: number): Lines {
  const parts = route.type === 'LineString' ? [route.coordinates] : route.coordinates
  const lengths = parts.map((part) => metresTo(part).at(-1) ?? 0)
  // metres are told along the earth, and a line is cut by the measure of its plane
  const scale = lengths.reduce((sum, metres) => sum + metres, 0) / lengthMetres
  const lines = stretches.flatMap(({ from, to }) => {
    let begun = 0
    return parts.flatMap((line, i): Position[][] => {
      const start = begun
      begun += lengths[i] as number
      const [low, high] = [Math.max(from * scale, start) - start, Math.min(to * scale, begun) - start]
      return high - low > 0.01 ? [cut({ streetId: '', line, crossings: [] }, { piece: 0, from: low, to: high })] : []
    })
  })
  const [only, ...more] = lines
  return only && more.length === 0
    ? { type: 'LineString', coordinates: only }
    : { type: 'MultiLineString', coordinates: lines }
}
