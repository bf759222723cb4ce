import { useEffect, useState } from 'react'
import { useHeldMap } from '../../map/held-map.ts'

/** What the map shows, as `west,south,east,north`; null while there is no map, or nobody asks. */
export function useMapBox(isAsked: boolean): string | null {
  const map = useHeldMap()
  const [box, setBox] = useState<string | null>(null)
  useEffect(() => {
    if (!map || !isAsked) return
    const read = () => {
      const bounds = map.getBounds()
      const corners = [bounds.getWest(), bounds.getSouth(), bounds.getEast(), bounds.getNorth()]
      setBox(corners.map((degrees) => degrees.toFixed(4)).join(','))
    }
    read()
    map.on('moveend', read)
    return () => {
      map.off('moveend', read)
    }
  }, [map, isAsked])
  return isAsked ? box : null
}
