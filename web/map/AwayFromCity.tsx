import { useMap } from '@vis.gl/react-maplibre'
import { useEffect, useState } from 'react'
import { useAddress } from '../address.ts'
import { useSpeech } from '../i18n/language.tsx'
import { Icon } from '../ui/Icon.tsx'
import { type Box, isAway } from './away.ts'

/** Bare ground says why it is bare, and leads back; not over what is opened there, nor over a drawing. */
export function AwayFromCity({ city, onBack }: { city: Box; onBack: () => void }) {
  const { say } = useSpeech()
  const map = useMap().current
  const [away, setAway] = useState(false)
  const { sel } = useAddress()
  useEffect(() => {
    if (!map) return
    const look = () => {
      const bounds = map.getBounds()
      const view = {
        west: bounds.getWest(),
        south: bounds.getSouth(),
        east: bounds.getEast(),
        north: bounds.getNorth(),
      }
      setAway(isAway(view, map.getZoom(), city))
    }
    look()
    map.on('moveend', look)
    return () => {
      map.off('moveend', look)
    }
  }, [map, city])
  if (!away || sel) return null
  return (
    <p className="map-away" role="status">
      {say('map.away')}
      <button type="button" className="button small" onClick={onBack}>
        <Icon name="pin" size={16} />
        {say('map.back')}
      </button>
    </p>
  )
}
