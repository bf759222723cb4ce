import type { Map as MapLibreMap, PointLike } from 'maplibre-gl'
import type { Position } from '../../server/geo/contract.ts'

export interface Snap {
  place: Position
  names: { ar: string; en: string }
}

const reachPixels = 16
const decimals = 7

interface Pixel {
  x: number
  y: number
}

/** The point of a segment that is nearest to another, all in pixels. */
export function nearestOnSegment(point: Pixel, a: Pixel, b: Pixel): Pixel {
  const dx = b.x - a.x
  const dy = b.y - a.y
  const length = dx * dx + dy * dy
  const share = length === 0 ? 0 : Math.min(1, Math.max(0, ((point.x - a.x) * dx + (point.y - a.y) * dy) / length))
  return { x: a.x + share * dx, y: a.y + share * dy }
}

export function round(value: number): number {
  return Number(value.toFixed(decimals))
}

function linesOf(geometry: GeoJSON.Geometry): GeoJSON.Position[][] {
  if (geometry.type === 'LineString') return [geometry.coordinates]
  return geometry.type === 'MultiLineString' ? geometry.coordinates : []
}

/** The nearest place on a street's centreline within reach of a point on the screen, with the street's name. */
export function snapToStreet(map: MapLibreMap, point: Pixel): Snap | null {
  if (!map.getLayer('street-surface')) return null
  const box: [PointLike, PointLike] = [
    [point.x - reachPixels, point.y - reachPixels],
    [point.x + reachPixels, point.y + reachPixels],
  ]
  let best: Snap | null = null
  let bestDistance = reachPixels
  for (const { geometry, properties } of map.queryRenderedFeatures(box, { layers: ['street-surface'] })) {
    for (const line of linesOf(geometry)) {
      const pixels = line.map(([lng = 0, lat = 0]) => map.project([lng, lat]))
      for (let index = 1; index < pixels.length; index += 1) {
        const near = nearestOnSegment(point, pixels[index - 1] as Pixel, pixels[index] as Pixel)
        const distance = Math.hypot(near.x - point.x, near.y - point.y)
        if (distance >= bestDistance) continue
        const { lng, lat } = map.unproject([near.x, near.y])
        bestDistance = distance
        best = {
          place: [round(lng), round(lat)],
          names: { ar: String(properties.ar ?? ''), en: String(properties.en ?? properties.ar ?? '') },
        }
      }
    }
  }
  return best
}
