import type { Position } from '../../geo/contract.ts'
import { roughMetres } from '../../geo/rules.ts'

/** One unbroken piece of a street's centreline, with the places where others meet it. WGS84. */
export interface Piece {
  streetId: string
  line: readonly Position[]
  crossings: readonly Position[]
}

/** A place on the network: on a piece, so many metres from its beginning. */
export interface Station {
  piece: number
  along: number
  place: Position
  /** From the place that was asked for. */
  metresAway: number
}

/** A stretch of one piece; it runs against the piece's direction where `from` is more than `to`. */
export interface Stretch {
  piece: number
  from: number
  to: number
}

/** Degrees that places may differ by and still be one: a centimetre. */
const sameDecimals = 7

/** A place by name: the same for all who stand on it. */
export const keyOf = ([x, y]: Position) => `${x.toFixed(sameDecimals)},${y.toFixed(sameDecimals)}`

function between(a: Position, b: Position, share: number): Position {
  const round = (value: number) => Number(value.toFixed(sameDecimals))
  return [round(a[0] + (b[0] - a[0]) * share), round(a[1] + (b[1] - a[1]) * share)]
}

/** The share of a segment at which it is nearest to a place, on the plane of that latitude. */
function nearestShare(place: Position, a: Position, b: Position): number {
  const shrink = Math.cos((place[1] * Math.PI) / 180)
  const [dx, dy] = [(b[0] - a[0]) * shrink, b[1] - a[1]]
  const length = dx * dx + dy * dy
  if (length === 0) return 0
  return Math.min(1, Math.max(0, ((place[0] - a[0]) * shrink * dx + (place[1] - a[1]) * dy) / length))
}

/** Where a piece is nearest to a place. */
export function stationOn({ line }: Piece, piece: number, place: Position): Station {
  let best: Station = { piece, along: 0, place: line[0] as Position, metresAway: Number.POSITIVE_INFINITY }
  let begun = 0
  for (let i = 1; i < line.length; i++) {
    const [a, b] = [line[i - 1] as Position, line[i] as Position]
    const metres = roughMetres(a, b)
    const share = nearestShare(place, a, b)
    const near = between(a, b, share)
    const metresAway = roughMetres(place, near)
    if (metresAway < best.metresAway) best = { piece, along: begun + share * metres, place: near, metresAway }
    begun += metres
  }
  return best
}

/** Where the network is nearest to a place; null where there is none. */
export function nearestStation(pieces: readonly Piece[], place: Position): Station | null {
  const stations = pieces.map((piece, at) => stationOn(piece, at, place))
  return stations.reduce<Station | null>((best, one) => (best && best.metresAway <= one.metresAway ? best : one), null)
}

/** Metres from the beginning of a line to each of its corners. */
export function metresTo(line: readonly Position[]): number[] {
  let begun = 0
  return line.map((place, i) => {
    if (i > 0) begun += roughMetres(line[i - 1] as Position, place)
    return begun
  })
}

function placeAt(line: readonly Position[], metres: readonly number[], along: number): Position {
  const after = metres.findIndex((corner, i) => i > 0 && corner >= along)
  const i = after === -1 ? line.length - 1 : after
  const [begun = 0, ends = 0] = [metres[i - 1], metres[i]]
  return between(line[i - 1] as Position, line[i] as Position, ends === begun ? 0 : (along - begun) / (ends - begun))
}

/** The piece between two places on it, with its own corners. */
export function cut({ line }: Piece, { from, to }: Stretch): Position[] {
  const metres = metresTo(line)
  const [low, high] = from <= to ? [from, to] : [to, from]
  const corners = line.filter((_place, i) => (metres[i] as number) > low && (metres[i] as number) < high)
  const along = [placeAt(line, metres, low), ...corners, placeAt(line, metres, high)]
  return from <= to ? along : along.reverse()
}
