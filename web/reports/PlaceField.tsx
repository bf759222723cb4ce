import { Marker } from '@vis.gl/react-maplibre'
import { useMemo, useState } from 'react'
import { useSpeech } from '../i18n/language.tsx'
import { useHeldMap } from '../map/held-map.ts'
import { OnMap } from '../map/on-map.tsx'
import { Icon } from '../ui/Icon.tsx'
import { useMoveSheet } from '../ui/use-sheet.ts'

export interface Spot {
  lng: number
  lat: number
}

/** Where it is: a click on the map, the device's own place, or the middle of the map. */
export function PlaceField({ spot, onSpot }: { spot: Spot | null; onSpot: (spot: Spot) => void }) {
  const { say } = useSpeech()
  const map = useHeldMap()
  const moveSheet = useMoveSheet()
  const [failed, setFailed] = useState(false)
  const here = () => {
    setFailed(false)
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => onSpot({ lng: coords.longitude, lat: coords.latitude }),
      () => setFailed(true),
      { enableHighAccuracy: true, timeout: 10_000 },
    )
  }
  const middle = () => {
    const centre = map?.getCenter()
    if (centre) onSpot({ lng: centre.lng, lat: centre.lat })
  }
  const pin = useMemo(
    () =>
      spot ? (
        <Marker
          longitude={spot.lng}
          latitude={spot.lat}
          anchor="bottom"
          draggable
          onDragEnd={({ lngLat }) => onSpot({ lng: lngLat.lng, lat: lngLat.lat })}
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
    [spot, onSpot],
  )
  return (
    <section className="place-field">
      <h2>{say('report.where')}</h2>
      <p>
        {spot ? (
          <>
            <Icon name="pin" size={16} /> <bdi dir="ltr">{`${spot.lat.toFixed(5)}, ${spot.lng.toFixed(5)}`}</bdi>
          </>
        ) : (
          say('report.clickMap')
        )}
      </p>
      <div className="buttons wrapping">
        <button type="button" className="button" onClick={here}>
          {say('report.here')}
        </button>
        <button type="button" className="button sheet-only" onClick={() => moveSheet('half')}>
          {say('report.onMap')}
        </button>
        <button type="button" className="button" onClick={middle} disabled={!map}>
          {say('report.middle')}
        </button>
      </div>
      {failed ? <p className="incomplete">{say('report.noPosition')}</p> : null}
      <OnMap>{pin}</OnMap>
    </section>
  )
}
