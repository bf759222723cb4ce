import type { Map as MapLibreMap, PointLike } from 'maplibre-gl'
import type { Pick, Pickable } from './picking.tsx'

const reachPixels = 6

/** Everything choosable within a few pixels of a point, each once, the uppermost first. */
export function picksAt(
  map: MapLibreMap,
  point: { x: number; y: number },
  pickables: Iterable<{ current: Pickable }>,
): Pick[] {
  const box: [PointLike, PointLike] = [
    [point.x - reachPixels, point.y - reachPixels],
    [point.x + reachPixels, point.y + reachPixels],
  ]
  const all = [...pickables].map(({ current }) => current)
  const layers = all.flatMap((pickable) => [...pickable.layers]).filter((layer) => map.getLayer(layer))
  const found = new Map<string, Pick>()
  for (const feature of layers.length ? map.queryRenderedFeatures(box, { layers }) : []) {
    const pick = all.find((pickable) => pickable.layers.includes(feature.layer.id))?.read(feature)
    if (pick && !found.has(pick.key)) found.set(pick.key, pick)
  }
  return [...found.values()]
}
