import { gapBetween, isFar, isInside, type Spot } from './plane.ts'
import type { Ground } from './works-routes.ts'

/** The ground of a works with its bounding box in the metric plane, to ask quickly whom it meets. */
export type Outline = {
  ground: Ground
  box: readonly [number, number, number, number]
}

const sidesOf = ({ lines, area }: Ground): (readonly [Spot, Spot])[] => {
  const open = area ? [...lines, [...area, area[0] as Spot]] : lines
  return open.flatMap((line) => line.slice(1).map((b, i) => [line[i] as Spot, b] as const))
}

export function outlineOf(ground: Ground): Outline {
  const spots = [...ground.lines.flat(), ...(ground.area ?? [])]
  const [east, north] = [spots.map((p) => p[0]), spots.map((p) => p[1])]
  const { half } = ground
  return {
    ground,
    box: [Math.min(...east) - half, Math.min(...north) - half, Math.max(...east) + half, Math.max(...north) + half],
  }
}

/** True where the occupied grounds of two works meet; an estimate in the plane, good to centimetres. */
export function meets(one: Outline, other: Outline): boolean {
  const [a, b] = [one.box, other.box]
  if (a[0] > b[2] || b[0] > a[2] || a[1] > b[3] || b[1] > a[3]) return false
  const room = one.ground.half + other.ground.half
  const others = sidesOf(other.ground)
  if (
    sidesOf(one.ground).some(([p, q]) =>
      others.some(([r, s]) => !isFar(p, q, r, s, room) && gapBetween(p, q, r, s) < room),
    )
  )
    return true
  const [mine, theirs] = [
    one.ground.lines[0]?.[0] ?? one.ground.area?.[0],
    other.ground.lines[0]?.[0] ?? other.ground.area?.[0],
  ]
  return Boolean(
    (theirs && one.ground.area && isInside(one.ground.area, theirs)) ||
      (mine && other.ground.area && isInside(other.ground.area, mine)),
  )
}
