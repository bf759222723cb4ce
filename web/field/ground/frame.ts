import type { Position } from '../../../server/geo/contract.ts'
import { type Flat, flatAround, type Metres } from './metres.ts'

export interface Size {
  width: number
  height: number
}

/** A window onto the ground: places to points of a drawing and back, north up. */
export interface Frame {
  point: (place: Position) => [x: number, y: number]
  place: (x: number, y: number) => Position
  metresPerPoint: number
}

/** At least so much ground is shown: a single place has no size of its own. */
const leastMetres = 40

/** All places in sight, with a margin; `zoom` times nearer around `centre` where that is given. */
export function frameOf(
  places: readonly Position[],
  { width, height }: Size,
  { zoom = 1, centre }: { zoom?: number; centre?: Position | undefined } = {},
): Frame {
  const flat = flatAround(places[0] ?? [0, 0])
  const spread = places.map(flat.to)
  const middle = centre && zoom > 1 ? flat.to(centre) : middleOf(spread)
  const margin = 28
  const [wide, high] = [sizeOf(spread, 0), sizeOf(spread, 1)]
  const metresPerPoint = Math.max(wide / (width - 2 * margin), high / (height - 2 * margin)) / zoom
  return framed(flat, middle, metresPerPoint, { width, height })
}

function framed(flat: Flat, middle: Metres, metresPerPoint: number, { width, height }: Size): Frame {
  return {
    metresPerPoint,
    point: (place) => {
      const [x, y] = flat.to(place)
      return [width / 2 + (x - middle[0]) / metresPerPoint, height / 2 - (y - middle[1]) / metresPerPoint]
    },
    place: (x, y) =>
      flat.back([middle[0] + (x - width / 2) * metresPerPoint, middle[1] - (y - height / 2) * metresPerPoint]),
  }
}

const valuesOf = (spread: readonly Metres[], axis: 0 | 1) => spread.map((metres) => metres[axis])

function sizeOf(spread: readonly Metres[], axis: 0 | 1): number {
  const values = valuesOf(spread, axis)
  return Math.max(leastMetres, Math.max(...values) - Math.min(...values))
}

function middleOf(spread: readonly Metres[]): Metres {
  const of = (axis: 0 | 1) => {
    const values = valuesOf(spread, axis)
    return values.length > 0 ? (Math.max(...values) + Math.min(...values)) / 2 : 0
  }
  return [of(0), of(1)]
}

const steps = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000]

/** Metres between the marks of a measure, so that they stand at least so many points apart. */
export function stepOf(metresPerPoint: number, points: number): number {
  return steps.find((step) => step / metresPerPoint >= points) ?? 10_000
}
