import type { Box, Geometry, Position } from './contract.ts'

/** The rings, lines and single positions a geometry is made of, without recursion. */
export function partsOf(geometry: Geometry): Position[][] {
  switch (geometry.type) {
    case 'Point':
      return [[geometry.coordinates]]
    case 'MultiPoint':
    case 'LineString':
      return [geometry.coordinates]
    case 'MultiLineString':
    case 'Polygon':
      return geometry.coordinates
    case 'MultiPolygon':
      return geometry.coordinates.flat()
  }
}

export function boxOf(geometry: Geometry): Box {
  const box: Box = [Infinity, Infinity, -Infinity, -Infinity]
  for (const part of partsOf(geometry))
    for (const [x, y] of part) {
      if (x < box[0]) box[0] = x
      if (y < box[1]) box[1] = y
      if (x > box[2]) box[2] = x
      if (y > box[3]) box[3] = y
    }
  return box
}

/** Reads `west,south,east,north`; null where it is no box on earth. */
export function readBox(text: string): Box | null {
  const [west, south, east, north, ...more] = text.split(',').map(Number)
  if (west === undefined || south === undefined || east === undefined || north === undefined || more.length) return null
  if (![west, south, east, north].every(Number.isFinite)) return null
  if (west > east || south > north || west < -180 || east > 180 || south < -90 || north > 90) return null
  return [west, south, east, north]
}

/** Twice the signed planar area of a ring: positive where it runs counter-clockwise. */
export function signedArea(ring: readonly Position[]): number {
  let sum = 0
  for (let i = 1; i < ring.length; i++) {
    const a = ring[i - 1] as Position
    const b = ring[i] as Position
    sum += (a[0] - (ring[0] as Position)[0]) * (b[1] - (ring[0] as Position)[1])
    sum -= (b[0] - (ring[0] as Position)[0]) * (a[1] - (ring[0] as Position)[1])
  }
  return sum
}

export const metresPerDegree = 111_195
/** Metres between two positions by the equirectangular measure: for screening, never for a figure we show. */
export function roughMetres(a: Position, b: Position): number {
  const east = (b[0] - a[0]) * Math.cos((((a[1] + b[1]) / 2) * Math.PI) / 180)
  return Math.hypot(east, b[1] - a[1]) * metresPerDegree
}

/** The box around two places (WGS84), and so many metres more on each side. */
export function boxAround([a, b]: readonly [Position, Position], metres: number): Box {
  const north = metres / metresPerDegree
  const east = north / Math.max(0.01, Math.cos((((a[1] + b[1]) / 2) * Math.PI) / 180))
  return [
    Math.min(a[0], b[0]) - east,
    Math.min(a[1], b[1]) - north,
    Math.max(a[0], b[0]) + east,
    Math.max(a[1], b[1]) + north,
  ]
}

/** Square metres of rings: for screening, never for a figure we show. Holes count negatively as they are wound. */
export function roughSquareMetres(rings: readonly (readonly Position[])[]): number {
  const area = rings.reduce((sum, ring) => {
    const scale = Math.cos(((ring[0]?.[1] ?? 0) * Math.PI) / 180)
    return sum + (signedArea(ring) / 2) * scale
  }, 0)
  return Math.abs(area) * metresPerDegree ** 2
}

/** Rows and columns of the web mercator grid at a zoom. */
export function inTileGrid(z: number, x: number, y: number): boolean {
  return z >= 0 && z <= 22 && x >= 0 && y >= 0 && x < 2 ** z && y < 2 ** z
}
