import { useCallback, useEffect, useRef, useState } from 'react'
import type { Standing } from './inspect/draft.ts'

export type PositionTrouble = 'refused' | 'not_found'

export interface DevicePosition {
  standing: Standing | null
  isAsking: boolean
  trouble: PositionTrouble | null
  /** Where the device is now; null where it cannot be found. */
  ask: () => Promise<Standing | null>
}

const asked: PositionOptions = { enableHighAccuracy: true, timeout: 15_000, maximumAge: 5_000 }

function deviceStanding(): Promise<Standing | PositionTrouble> {
  return new Promise((settle) => {
    // a page that was not fetched safely has none
    if (!navigator.geolocation) return settle('not_found')
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => settle({ place: [coords.longitude, coords.latitude], accuracyMetres: coords.accuracy }),
      ({ code }) => settle(code === 1 ? 'refused' : 'not_found'),
      asked,
    )
  })
}

/**
 * Where the device is, once somebody asks, or at once where they have allowed it before: nobody is asked unprepared. Not
 * at once where it is known where one stood: a form that is opened again elsewhere is still about there.
 */
export function usePosition(onFound?: (standing: Standing) => void, isKnown = false): DevicePosition {
  const [standing, setStanding] = useState<Standing | null>(null)
  const [isAsking, setAsking] = useState(false)
  const [trouble, setTrouble] = useState<PositionTrouble | null>(null)
  const found = useRef(onFound)
  const [isAskedAtOnce] = useState(!isKnown)
  found.current = onFound
  const ask = useCallback(async () => {
    setAsking(true)
    setTrouble(null)
    const answer = await deviceStanding()
    setAsking(false)
    if (typeof answer === 'string') {
      setTrouble(answer)
      return null
    }
    setStanding(answer)
    found.current?.(answer)
    return answer
  }, [])
  useEffect(() => {
    if (!isAskedAtOnce) return
    void navigator.permissions
      ?.query({ name: 'geolocation' })
      .then(({ state }) => state === 'granted' && void ask())
      .catch(() => undefined)
  }, [ask, isAskedAtOnce])
  return { standing, isAsking, trouble, ask }
}
