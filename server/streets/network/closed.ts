import type { Position } from '../../geo/contract.ts'
import { roughMetres } from '../../geo/rules.ts'
import { metresTo, type Piece, type Station, stationOn } from './along.ts'
import type { Closed } from './graph.ts'

/** How near to each other the places of a route are that are looked at. */
const stepMetres = 4
/** Along a street for less, a route only crosses it: side roads are passed in halves. */
const alongMetres = 12

interface Road extends Piece {
  widthMetres: number
}

/** Places along a line, none farther from the next than a step. */
function spaced(line: readonly Position[]): Position[] {
  return line.flatMap((place, i) => {
    const before = line[i - 1]
    if (!before) return [place]
    const steps = Math.max(1, Math.ceil(roughMetres(before, place) / stepMetres))
    return Array.from({ length: steps }, (_, step): Position => {
      const share = (step + 1) / steps
      return [before[0] + (place[0] - before[0]) * share, before[1] + (place[1] - before[1]) * share]
    })
  })
}

/** Where a route lies within the kerbs of a piece; null where it does not. */
function touched(road: Road, piece: number, places: readonly Position[]): { near: Station[]; metres: number } | null {
  const near = places
    .map((place) => stationOn(road, piece, place))
    .filter((one) => one.metresAway <= road.widthMetres / 2)
  const along = near.map((station) => station.along)
  return near.length > 0 ? { near, metres: Math.max(...along) - Math.min(...along) } : null
}

function stretchOf(road: Road, piece: number, near: readonly Station[], room: number): Closed {
  const along = near.map((station) => station.along)
  const end = metresTo(road.line).at(-1) ?? 0
  return { piece, from: Math.max(0, Math.min(...along) - room), to: Math.min(end, Math.max(...along) + room) }
}

/**
 * What the ground of a works closes of the network, and the two ends of it. The streets that its route runs along; where
 * it runs along none, the one whose middle it comes nearest to, for as long as its ground is wide. Null off the streets.
 */
export function closedBy(
  roads: readonly Road[],
  line: readonly Position[],
  halfWidthMetres: number,
): { closed: Closed[]; ends: [Station, Station] } | null {
  const places = spaced(line)
  const found = roads.flatMap((road, piece) => {
    const one = touched(road, piece, places)
    return one ? [{ road, piece, ...one }] : []
  })
  const along = found.filter(({ metres }) => metres >= alongMetres)
  if (along.length > 0) {
    const closed = along.map(({ road, piece, near }) => stretchOf(road, piece, near, 0))
    const near = along.flatMap((one) => one.near)
    const nearest = (place: Position | undefined) =>
      near.reduce((best, one) =>
        roughMetres(one.place, place as Position) < roughMetres(best.place, place as Position) ? one : best,
      )
    return { closed, ends: [nearest(places[0]), nearest(places.at(-1))] }
  }
  const [crossed] = found.sort((a, b) => awayOf(a.near) - awayOf(b.near))
  if (!crossed) return null
  const { road, piece, near } = crossed
  const stretch = stretchOf(road, piece, near, halfWidthMetres)
  const endAt = (metres: number): Station => ({
    piece,
    along: metres,
    place: near[0]?.place as Position,
    metresAway: 0,
  })
  return { closed: [stretch], ends: [endAt(stretch.from), endAt(stretch.to)] }
}

function awayOf(near: readonly Station[]): number {
  return Math.min(...near.map(({ metresAway }) => metresAway))
}
