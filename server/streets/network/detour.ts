import type { Db } from '../../database/connect.ts'
import type { Position, Route } from '../../geo/contract.ts'
import { boxAround, partsOf, roughMetres } from '../../geo/rules.ts'
import type { Station, Stretch } from './along.ts'
import { closedBy } from './closed.ts'
import type { Detour } from './contract.ts'
import { type Closed, lineOf, shortestWay } from './graph.ts'
import { measured, mostPieces, type PieceRow, piecesIn, streetsOf } from './path.ts'

/** How far around the closed stretch a way round is looked for, at first and where there was none. */
const margins = [600, 2500] as const

/** The lines of a route, the longest first; of an area its longest way across, from corner to corner. */
function spinesOf(route: Route): Position[][] {
  const lines =
    route.type === 'LineString' || route.type === 'MultiLineString'
      ? partsOf(route)
      : (route.type === 'Polygon' ? [route.coordinates] : route.coordinates).map(([outer = []]) => farthest(outer))
  return lines.sort((a, b) => reach(b) - reach(a))
}

/** The two corners that lie farthest apart. Compared on a plane, once each: an area may have thousands of them. */
function farthest(corners: readonly Position[]): Position[] {
  const shrink = Math.cos(((corners[0]?.[1] ?? 0) * Math.PI) / 180)
  let [from, to, most] = [0, 0, -1]
  for (let i = 0; i < corners.length; i++) {
    const [x, y] = corners[i] as Position
    for (let j = i + 1; j < corners.length; j++) {
      const [u, v] = corners[j] as Position
      const apart = ((u - x) * shrink) ** 2 + (v - y) ** 2
      if (apart > most) [from, to, most] = [i, j, apart]
    }
  }
  return corners.length < 2 ? [...corners] : [corners[from] as Position, corners[to] as Position]
}

const reach = (line: readonly Position[]) =>
  line.reduce((sum, place, i) => (i === 0 ? 0 : sum + roughMetres(line[i - 1] as Position, place)), 0)

/** What closing the ground of a route to traffic does to the shortest way between the ends of what it closes. */
export async function findDetour(
  db: Db,
  { route, halfWidthMetres }: { route: Route; halfWidthMetres: number },
): Promise<Detour> {
  const lines = spinesOf(route)
  const longest = lines[0] ?? []
  const ends = [longest[0], longest.at(-1)] as [Position, Position]
  const nothing = { usual: null, round: null, extraMetres: null }
  let last: Detour | null = null
  for (const margin of margins) {
    const searchedMetres = Math.max(margin, Math.round(reach(longest) / 2))
    const pieces = await piecesIn(db, boxAround(ends, searchedMetres))
    // some of them would be a network with holes, and a way through it a wrong one
    if (pieces.length === mostPieces) return last ?? { state: 'too_wide', ...nothing, searchedMetres }
    const parts = lines.flatMap((line) => closedBy(pieces, line, halfWidthMetres) ?? [])
    last ??= { state: 'off_street', ...nothing, searchedMetres: margins[0] }
    if (parts.length === 0) continue
    const { from, to, around } = roundOf(pieces, parts)
    const usual = await wayOf(db, pieces, shortestWay(pieces, from, to))
    const round = await wayOf(db, pieces, around)
    if (usual && round && around) {
      const streets = streetsOf(around.map(({ piece }) => pieces[piece] as PieceRow))
      const extraMetres = Math.max(0, Math.round((round.lengthMetres - usual.lengthMetres) * 10) / 10)
      return { state: 'round', usual, round: { ...round, streets }, extraMetres, searchedMetres }
    }
    last = { state: 'no_way_round', ...nothing, usual, searchedMetres }
  }
  return last as Detour
}

interface ClosedPart {
  closed: Closed[]
  ends: [Station, Station]
}

/**
 * The way round all that is closed: from end to end of its longest part, or, where another part shuts that in, between the
 * ends of all of them that lie farthest apart.
 */
function roundOf(pieces: readonly PieceRow[], parts: readonly ClosedPart[]) {
  const closed = parts.flatMap((part) => part.closed)
  const own = parts[0]?.ends as [Station, Station]
  const pairs = parts.length > 1 ? [own, widest(parts.flatMap(({ ends }) => ends))] : [own]
  for (const [from, to] of pairs) {
    const around = shortestWay(pieces, from, to, closed)
    if (around) return { from, to, around }
  }
  return { from: own[0], to: own[1], around: null }
}

function widest(stations: readonly Station[]): [Station, Station] {
  const pairs = stations.flatMap((from, i) => stations.slice(i + 1).map((to): [Station, Station] => [from, to]))
  const apart = ([from, to]: [Station, Station]) => roughMetres(from.place, to.place)
  return pairs.reduce((best, pair) => (apart(pair) > apart(best) ? pair : best))
}

async function wayOf(db: Db, pieces: readonly PieceRow[], way: Stretch[] | null) {
  if (!way) return null
  const line = lineOf(pieces, way)
  return line.length < 2 ? null : measured(db, line, 0)
}
