import type { Map as MapLibreMap } from 'maplibre-gl'
import { useCallback, useSyncExternalStore } from 'react'

let held: MapLibreMap | null = null
const listeners = new Set<() => void>()

/** The one map of the page, for those who stand outside of it. */
export function holdMap(map: MapLibreMap | null): void {
  held = map
  for (const listener of listeners) listener()
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** The map once it is ready; `null` before, and where the browser cannot draw one. */
export function useHeldMap(): MapLibreMap | null {
  return useSyncExternalStore(subscribe, () => held)
}

const nearZoom = 15.2
const sheetShare = 0.62

/** Brings a place into sight; the map stays where it is when the place is already in it. */
export function useFlyTo(): (place: [number, number]) => void {
  const map = useHeldMap()
  return useCallback(
    (place) => {
      if (!map) return
      const box = map.getContainer().getBoundingClientRect()
      const point = map.project(place)
      // On a phone the sheet lies over the lower part of the map.
      const covered = window.matchMedia('(max-width: 640px)').matches ? box.height * sheetShare : 0
      const inside = point.x > 40 && point.y > 40 && point.x < box.width - 40 && point.y < box.height - covered - 40
      if (inside && map.getZoom() >= 13.5) return
      const still = window.matchMedia('(prefers-reduced-motion: reduce)').matches
      map.easeTo({
        center: place,
        zoom: Math.max(map.getZoom(), nearZoom),
        duration: still ? 0 : 600,
        offset: [0, -covered / 2],
      })
    },
    [map],
  )
}
