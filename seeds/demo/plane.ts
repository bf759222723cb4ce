import type { LineString, Polygon, Position } from '../../server/geo/contract.ts'

/** A place in metres east and north of the centre of the demo city. Junctions are one object shared by their streets. */
export type Spot = readonly [east: number, north: number]

/** Empty sand in the Rub' al Khali: nothing real stands here. */
export const centre: Position = [50.15, 20.35]

const latitude = (centre[1] * Math.PI) / 180
const metresPerDegree = {
  east: 111_412.84 * Math.cos(latitude) - 93.5 * Math.cos(3 * latitude),
  north: 111_132.92 - 559.82 * Math.cos(2 * latitude) + 1.175 * Math.cos(4 * latitude),
}

const round = (degrees: number) => Math.round(degrees * 1e7) / 1e7

/** WGS84 of a spot, seven decimals. */
export function positionOf([east, north]: Spot): Position {
  return [round(centre[0] + east / metresPerDegree.east), round(centre[1] + north / metresPerDegree.north)]
}

export function lineOf(spots: readonly Spot[]): LineString {
  return { type: 'LineString', coordinates: spots.map(positionOf) }
}

/** A polygon of one ring, given open; counter-clockwise as RFC 7946 asks. */
export function polygonOf(ring: readonly Spot[]): Polygon {
  const wound = areaOf(ring) < 0 ? [...ring].reverse() : [...ring]
  return {
    type: 'Polygon',
    coordinates: [[...wound, wound[0] as Spot].map(positionOf)],
  }
}

export const distance = (a: Spot, b: Spot) => Math.hypot(a[0] - b[0], a[1] - b[1])
export const toward = (a: Spot, b: Spot, share: number): Spot => [
  a[0] + (b[0] - a[0]) * share,
  a[1] + (b[1] - a[1]) * share,
]
export const move = (a: Spot, angle: number, metres: number): Spot => [
  a[0] + Math.cos(angle) * metres,
  a[1] + Math.sin(angle) * metres,
]
export const heading = (a: Spot, b: Spot) => Math.atan2(b[1] - a[1], b[0] - a[0])

/** Square metres of an open ring, positive when counter-clockwise. */
export function areaOf(ring: readonly Spot[]): number {
  let twice = 0
  ring.forEach((a, i) => {
    const b = ring[(i + 1) % ring.length] as Spot
    twice += a[0] * b[1] - b[0] * a[1]
  })
  return twice / 2
}

export function middleOf(ring: readonly Spot[]): Spot {
  const sum = ring.reduce<[number, number]>((total, [east, north]) => [total[0] + east, total[1] + north], [0, 0])
  return [sum[0] / ring.length, sum[1] / ring.length]
}

/** Where a–b and c–d cross, with the share of a–b that lies before it. */
export function crossing(a: Spot, b: Spot, c: Spot, d: Spot): { spot: Spot; share: number } | null {
  const [rx, ry, sx, sy] = [b[0] - a[0], b[1] - a[1], d[0] - c[0], d[1] - c[1]]
  const cross = rx * sy - ry * sx
  if (Math.abs(cross) < 1e-9) return null
  const t = ((c[0] - a[0]) * sy - (c[1] - a[1]) * sx) / cross
  const u = ((c[0] - a[0]) * ry - (c[1] - a[1]) * rx) / cross
  return t >= 0 && t <= 1 && u >= 0 && u <= 1 ? { spot: toward(a, b, t), share: t } : null
}

export function nearestOn(a: Spot, b: Spot, p: Spot): Spot {
  const square = (b[0] - a[0]) ** 2 + (b[1] - a[1]) ** 2
  if (square === 0) return a
  const share = ((p[0] - a[0]) * (b[0] - a[0]) + (p[1] - a[1]) * (b[1] - a[1])) / square
  return toward(a, b, Math.min(1, Math.max(0, share)))
}

/** Metres from a spot to a stretch. Asked a million times for one city: it makes no arrays. */
function offFrom(a: Spot, b: Spot, p: Spot): number {
  const [east, north] = [b[0] - a[0], b[1] - a[1]]
  const square = east * east + north * north
  const share = square === 0 ? 0 : Math.min(1, Math.max(0, ((p[0] - a[0]) * east + (p[1] - a[1]) * north) / square))
  return Math.hypot(a[0] + east * share - p[0], a[1] + north * share - p[1])
}

/** True where the boxes around two stretches lie more than so many metres apart. */
export function isFar(a: Spot, b: Spot, c: Spot, d: Spot, metres: number): boolean {
  return (
    Math.min(a[0], b[0]) - metres > Math.max(c[0], d[0]) ||
    Math.min(c[0], d[0]) - metres > Math.max(a[0], b[0]) ||
    Math.min(a[1], b[1]) - metres > Math.max(c[1], d[1]) ||
    Math.min(c[1], d[1]) - metres > Math.max(a[1], b[1])
  )
}

/** Metres between two stretches; 0 where they cross. */
export function gapBetween(a: Spot, b: Spot, c: Spot, d: Spot): number {
  if (!isFar(a, b, c, d, 0) && crossing(a, b, c, d)) return 0
  return Math.min(offFrom(c, d, a), offFrom(c, d, b), offFrom(a, b, c), offFrom(a, b, d))
}

export function isInside(ring: readonly Spot[], p: Spot): boolean {
  let inside = false
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
    const [a, b] = [ring[i] as Spot, ring[j] as Spot]
    if (a[1] > p[1] !== b[1] > p[1] && p[0] < ((b[0] - a[0]) * (p[1] - a[1])) / (b[1] - a[1]) + a[0]) inside = !inside
  }
  return inside
}

/** True where no two sides of the open ring meet except neighbours at their corner. */
export function isSimple(ring: readonly Spot[]): boolean {
  const side = (i: number) => [ring[i] as Spot, ring[(i + 1) % ring.length] as Spot] as const
  for (let i = 0; i < ring.length; i++)
    for (let j = i + 2; j < ring.length; j++) {
      if (i === 0 && j === ring.length - 1) continue
      const [a, b] = side(i)
      const [c, d] = side(j)
      if (!isFar(a, b, c, d, 1) && gapBetween(a, b, c, d) < 0.05) return false
    }
  return ring.length > 2
}
