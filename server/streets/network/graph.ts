import TinyQueue from 'tinyqueue'
import type { Position } from '../../geo/contract.ts'
import { cut, keyOf, metresTo, type Piece, type Station, type Stretch, stationOn } from './along.ts'

interface Edge extends Stretch {
  node: string
  metres: number
}

/** A stretch of a piece that nobody passes; `from` is less than `to`. */
export type Closed = Stretch

/** Places that differ by less are one: what ends at a crossing does not close it. */
const slackMetres = 0.5

function isClosed({ piece, from, to }: Stretch, closed: readonly Closed[]): boolean {
  const middle = (from + to) / 2
  return closed.some((one) => one.piece === piece && middle > one.from + slackMetres && middle < one.to - slackMetres)
}

/** The ends of a piece and what lies on it, in the piece's direction. */
function stops(
  piece: Piece,
  at: number,
  own: readonly (Station & { key: string })[],
  closed: readonly Closed[],
): { key: string; along: number }[] {
  const ends = [
    { key: keyOf(piece.line[0] as Position), along: 0 },
    { key: keyOf(piece.line.at(-1) as Position), along: metresTo(piece.line).at(-1) ?? 0 },
  ]
  const met = piece.crossings.map((place) => ({ key: keyOf(place), along: stationOn(piece, at, place).along }))
  const barred = closed
    .filter((one) => one.piece === at)
    .flatMap(({ from, to }, i) => [
      { key: `closed ${at} ${i} from`, along: from },
      { key: `closed ${at} ${i} to`, along: to },
    ])
  return [...ends, ...met, ...barred, ...own.filter((one) => one.piece === at)].sort((a, b) => a.along - b.along)
}

function edgesOf(
  pieces: readonly Piece[],
  own: readonly (Station & { key: string })[],
  closed: readonly Closed[],
): Map<string, Edge[]> {
  const edges = new Map<string, Edge[]>()
  const add = (from: string, edge: Edge) => void (edges.get(from)?.push(edge) ?? edges.set(from, [edge]))
  for (const [piece, one] of pieces.entries()) {
    const all = stops(one, piece, own, closed)
    for (let i = 1; i < all.length; i++) {
      const [a, b] = [all[i - 1], all[i]]
      if (!a || !b || a.key === b.key || isClosed({ piece, from: a.along, to: b.along }, closed)) continue
      const metres = b.along - a.along
      add(a.key, { piece, from: a.along, to: b.along, node: b.key, metres })
      add(b.key, { piece, from: b.along, to: a.along, node: a.key, metres })
    }
  }
  return edges
}

/**
 * The shortest way between two places of the network that passes nothing closed, by Dijkstra's algorithm; null where they
 * do not hang together.
 */
export function shortestWay(
  pieces: readonly Piece[],
  from: Station,
  to: Station,
  closed: readonly Closed[] = [],
): Stretch[] | null {
  const keyed = [
    { ...from, key: 'from' },
    { ...to, key: 'to' },
  ]
  return search(edgesOf(pieces, keyed, closed), 'from', new Set(['to']))?.way ?? null
}

/** Places on the network between which the nearest is asked for again and again: its edges are made once. */
export function networkOf(pieces: readonly Piece[], stations: ReadonlyMap<string, Station>) {
  const edges = edgesOf(
    pieces,
    [...stations].map(([key, station]) => ({ ...station, key })),
    [],
  )
  return {
    /** The nearest of several places along the streets, with the way to it; null where none hangs together with the first. */
    nearest: (from: string, to: ReadonlySet<string>) => search(edges, from, to),
  }
}

/** The first of several places that is reached, and the way there. */
function search(
  edges: ReadonlyMap<string, Edge[]>,
  from: string,
  to: ReadonlySet<string>,
): { key: string; metres: number; way: Stretch[] } | null {
  const best = new Map<string, { metres: number; edge: Edge | null; before: string }>([
    [from, { metres: 0, edge: null, before: '' }],
  ])
  const queue = new TinyQueue([{ key: from, metres: 0 }], (a, b) => a.metres - b.metres)
  let next = queue.pop()
  for (; next && !to.has(next.key); next = queue.pop()) {
    if (next.metres > (best.get(next.key)?.metres ?? 0)) continue
    for (const edge of edges.get(next.key) ?? []) {
      const metres = next.metres + edge.metres
      if (metres >= (best.get(edge.node)?.metres ?? Number.POSITIVE_INFINITY)) continue
      best.set(edge.node, { metres, edge, before: next.key })
      queue.push({ key: edge.node, metres })
    }
  }
  if (!next) return null
  const way: Stretch[] = []
  for (let at = best.get(next.key); at?.edge; at = best.get(at.before)) way.unshift(at.edge)
  return { key: next.key, metres: next.metres, way }
}

/** A way as one line, without places that stand twice. */
export function lineOf(pieces: readonly Piece[], way: readonly Stretch[]): Position[] {
  const all = way.flatMap((stretch) => cut(pieces[stretch.piece] as Piece, stretch))
  return all.filter((place, i) => i === 0 || keyOf(place) !== keyOf(all[i - 1] as Position))
}
