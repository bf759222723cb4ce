import type { Geometry, Position } from '../geo/contract.ts'
import { partsOf } from '../geo/rules.ts'

const bits = 20

/** A place on the Z-order curve over the earth: cells of some forty metres, neighbours mostly near each other. */
export function groundOrder(geometry: Geometry): number {
  const [x, y] = (partsOf(geometry)[0]?.[0] ?? [0, 0]) as Position
  const column = Math.floor(((x + 180) / 360) * 2 ** bits)
  const row = Math.floor(((y + 90) / 180) * 2 ** bits)
  let order = 0
  for (let bit = bits - 1; bit >= 0; bit--) order = order * 4 + ((column >> bit) & 1) * 2 + ((row >> bit) & 1)
  return order
}
