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

/** Pixels of the map's lower part that a sheet lies over, as it does on a phone. */
function coveredBy(box: DOMRect): number {
  if (!window.matchMedia('(max-width: 720px)').matches) return 0
  const tops = [...document.querySelectorAll('.sheet:not([inert])')].map((sheet) => sheet.getBoundingClientRect().top)
  return Math.max(0, box.bottom - Math.min(box.bottom, ...tops))
}

/** Brings a place into sight; the map stays where it is when the place is already in it. */
export function useFlyTo(): (place: [number, number]) => void {
  const map = useHeldMap()
  return useCallback(
    (place) => {
      if (!map) return
      const box = map.getContainer().getBoundingClientRect()
      const point = map.project(place)
      const covered = coveredBy(box)
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
