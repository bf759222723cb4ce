import { useState } from 'react'
import { useSpeech } from '../i18n/language.tsx'
import { useHeldMap } from '../map/held-map.ts'
import { Icon } from '../ui/Icon.tsx'
import { useMoveSheet } from '../ui/use-sheet.ts'

export interface Spot {
  lng: number
  lat: number
}

/** What a place was taken from. */
export type PlaceSource = 'photo' | 'phone' | 'map'

interface PlaceFieldProps {
  spot: Spot | null
  /** What it was taken from, where that is said. */
  from?: PlaceSource | null
  /** Where a photo was taken, to be chosen as well. */
  photoSpot?: Spot | null
  onSpot: (spot: Spot, from: PlaceSource) => void
  /** Brings the map, where the page has none yet. */
  onMap?: () => void
}

/** Where it is: a click on the map, the device's own place, the middle of the map, or where a photo was taken. */
export function PlaceField({ spot, from, photoSpot, onSpot, onMap }: PlaceFieldProps) {
  const { say } = useSpeech()
  const map = useHeldMap()
  const moveSheet = useMoveSheet()
  const [failed, setFailed] = useState(false)
  const here = () => {
    setFailed(false)
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => onSpot({ lng: coords.longitude, lat: coords.latitude }, 'phone'),
      () => setFailed(true),
      { enableHighAccuracy: true, timeout: 10_000 },
    )
  }
  const middle = () => {
    const centre = map?.getCenter()
    if (centre) onSpot({ lng: centre.lng, lat: centre.lat }, 'map')
  }
  return (
    <section className="place-field">
      <h2>{say('report.where')}</h2>
      <p>
        {spot ? (
          <>
            <Icon name="pin" size={16} /> <bdi dir="ltr">{`${spot.lat.toFixed(5)}, ${spot.lng.toFixed(5)}`}</bdi>
          </>
        ) : (
          say(onMap ? 'report.choosePlace' : 'report.clickMap')
        )}
      </p>
      {spot && from ? (
        <p className="form-note" role="status">
          {say(`report.placeFrom.${from}`)}
        </p>
      ) : null}
      <div className="buttons wrapping">
        <button type="button" className="button" onClick={here}>
          {say('report.here')}
        </button>
        {photoSpot && from !== 'photo' ? (
          <button type="button" className="button" onClick={() => onSpot(photoSpot, 'photo')}>
            {say('report.photoPlace')}
          </button>
        ) : null}
        <button
          type="button"
          className={onMap ? 'button' : 'button sheet-only'}
          onClick={onMap ?? (() => moveSheet('half'))}
        >
          {say('report.onMap')}
        </button>
        {onMap ? null : (
          <button type="button" className="button" onClick={middle} disabled={!map}>
            {say('report.middle')}
          </button>
        )}
      </div>
      {failed ? <p className="incomplete">{say('report.noPosition')}</p> : null}
    </section>
  )
}
