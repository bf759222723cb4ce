import type { Areas, Position, Route } from '../../../server/geo/contract.ts'
import { metresPerDegree, partsOf } from '../../../server/geo/rules.ts'

/** East and north of a place, in metres. */
export type Metres = readonly [east: number, north: number]

/** The ground around a place as if it were flat: over the few kilometres of a works it is out by less than a trench is wide. */
export interface Flat {
  to: (place: Position) => Metres
  back: (metres: Metres) => Position
}

export function flatAround([lng, lat]: Position): Flat {
  const east = metresPerDegree * Math.cos((lat * Math.PI) / 180)
  return {
    to: (place) => [(place[0] - lng) * east, (place[1] - lat) * metresPerDegree],
    back: ([x, y]) => [lng + x / east, lat + y / metresPerDegree],
  }
}

/** The nearest point of the piece from `a` to `b`, as the share of the way to it. */
export function shareAlong(a: Metres, b: Metres, at: Metres): number {
  const [dx, dy] = [b[0] - a[0], b[1] - a[1]]
  const square = dx * dx + dy * dy
  if (square === 0) return 0
  return Math.min(1, Math.max(0, ((at[0] - a[0]) * dx + (at[1] - a[1]) * dy) / square))
}

export function between(a: Metres, b: Metres, share: number): Metres {
  return [a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share]
}

function isInRing(ring: readonly Metres[], [x, y]: Metres): boolean {
  let inside = false
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
    const [a, b] = [ring[i] as Metres, ring[j] as Metres]
    if (a[1] > y !== b[1] > y && x < ((b[0] - a[0]) * (y - a[1])) / (b[1] - a[1]) + a[0]) inside = !inside
  }
  return inside
}

/** Metres from a place to a works' ground or route, 0 within it. What is stored is measured by the service. */
export function metresTo(ground: Areas | Route, place: Position): number {
  const flat = flatAround(place)
  const parts = partsOf(ground).map((part) => part.map(flat.to))
  const here: Metres = [0, 0]
  // a hole in the ground turns inside out once more
  const isArea = ground.type.endsWith('Polygon')
  if (isArea && parts.filter((ring) => isInRing(ring, here)).length % 2 === 1) return 0
  return Math.min(
    ...parts.flatMap((part) =>
      part.slice(1).map((b, at) => {
        const a = part[at] as Metres
        const [x, y] = between(a, b, shareAlong(a, b, here))
        return Math.hypot(x, y)
      }),
    ),
  )
}
