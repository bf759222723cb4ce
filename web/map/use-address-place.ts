import { useLocation, useRouter } from '@tanstack/react-router'
import type { MapRef, ViewStateChangeEvent } from '@vis.gl/react-maplibre'
import { type RefObject, useEffect, useLayoutEffect, useRef } from 'react'
import { readAddress, readPlace, useChangeAddress, writePlace } from '../address.ts'

const steps: readonly string[] = ['BACK', 'FORWARD', 'GO']

/**
 * The address leads the map: a step through the history takes the map along, and `goHome` where the address names no
 * place. The other way round, gives what writes the map's place into the address after it moved.
 */
export function useAddressPlace(map: RefObject<MapRef | null>, goHome: () => void) {
  const change = useChangeAddress()
  const { history } = useRouter()
  // The location knows where a step leads before the page that it leads to is there.
  const { search, state } = useLocation()
  const { at } = readAddress(search)
  /** Between the step and the page that shows it: what the map does meanwhile belongs to the page that was left. */
  const stepped = useRef(false)
  useEffect(
    () =>
      history.subscribe(({ action }: { action: { type: string } }) => {
        if (steps.includes(action.type)) stepped.current = true
      }),
    [history],
  )
  // Before the page is painted, so that no change of the map's size comes first and writes its old place.
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each entry of the history
  useLayoutEffect(() => {
    if (!stepped.current) return
    stepped.current = false
    const place = readPlace(at)
    if (place) map.current?.jumpTo({ center: [place.lng, place.lat], zoom: place.zoom })
    else goHome()
  }, [state.__TSR_key])

  return ({ viewState: { longitude, latitude, zoom } }: ViewStateChangeEvent) => {
    const place = writePlace({ lng: longitude, lat: latitude, zoom })
    if (!stepped.current && place !== at) change({ at: place }, { replace: true })
  }
}
