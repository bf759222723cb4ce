import type { Geometry, Position } from './contract.ts'
import { partsOf, roughMetres } from './rules.ts'

/** Positions that lie this near to the next but one stand in each other's way when the line is widened. */
const crowdedMetres = 1
const crowdedPositions = 5

/** Does a shape have positions so near each other that widening it may fail? */
export function isCrowded(route: Geometry): boolean {
  const near = partsOf(route).map(
    (part) => part.filter((at, i) => i > 1 && roughMetres(part[i - 2] as Position, at) < crowdedMetres).length,
  )
  return near.some((count) => count >= crowdedPositions)
}

/** Two thirds of a millimetre at the most: far below the centimetre that seven decimals tell. */
const nudgeDegrees = 6e-9

/**
 * The same shape without exact alignments, for the ground only. Widening many short, regular turns makes the geometry
 * library fail: where it can, it begins anew in another precision; in WebAssembly it cannot, and takes the engine along.
 */
export function unaligned(route: Geometry): Geometry {
  const nudge = (k: number) => nudgeDegrees * Math.sin(k * 12.9898)
  const moved = (part: Position[], from: number): Position[] =>
    part.map(([x, y], i, all) => {
      const k = from + (i === all.length - 1 && isClosed(all) ? 0 : i)
      return [x + nudge(2 * k + 1), y + nudge(2 * k + 2)]
    })
  switch (route.type) {
    case 'Point':
      return route
    case 'MultiPoint':
    case 'LineString':
      return { ...route, coordinates: moved(route.coordinates, 0) }
    case 'MultiLineString':
    case 'Polygon':
      return { ...route, coordinates: route.coordinates.map((part, i) => moved(part, i)) }
    case 'MultiPolygon':
      return { ...route, coordinates: route.coordinates.map((rings, i) => rings.map((ring, j) => moved(ring, i + j))) }
  }
}

function isClosed(part: readonly Position[]): boolean {
  return part[0]?.join() === part.at(-1)?.join()
}
