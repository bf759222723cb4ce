import { useSyncExternalStore } from 'react'

let version = 0
const listeners = new Set<() => void>()

/** Says that what tiles show has changed: every tile source asks again. */
export function touchTiles(): void {
  version += 1
  for (const listener of listeners) listener()
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** Addresses of our own tiles for these layers, in one request a tile. */
export function useTiles(layers: readonly string[]): string[] {
  const current = useSyncExternalStore(subscribe, () => version)
  const suffix = current > 0 ? `?v=${current}` : ''
  return [`${window.location.origin}/tiles/${layers.join(',')}/{z}/{x}/{y}.mvt${suffix}`]
}
