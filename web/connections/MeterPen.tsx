import { useCallback, useEffect, useRef } from 'react'
import type { Position } from '../../server/geo/contract.ts'
import { useSpeech } from '../i18n/language.tsx'
import { useHeldMap } from '../map/held-map.ts'
import { useHeldClicks } from '../map/picking.tsx'
import { round } from '../sketch/snap.ts'
import { Icon } from '../ui/Icon.tsx'

/** Each click on the map is a meter; by keys, the middle of the map is. */
export function MeterPen({ onMeter }: { onMeter: (place: Position) => void }) {
  const { say } = useSpeech()
  const map = useHeldMap()
  const latest = useRef(onMeter)
  latest.current = onMeter
  useHeldClicks(useCallback((lng: number, lat: number) => latest.current([round(lng), round(lat)]), []))
  useEffect(() => {
    const canvas = map?.getCanvas()
    if (!canvas) return
    canvas.style.cursor = 'crosshair'
    return () => {
      canvas.style.cursor = ''
    }
  }, [map])
  const atMiddle = () => {
    if (!map) return
    const { lng, lat } = map.getCenter()
    onMeter([round(lng), round(lat)])
  }
  return (
    <div className="meter-pen">
      <p className="form-note">{say('connection.metersHow')}</p>
      <button type="button" className="button" disabled={!map} onClick={atMiddle}>
        <Icon name="pin" size={16} />
        {say('connection.atMiddle')}
      </button>
    </div>
  )
}
