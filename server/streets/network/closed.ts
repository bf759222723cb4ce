import type { Box, Position } from '../../geo/contract.ts'
import { boxAround, boxOf, roughMetres } from '../../geo/rules.ts'
import { metresTo, type Piece, type Station, stationOn } from './along.ts'
import type { Closed } from './graph.ts'

/** How near to each other the places of a route are that are looked at, and how many of them at the most. */
const stepMetres = 4
const mostPlaces = 10_000
/** Places that are passed over together where a street is nowhere near them. */
const runLength = 64
/** Along a street for less, a route only crosses it: side roads are passed in halves. */
const alongMetres = 12

interface Road extends Piece {
  widthMetres: number
}

/** Places along a line, none farther from the next than a step. */
function spaced(line: readonly Position[]): Position[] {
  const step = Math.max(stepMetres, (metresTo(line).at(-1) ?? 0) / mostPlaces)
  return line.flatMap((place, i) => {
    const before = line[i - 1]
    if (!before) return [place]
    const steps = Math.max(1, Math.ceil(roughMetres(before, place) / step))
    return Array.from({ length: steps }, (_, at): Position => {
      const share = (at + 1) / steps
      return [before[0] + (place[0] - before[0]) * share, before[1] + (place[1] - before[1]) * share]
    })
  })
}

interface Run {
  box: Box
  places: readonly Position[]
}

const boxOfLine = (line: readonly Position[]) => boxOf({ type: 'LineString', coordinates: [...line] })

function runsOf(places: readonly Position[]): Run[] {
  return Array.from({ length: Math.ceil(places.length / runLength) }, (_, at) => {
    const run = places.slice(at * runLength, (at + 1) * runLength)
    return { box: boxOfLine(run), places: run }
  })
}

const overlaps = ([west, south, east, north]: Box, other: Box) =>
  west <= other[2] && east >= other[0] && south <= other[3] && north >= other[1]

/** Where a route lies within the kerbs of a piece; null where it does not. */
function touched(road: Road, piece: number, runs: readonly Run[]): { near: Station[]; metres: number } | null {
  const [west, south, east, north] = boxOfLine(road.line)
  const around = boxAround([[west, south], [east, north]], road.widthMetres / 2 + 1) // biome-ignore format: one line
  const near = runs
    .filter(({ box }) => overlaps(box, around))
    .flatMap(({ places }) => places.filter(([x, y]) => overlaps([x, y, x, y], around)))
    .map((place) => stationOn(road, piece, place))
    .filter((one) => one.metresAway <= road.widthMetres / 2)
  const { from, to } = extentOf(near)
  return near.length > 0 ? { near, metres: to - from } : null
}

function extentOf(near: readonly Station[]): { from: number; to: number } {
  return near.reduce(({ from, to }, { along }) => ({ from: Math.min(from, along), to: Math.max(to, along) }), {
    from: Number.POSITIVE_INFINITY,
    to: Number.NEGATIVE_INFINITY,
  })
}

function stretchOf(road: Road, piece: number, near: readonly Station[], room: number): Closed {
  const { from, to } = extentOf(near)
  const end = metresTo(road.line).at(-1) ?? 0
  return { piece, from: Math.max(0, from - room), to: Math.min(end, to + room) }
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
  const runs = runsOf(places)
  const found = roads.flatMap((road, piece) => {
    const one = touched(road, piece, runs)
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
  return near.reduce((least, { metresAway }) => Math.min(least, metresAway), Number.POSITIVE_INFINITY)
}
