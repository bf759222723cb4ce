import { useMap } from '@vis.gl/react-maplibre'
import { useEffect, useState } from 'react'

/** Is the map farther away than this zoom? Drawn anew only where it comes to be, or no longer is. */
export function useZoomBelow(zoom: number): boolean {
  const map = useMap().current
  const [isBelow, setBelow] = useState(() => map !== undefined && map.getZoom() < zoom)
  useEffect(() => {
    if (!map) return
    const look = () => setBelow(map.getZoom() < zoom)
    look()
    map.on('zoom', look)
    return () => {
      map.off('zoom', look)
    }
  }, [map, zoom])
  return isBelow
}
