import { fromWadi } from './landform.ts'
import { at, rectangle } from './lines.ts'
import { distance, gapBetween, heading, isInside, middleOf, move, type Spot } from './plane.ts'
import type { NamedRoad, StreetPlan } from './streets.ts'

/** A four-cornered piece of land on a street: its corners, and the frame in which to build on it. */
export type Plot = {
  ring: Spot[]
  front: Spot
  angle: number
  width: number
  depth: number
  street: NamedRoad
}

/** True where a side of one keeps all of the other outside; both are convex. */
function isApart(one: readonly Spot[], other: readonly Spot[]): boolean {
  return one.some((a, i) => {
    const b = one[(i + 1) % one.length] as Spot
    return other.every((p) => (b[0] - a[0]) * (p[1] - a[1]) - (b[1] - a[1]) * (p[0] - a[0]) <= 0.05)
  })
}

const cell = 130

/** The land register of the demo city: who asks first gets the ground. */
export function makeRegister(plan: StreetPlan, closed: readonly Spot[][]) {
  const taken = new Map<string, Spot[][]>()
  const keys = (ring: readonly Spot[]) => {
    const [east, north] = middleOf(ring)
    const [x, y] = [Math.floor(east / cell), Math.floor(north / cell)]
    return [-1, 0, 1].flatMap((dx) => [-1, 0, 1].map((dy) => `${x + dx},${y + dy}`))
  }
  const isFree = (ring: readonly Spot[]): boolean => {
    const middle = middleOf(ring)
    const onLand = [...ring, middle].every((p) => fromWadi(p) > 8 && !closed.some((area) => isInside(area, p)))
    if (!onLand || closed.some((area) => area.some((p) => isInside(ring, p)))) return false
    const rivals = new Set(keys(ring).flatMap((key) => taken.get(key) ?? []))
    if ([...rivals].some((rival) => !isApart(rival, ring) && !isApart(ring, rival))) return false
    return ring.every((a, i) => {
      const b = ring[(i + 1) % ring.length] as Spot
      return plan.network
        .near(a, b, 23)
        .every((piece) => gapBetween(a, b, piece.a, piece.b) > plan.half(piece.road) + 1)
    })
  }

  return {
    /** A plot on one side of a street (1 left, -1 right), if the ground is free. */
    claim(street: NamedRoad, from: number, side: number, width: number, depth: number): Plot | null {
      const [a, b] = [at(street.road.spots, from).spot, at(street.road.spots, from + width).spot]
      if (distance(a, b) < width * 0.9) return null
      const angle = side > 0 ? heading(a, b) : heading(b, a)
      const middle: Spot = [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2]
      const front = move(middle, angle + Math.PI / 2, street.widthMetres / 2 + 2.4)
      const ring = rectangle(front, angle, width - 0.4, depth)
      if (!isFree(ring)) return null
      const home = keys(ring)[4] as string
      taken.set(home, [...(taken.get(home) ?? []), ring])
      return { ring, front, angle, width: width - 0.4, depth, street }
    },
  }
}
export type Register = ReturnType<typeof makeRegister>
