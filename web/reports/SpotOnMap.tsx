import { Marker } from '@vis.gl/react-maplibre'
import { useEffect, useMemo, useRef } from 'react'
import { useFlyTo } from '../map/held-map.ts'
import { OnMap } from '../map/on-map.tsx'
import { useHeldClicks } from '../map/picking.tsx'
import type { Spot } from './PlaceField.tsx'

interface SpotOnMapProps {
  spot: Spot | null
  /** Whether a click says where it is. */
  asking: boolean
  onSpot: (spot: Spot) => void
}

/** The place of a report as a pin: a click sets it, a drag moves it. */
export function SpotOnMap({ spot, asking, onSpot }: SpotOnMapProps) {
  const flyTo = useFlyTo()
  const latest = useRef(onSpot)
  latest.current = onSpot
  const take = useMemo(() => (lng: number, lat: number) => latest.current({ lng, lat }), [])
  useHeldClicks(asking ? take : null)
  useEffect(() => {
    if (spot) flyTo([spot.lng, spot.lat])
  }, [spot, flyTo])
  const pin = useMemo(
    () =>
      spot && asking ? (
        <Marker
          longitude={spot.lng}
          latitude={spot.lat}
          anchor="bottom"
          draggable
          onDragEnd={({ lngLat }) => take(lngLat.lng, lngLat.lat)}
        >
          <svg width="34" height="42" viewBox="0 0 34 42" aria-hidden="true">
            <path
              d="M17 41C27 29 32 22.5 32 16A15 15 0 1 0 2 16C2 22.5 7 29 17 41z"
              fill="var(--red)"
              stroke="#fff"
              strokeWidth="2.5"
            />
            <circle cx="17" cy="16" r="5.5" fill="#fff" />
          </svg>
        </Marker>
      ) : null,
    [spot, asking, take],
  )
  return <OnMap>{pin}</OnMap>
}
