import TinyQueue from 'tinyqueue'
import type { Position } from '../../geo/contract.ts'
import { cut, keyOf, metresTo, type Piece, type Station, type Stretch, stationOn } from './along.ts'

interface Edge extends Stretch {
  node: string
  metres: number
}

/** The ends of a piece and what lies on it, in the piece's direction. */
function stops(
  piece: Piece,
  at: number,
  own: readonly (Station & { key: string })[],
): { key: string; along: number }[] {
  const ends = [
    { key: keyOf(piece.line[0] as Position), along: 0 },
    { key: keyOf(piece.line.at(-1) as Position), along: metresTo(piece.line).at(-1) ?? 0 },
  ]
  const met = piece.crossings.map((place) => ({ key: keyOf(place), along: stationOn(piece, at, place).along }))
  return [...ends, ...met, ...own.filter((one) => one.piece === at)].sort((a, b) => a.along - b.along)
}

function edgesOf(pieces: readonly Piece[], own: readonly (Station & { key: string })[]): Map<string, Edge[]> {
  const edges = new Map<string, Edge[]>()
  const add = (from: string, edge: Edge) => void (edges.get(from)?.push(edge) ?? edges.set(from, [edge]))
  for (const [piece, one] of pieces.entries()) {
    const all = stops(one, piece, own)
    for (let i = 1; i < all.length; i++) {
      const [a, b] = [all[i - 1], all[i]]
      if (!a || !b || a.key === b.key) continue
      const metres = b.along - a.along
      add(a.key, { piece, from: a.along, to: b.along, node: b.key, metres })
      add(b.key, { piece, from: b.along, to: a.along, node: a.key, metres })
    }
  }
  return edges
}

/** The shortest way between two places of the network, by Dijkstra's algorithm; null where they do not hang together. */
export function shortestWay(pieces: readonly Piece[], from: Station, to: Station): Stretch[] | null {
  const [start, end] = [
    { ...from, key: 'from' },
    { ...to, key: 'to' },
  ]
  const edges = edgesOf(pieces, [start, end])
  const best = new Map<string, { metres: number; edge: Edge | null; before: string }>([
    ['from', { metres: 0, edge: null, before: '' }],
  ])
  const queue = new TinyQueue([{ key: 'from', metres: 0 }], (a, b) => a.metres - b.metres)
  for (let next = queue.pop(); next && next.key !== 'to'; next = queue.pop()) {
    if (next.metres > (best.get(next.key)?.metres ?? 0)) continue
    for (const edge of edges.get(next.key) ?? []) {
      const metres = next.metres + edge.metres
      if (metres >= (best.get(edge.node)?.metres ?? Number.POSITIVE_INFINITY)) continue
      best.set(edge.node, { metres, edge, before: next.key })
      queue.push({ key: edge.node, metres })
    }
  }
  if (!best.has('to')) return null
  const way: Stretch[] = []
  for (let at = best.get('to'); at?.edge; at = best.get(at.before)) way.unshift(at.edge)
  return way
}

/** A way as one line, without places that stand twice. */
export function lineOf(pieces: readonly Piece[], way: readonly Stretch[]): Position[] {
  const all = way.flatMap((stretch) => cut(pieces[stretch.piece] as Piece, stretch))
  return all.filter((place, i) => i === 0 || keyOf(place) !== keyOf(all[i - 1] as Position))
}
