import { useMap } from '@vis.gl/react-maplibre'
import { useEffect, useState } from 'react'
import { length } from '../i18n/format.ts'
import { useSpeech } from '../i18n/language.tsx'
import { scaleAt } from './scale.ts'

const most = 96

/** How long a piece of the map is in the middle of it, in the reader's words and digits. */
export function MapScale() {
  const { language } = useSpeech()
  const map = useMap().current
  const [view, setView] = useState({ latitude: 0, zoom: 0 })
  useEffect(() => {
    if (!map) return
    const look = () => setView({ latitude: map.getCenter().lat, zoom: map.getZoom() })
    look()
    map.on('move', look)
    return () => {
      map.off('move', look)
    }
  }, [map])
  if (view.zoom === 0) return null
  const { metres, pixels } = scaleAt({ ...view, most })
  return (
    <div className="map-scale" style={{ width: pixels }}>
      {length(metres, language)}
    </div>
  )
}
