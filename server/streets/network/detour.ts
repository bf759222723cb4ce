import type { Db } from '../../database/connect.ts'
import type { Position, Route } from '../../geo/contract.ts'
import { boxAround, partsOf, roughMetres } from '../../geo/rules.ts'
import type { Stretch } from './along.ts'
import { closedBy } from './closed.ts'
import type { Detour } from './contract.ts'
import { lineOf, shortestWay } from './graph.ts'
import { measured, mostPieces, type PieceRow, piecesIn, streetsOf } from './path.ts'

/** How far around the closed stretch a way round is looked for, at first and where there was none. */
const margins = [600, 2500] as const

/** The line of a route; of an area its longest way across, from corner to corner. Of several parts the longest. */
function spineOf(route: Route): Position[] {
  const parts = partsOf(route)
  const long = parts.reduce(
    (best, part) => (part.length > 1 && reach(part) > reach(best) ? part : best),
    parts[0] ?? [],
  )
  return route.type === 'LineString' || route.type === 'MultiLineString' ? long : farthest(long)
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
  const line = spineOf(route)
  const ends = [line[0], line.at(-1)] as [Position, Position]
  const nothing = { usual: null, round: null, extraMetres: null }
  let last: Detour = { state: 'off_street', ...nothing, searchedMetres: margins[0] }
  for (const margin of margins) {
    const searchedMetres = Math.max(margin, Math.round(reach(line) / 2))
    const pieces = await piecesIn(db, boxAround(ends, searchedMetres))
    // some of them would be a network with holes, and a way through it a wrong one
    if (pieces.length === mostPieces) return last
    const found = closedBy(pieces, line, halfWidthMetres)
    if (!found) continue
    const [from, to] = found.ends
    const usual = await wayOf(db, pieces, shortestWay(pieces, from, to))
    const around = shortestWay(pieces, from, to, found.closed)
    const round = await wayOf(db, pieces, around)
    if (usual && round && around) {
      const streets = streetsOf(around.map(({ piece }) => pieces[piece] as PieceRow))
      const extraMetres = Math.max(0, Math.round((round.lengthMetres - usual.lengthMetres) * 10) / 10)
      return { state: 'round', usual, round: { ...round, streets }, extraMetres, searchedMetres }
    }
    last = { state: 'no_way_round', ...nothing, usual, searchedMetres }
  }
  return last
}

async function wayOf(db: Db, pieces: readonly PieceRow[], way: Stretch[] | null) {
  if (!way) return null
  const line = lineOf(pieces, way)
  return line.length < 2 ? null : measured(db, line, 0)
}
