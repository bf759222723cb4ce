import { Marker } from '@vis.gl/react-maplibre'
import { useEffect, useMemo } from 'react'
import type { Violation } from '../../server/inspections/violations/contract.ts'
import { useSpeech } from '../i18n/language.tsx'
import { useFlyTo } from '../map/held-map.ts'
import { OnMap } from '../map/on-map.tsx'
import { Icon } from '../ui/Icon.tsx'

/** Where it was, marked on the map and brought into sight; what time found on a whole works has no place of its own. */
export function ViolationPlace({ place }: { place: NonNullable<Violation['place']> }) {
  const { say } = useSpeech()
  const flyTo = useFlyTo()
  const [lng, lat] = place.coordinates as [number, number]
  useEffect(() => flyTo([lng, lat]), [lng, lat, flyTo])
  const spot = useMemo(
    () => (
      <Marker longitude={lng} latitude={lat}>
        <span className="violation-spot" />
      </Marker>
    ),
    [lng, lat],
  )
  return (
    <>
      <OnMap>{spot}</OnMap>
      <button type="button" className="link" onClick={() => flyTo([lng, lat])}>
        <Icon name="map" size={14} /> {say('violation.onMap')}
      </button>
    </>
  )
}
