import type { StreetClass } from '../../server/streets/contract.ts'
import { crossing, distance, gapBetween, isFar, type Spot } from './plane.ts'

export type Road = { streetClass: StreetClass; spots: Spot[] }
export type Piece = { a: Spot; b: Spot; road: Road }
export type Network = {
  roads: Road[]
  /** Pieces of road within so many metres of a stretch. */
  near(a: Spot, b: Spot, metres: number): Piece[]
  /** Pieces that a stretch meets, nearest first, and where; a spot close to a vertex is that vertex. */
  hits(a: Spot, b: Spot): { piece: Piece; spot: Spot }[]
  /** How many roads have this very spot as a vertex. */
  meeting(spot: Spot): number
  /** Makes the spot a vertex of the road there. */
  join(piece: Piece, spot: Spot): void
  /** Takes over a road whose junctions are joined already. */
  add(road: Road): void
  /** Takes over a line as drawn and makes its crossings junctions; `trim` cuts off what hangs over. */
  draw(streetClass: StreetClass, line: readonly Spot[], trim?: 'start' | 'both'): void
}

const cell = 120
const snap = 9

/** A network of lines that meet in shared vertices. */
export function makeNetwork(): Network {
  const roads: Road[] = []
  const cells = new Map<string, Set<Piece>>()
  const meetings = new Map<Spot, number>()

  function* cellsOf(a: Spot, b: Spot, metres: number) {
    const low = (axis: 0 | 1) => Math.floor((Math.min(a[axis], b[axis]) - metres) / cell)
    const high = (axis: 0 | 1) => Math.floor((Math.max(a[axis], b[axis]) + metres) / cell)
    for (let x = low(0); x <= high(0); x++) for (let y = low(1); y <= high(1); y++) yield `${x},${y}`
  }
  const place = (piece: Piece) => {
    for (const key of cellsOf(piece.a, piece.b, 0)) {
      const there = cells.get(key) ?? new Set()
      there.add(piece)
      cells.set(key, there)
    }
  }
  const lift = (piece: Piece) => {
    for (const key of cellsOf(piece.a, piece.b, 0)) cells.get(key)?.delete(piece)
  }
  const around = (a: Spot, b: Spot, metres: number) => {
    const found = new Set<Piece>()
    for (const key of cellsOf(a, b, metres)) for (const piece of cells.get(key) ?? []) found.add(piece)
    return [...found]
  }
  const count = (spot: Spot) => meetings.set(spot, (meetings.get(spot) ?? 0) + 1)

  const network: Network = {
    roads,
    near: (a, b, metres) =>
      around(a, b, metres).filter(
        (piece) => !isFar(a, b, piece.a, piece.b, metres) && gapBetween(a, b, piece.a, piece.b) < metres,
      ),
    hits(a, b) {
      const found: { piece: Piece; spot: Spot; share: number }[] = []
      for (const piece of around(a, b, 1)) {
        if (piece.a === a || piece.a === b || piece.b === a || piece.b === b || isFar(a, b, piece.a, piece.b, 0))
          continue
        const hit = crossing(a, b, piece.a, piece.b)
        if (!hit) continue
        const spot = [piece.a, piece.b].find((end) => distance(end, hit.spot) < snap) ?? hit.spot
        found.push({ piece, spot, share: hit.share })
      }
      return found.sort((one, other) => one.share - other.share)
    },
    meeting: (spot) => meetings.get(spot) ?? 0,
    join(piece, spot) {
      if (spot === piece.a || spot === piece.b) return
      const { spots } = piece.road
      const after = spots.findIndex((each, i) => each === piece.a && spots[i + 1] === piece.b)
      // A piece that was split since it was found has nothing left to split.
      if (after < 0) return
      spots.splice(after + 1, 0, spot)
      lift(piece)
      place({ a: piece.a, b: spot, road: piece.road })
      place({ a: spot, b: piece.b, road: piece.road })
      count(spot)
    },
    add(road) {
      roads.push(road)
      for (const spot of new Set(road.spots)) count(spot)
      for (let i = 1; i < road.spots.length; i++)
        place({ a: road.spots[i - 1] as Spot, b: road.spots[i] as Spot, road })
    },
    draw(streetClass, line, trim) {
      const spots: Spot[] = [line[0] as Spot]
      for (let i = 1; i < line.length; i++) {
        for (const { piece, spot } of network.hits(line[i - 1] as Spot, line[i] as Spot)) {
          if (spots.includes(spot)) continue
          network.join(piece, spot)
          spots.push(spot)
        }
        spots.push(line[i] as Spot)
      }
      const junctions = spots.flatMap((spot, i) => (meetings.has(spot) ? [i] : []))
      const first = trim ? junctions[0] : 0
      network.add({
        streetClass,
        spots: spots.slice(first, trim === 'both' ? (junctions.at(-1) ?? 0) + 1 : undefined),
      })
    },
  }
  return network
}
