import type { LineString, Position, Route } from '../../../server/geo/contract.ts'
import { boxOf } from '../../../server/geo/rules.ts'
import { between, type Flat, flatAround, type Metres, shareAlong } from './metres.ts'

/** The line of a works, measured from its beginning. */
export interface MeasuredLine {
  lengthMetres: number
  /** Metres from the beginning, of the nearest point of the line. */
  metresAt: (place: Position) => number
  placeAt: (metres: number) => Position
  /** The stretch between two distances from the beginning, whichever is named first. */
  stretch: (from: number, to: number) => LineString
}

interface Vertex {
  place: Position
  metres: Metres
  /** From the beginning. */
  at: number
}

/** The parts of a line one after the other: where it is broken, measuring goes on at the next part. */
function verticesOf(route: Route, flat: Flat, knownMetres: number | undefined): Vertex[][] {
  if (route.type === 'Polygon' || route.type === 'MultiPolygon') return []
  const lines = route.type === 'LineString' ? [route.coordinates] : route.coordinates
  let at = 0
  const parts = lines.map((line) =>
    line.map((place, index): Vertex => {
      const metres = flat.to(place)
      const before = index > 0 ? flat.to(line[index - 1] as Position) : metres
      at += Math.hypot(metres[0] - before[0], metres[1] - before[1])
      return { place, metres, at }
    }),
  )
  // the service has measured it on the ellipsoid: a metre here is a metre there
  const scale = knownMetres && at > 0 ? knownMetres / at : 1
  return parts.map((part) => part.map((vertex) => ({ ...vertex, at: vertex.at * scale })))
}

/** Null where the works is an area and has no line to measure along. */
export function measured(route: Route, knownMetres?: number): MeasuredLine | null {
  const [west, south, east, north] = boxOf(route)
  const flat = flatAround([(west + east) / 2, (south + north) / 2])
  const parts = verticesOf(route, flat, knownMetres)
  const pieces = parts.flatMap((part) => part.slice(1).map((b, at) => [part[at] as Vertex, b] as const))
  const last = pieces.at(-1)?.[1]
  if (!last || last.at === 0) return null
  const placeAt = (metres: number): Position => {
    const asked = Math.min(Math.max(metres, 0), last.at)
    const [a, b] = pieces.find(([, end]) => asked <= end.at) ?? (pieces.at(-1) as [Vertex, Vertex])
    const share = b.at > a.at ? (asked - a.at) / (b.at - a.at) : 0
    return flat.back(between(a.metres, b.metres, share))
  }
  return {
    lengthMetres: last.at,
    metresAt: (place) => nearestOn(pieces, flat.to(place)),
    placeAt,
    stretch: (one, other) => {
      const [from, to] = one <= other ? [one, other] : [other, one]
      const within = parts.flat().filter(({ at }) => at > from && at < to)
      return { type: 'LineString', coordinates: [placeAt(from), ...within.map(({ place }) => place), placeAt(to)] }
    },
  }
}

function nearestOn(pieces: readonly (readonly [Vertex, Vertex])[], here: Metres): number {
  let [best, found] = [Number.POSITIVE_INFINITY, 0]
  for (const [a, b] of pieces) {
    const share = shareAlong(a.metres, b.metres, here)
    const [x, y] = between(a.metres, b.metres, share)
    const away = Math.hypot(x - here[0], y - here[1])
    if (away < best) [best, found] = [away, a.at + (b.at - a.at) * share]
  }
  return found
}
