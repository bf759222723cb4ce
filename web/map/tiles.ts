import type { Map as MapLibreMap } from 'maplibre-gl'
import { useSyncExternalStore } from 'react'

const shelf = 'nasaq-tiles-touched'

/** Browsers keep tiles over a reload, so the time of the last touch is kept as well; without a shelf it holds for the visit. */
function lastTouch(): number {
  try {
    return Number(localStorage.getItem(shelf)) || 0
  } catch {
    return 0
  }
}

let touched = lastTouch()
const listeners = new Set<() => void>()

/** Says that what tiles show has changed: every tile source asks again. */
export function touchTiles(now = Date.now()): void {
  touched = Math.max(now, touched + 1)
  try {
    localStorage.setItem(shelf, String(touched))
  } catch {
    // no shelf
  }
  for (const listener of listeners) listener()
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** The address of our own tiles for these layers, in one request a tile; another one after each touch. */
export function tilesAddress(layers: readonly string[], version: number, asked: Record<string, string> = {}): string {
  const query = new URLSearchParams(Object.entries(asked).filter(([, value]) => value !== ''))
  if (version > 0) query.set('v', String(version))
  const suffix = query.size > 0 ? `?${query}` : ''
  return `/tiles/${layers.join(',')}/{z}/{x}/{y}.mvt${suffix}`
}

/** Tiles of these layers; `asked` narrows what only the server can, such as counts in cells. */
export function useTiles(layers: readonly string[], asked?: Record<string, string>): string[] {
  const version = useSyncExternalStore(subscribe, () => touched)
  return [window.location.origin + tilesAddress(layers, version, asked)]
}

const ownTiles = /\/tiles\/([a-z_,]+)\//

/**
 * Asks again for the tiles of these layers that are in sight, the first layers first, at the same addresses: what has not
 * changed is not sent again, and what is drawn stays until the new is there.
 */
export function refreshTiles(map: MapLibreMap, layers: readonly string[]): void {
  const found = Object.entries(map.getStyle()?.sources ?? {}).flatMap(([id, source]) => {
    const [, names = ''] = ownTiles.exec((source.type === 'vector' && source.tiles?.[0]) || '') ?? []
    const ranks = names.split(',').flatMap((name) => (layers.includes(name) ? [layers.indexOf(name)] : []))
    return ranks.length > 0 ? [{ id, rank: Math.min(...ranks) }] : []
  })
  for (const { id } of found.sort((one, other) => one.rank - other.rank)) map.refreshTiles(id)
}
