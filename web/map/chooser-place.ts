export interface Spot {
  /** Pixels from the map's left and upper edge. */
  x: number
  y: number
  map: { width: number; height: number }
}

const width = 236
const gap = 10
const edge = 8
/** Some of the list stands above the pointer, so that the first choices are beside it. */
const above = 20

/** Where a list beside the pointer stands, towards the larger part of the map and never beyond its edges. */
export function chooserPlace({ x, y, map }: Spot) {
  const across = (from: number) => Math.max(edge, Math.min(from + gap, map.width - width - edge))
  const down = (from: number) => Math.max(edge, from - above)
  return {
    width,
    maxHeight: Math.max(y, map.height - y),
    ...(x > map.width / 2 ? { right: across(map.width - x) } : { left: across(x) }),
    ...(y > map.height / 2 ? { bottom: down(map.height - y) } : { top: down(y) }),
  }
}
