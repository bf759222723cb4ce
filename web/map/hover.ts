import type { MapLayerMouseEvent, Map as MapLibreMap } from 'maplibre-gl'
import { useRef } from 'react'
import type { usePicking } from './picking.tsx'

interface Hovered {
  source: string
  sourceLayer: string
  id: string | number
}

function set(map: MapLibreMap, hovered: Hovered | null, hover: boolean): void {
  if (hovered && map.getSource(hovered.source)) map.setFeatureState(hovered, { hover })
}

/** Follows the pointer: the uppermost choosable feature gets the state `hover`, the cursor a hand. */
export function useHover(picking: ReturnType<typeof usePicking>) {
  const last = useRef<Hovered | null>(null)
  const frame = useRef(0)

  function show(map: MapLibreMap, next: Hovered | null) {
    if (last.current?.id === next?.id && last.current?.source === next?.source) return
    set(map, last.current, false)
    set(map, next, true)
    last.current = next
  }

  function moved(event: MapLayerMouseEvent) {
    const { target: map, point } = event
    cancelAnimationFrame(frame.current)
    frame.current = requestAnimationFrame(() => {
      if (picking.held.current) return show(map, null)
      const layers = [...picking.pickables]
        .flatMap(({ current }) => [...current.layers])
        .filter((layer) => map.getLayer(layer))
      const top = layers.length && !map.isMoving() ? map.queryRenderedFeatures(point, { layers })[0] : undefined
      map.getCanvas().style.cursor = top ? 'pointer' : ''
      const known =
        top && top.id !== undefined && top.sourceLayer
          ? { source: top.source, sourceLayer: top.sourceLayer, id: top.id }
          : null
      show(map, known)
    })
  }

  return { moved, left: (event: MapLayerMouseEvent) => show(event.target, null) }
}
