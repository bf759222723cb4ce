import type { Db } from '../../database/connect.ts'
import type { LineString, Position } from '../../geo/contract.ts'
import { boxAround, roughMetres } from '../../geo/rules.ts'
import { nearestStation, type Piece, type Station } from './along.ts'
import { lineOf, networkOf } from './graph.ts'
import { mostPieces, piecesIn } from './path.ts'

/** A stop lies this near to a street, or is reached in a straight line. */
const reachMetres = 100
/** Around all stops: a way may lead about outside of them. */
const marginMetres = 500

export interface Leg {
  id: string
  way: 'streets' | 'straight'
  metres: number
  line: LineString
}

/** A tour through all stops, always to the nearest next, along the streets as they are recorded. */
export async function tourFrom(db: Db, from: Position, stops: ReadonlyMap<string, Position>): Promise<Leg[]> {
  const all = [from, ...stops.values()]
  const corner = (pick: (...values: number[]) => number): Position => [
    pick(...all.map(([x]) => x)),
    pick(...all.map(([, y]) => y)),
  ]
  const found = await piecesIn(db, boxAround([corner(Math.min), corner(Math.max)], marginMetres))
  // some of them would be a network with holes, and a way through it a wrong one
  return tourOf(found.length === mostPieces ? [] : found, from, stops)
}

const start = ''

/** The same on pieces that are known. */
export function tourOf(pieces: readonly Piece[], from: Position, stops: ReadonlyMap<string, Position>): Leg[] {
  const places = new Map([[start, from], ...stops])
  const stations = new Map<string, Station>()
  for (const [id, place] of places) {
    const station = nearestStation(pieces, place)
    if (station && station.metresAway <= reachMetres) stations.set(id, station)
  }
  const network = networkOf(pieces, stations)
  const left = new Set(stops.keys())
  const legs: Leg[] = []
  for (let at = start; left.size > 0; at = (legs.at(-1) as Leg).id) {
    const leg = nextLeg({ pieces, network, places, stations }, at, left)
    legs.push(leg)
    left.delete(leg.id)
  }
  return legs
}

interface Ground {
  pieces: readonly Piece[]
  network: ReturnType<typeof networkOf>
  places: ReadonlyMap<string, Position>
  stations: ReadonlyMap<string, Station>
}

/** The nearest along the streets, unless something that no street leads to is nearer. */
function nextLeg({ pieces, network, places, stations }: Ground, at: string, left: ReadonlySet<string>): Leg {
  const here = places.get(at) as Position
  const reached = new Set([...left].filter((id) => stations.has(id)))
  const byStreet = stations.has(at) ? network.nearest(at, reached) : null
  const others = [...left].filter((id) => byStreet === null || !stations.has(id))
  const byAir = others
    .map((id) => ({ id, metres: roughMetres(here, places.get(id) as Position) }))
    .sort((a, b) => a.metres - b.metres)[0]
  if (byStreet && !(byAir && byAir.metres < byStreet.metres)) {
    const there = places.get(byStreet.key) as Position
    return legOf(byStreet.key, 'streets', [here, ...lineOf(pieces, byStreet.way), there])
  }
  const { id } = byAir as { id: string }
  return legOf(id, 'straight', [here, places.get(id) as Position])
}

/** From place to place, with the steps between the street and each of both. */
function legOf(id: string, way: Leg['way'], line: readonly Position[]): Leg {
  const metres = line.slice(1).reduce((sum, place, i) => sum + roughMetres(line[i] as Position, place), 0)
  return { id, way, metres: Math.round(metres), line: { type: 'LineString', coordinates: [...line] } }
}
