import { useCallback, useEffect, useState } from 'react'
import { number } from '../../i18n/format.ts'
import { useSpeech } from '../../i18n/language.tsx'
import { Icon } from '../../ui/Icon.tsx'

const longestMilliseconds = 20_000

/** Where the device is, as far as it says so. */
export interface Position {
  state: 'asking' | 'known' | 'refused' | 'unknown'
  place: [number, number] | null
  accuracyMetres: number | null
  ask: () => void
}

/** Asks the device where it is, once and whenever it is asked again. */
export function usePosition(): Position {
  const [found, setFound] = useState<Omit<Position, 'ask'>>({ state: 'asking', place: null, accuracyMetres: null })
  const ask = useCallback(() => {
    const none = (state: 'refused' | 'unknown') => setFound({ state, place: null, accuracyMetres: null })
    if (!('geolocation' in navigator)) return none('unknown')
    setFound({ state: 'asking', place: null, accuracyMetres: null })
    navigator.geolocation.getCurrentPosition(
      ({ coords }) =>
        setFound({ state: 'known', place: [coords.longitude, coords.latitude], accuracyMetres: coords.accuracy }),
      ({ code, PERMISSION_DENIED }) => none(code === PERMISSION_DENIED ? 'refused' : 'unknown'),
      { enableHighAccuracy: true, timeout: longestMilliseconds },
    )
  }, [])
  useEffect(ask, [ask])
  return { ...found, ask }
}

/** Where the device is, in words; with a way to ask it again. */
export function PositionLine({ position }: { position: Position }) {
  const { language, say } = useSpeech()
  const { state, accuracyMetres, ask } = position
  return (
    <p className="position-line" role="status" data-state={state}>
      <Icon name="pin" size={16} />
      <span>{say(`defect.position.${state}`, { value: number(accuracyMetres ?? 0, language) })}</span>
      {state === 'asking' ? null : (
        <button type="button" className="link" onClick={ask}>
          {say('defect.position.again')}
        </button>
      )}
    </p>
  )
}
