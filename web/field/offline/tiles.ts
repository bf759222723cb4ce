import { metresPerDegree } from '../../../server/geo/rules.ts'
import { type Bounds, fieldMap } from './contract.ts'

/** Tiles of a map on a phone: some tens of megabytes at most in the densest city. */
export const mostTiles = 400
const widestMercator = 85.05

export interface Tile {
  z: number
  x: number
  y: number
}

const columnOf = (lng: number, z: number) => Math.floor(((lng + 180) / 360) * 2 ** z)

function rowOf(lat: number, z: number): number {
  const radians = (Math.max(-widestMercator, Math.min(widestMercator, lat)) * Math.PI) / 180
  return Math.floor(((1 - Math.asinh(Math.tan(radians)) / Math.PI) / 2) * 2 ** z)
}

/** Degrees, longitude first; the tiles of one zoom that an area touches. */
function rangeOf([west, south, east, north]: Bounds, z: number) {
  const last = 2 ** z - 1
  const within = (value: number) => Math.max(0, Math.min(last, value))
  return {
    left: within(columnOf(west, z)),
    right: within(columnOf(east, z)),
    top: within(rowOf(north, z)),
    bottom: within(rowOf(south, z)),
  }
}

function countAt(bounds: Bounds, z: number): number {
  const { left, right, top, bottom } = rangeOf(bounds, z)
  return (right - left + 1) * (bottom - top + 1)
}

/** The most detailed zoom down to which all tiles of an area are no more than `most`; null where even the first is too much. */
export function deepestZoom(bounds: Bounds, most = mostTiles): number | null {
  let count = 0
  let deepest: number | null = null
  for (let z: number = fieldMap.minzoom; z <= fieldMap.maxzoom; z += 1) {
    count += countAt(bounds, z)
    if (count > most) return deepest
    deepest = z
  }
  return deepest
}

/** The tiles of an area, the coarse ones first: whatever breaks off, what is there shows everything. */
export function tilesOf(bounds: Bounds, deepest: number): Tile[] {
  const tiles: Tile[] = []
  for (let z: number = fieldMap.minzoom; z <= deepest; z += 1) {
    const { left, right, top, bottom } = rangeOf(bounds, z)
    for (let x = left; x <= right; x += 1) for (let y = top; y <= bottom; y += 1) tiles.push({ z, x, y })
  }
  return tiles
}

/** The addresses under which a tile lies on the phone, one for each source: without what makes it new for a browser. */
export function addressesOf({ z, x, y }: Tile): string[] {
  return fieldMap.sources.map((layers) => `/tiles/${layers.join(',')}/${z}/${x}/${y}.mvt`)
}

/** Of so many tiles some, spread evenly: what all of them weigh is reckoned from these. */
export function sampleOf(tiles: readonly Tile[], most: number): Tile[] {
  if (tiles.length <= most) return [...tiles]
  return Array.from({ length: most }, (_, index) => tiles[Math.floor(((index + 0.5) * tiles.length) / most)] as Tile)
}

/** A square around a place, `kilometres` in each direction. */
export function boundsAround([lng, lat]: readonly [lng: number, lat: number], kilometres: number): Bounds {
  const up = (kilometres * 1000) / metresPerDegree
  const aside = up / Math.max(0.01, Math.cos((lat * Math.PI) / 180))
  return [lng - aside, lat - up, lng + aside, lat + up]
}

/** What a window of so many pixels shows of the map: 512 of them are the world at zoom 0. */
export function boundsOfView(
  { lng, lat, zoom }: { lng: number; lat: number; zoom: number },
  [width, height]: readonly [number, number],
): Bounds {
  const aside = (width / 2 / (512 * 2 ** zoom)) * 360
  const up = (height / 2 / (512 * 2 ** zoom)) * 360 * Math.cos((lat * Math.PI) / 180)
  return [lng - aside, lat - up, lng + aside, lat + up]
}
