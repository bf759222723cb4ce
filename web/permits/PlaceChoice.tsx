import { useState } from 'react'
import { useSpeech } from '../i18n/language.tsx'
import { Icon } from '../ui/Icon.tsx'
import type { EventDraft } from './draft.ts'

interface PlaceChoiceProps {
  place: EventDraft['place']
  onPlace: (place: EventDraft['place']) => void
}

/** Where work begins, from the device; it may be left out. */
export function PlaceChoice({ place, onPlace }: PlaceChoiceProps) {
  const { say } = useSpeech()
  const [hasFailed, setFailed] = useState(false)
  const locate = () => {
    setFailed(false)
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => onPlace([coords.longitude, coords.latitude]),
      () => setFailed(true),
      { enableHighAccuracy: true, timeout: 10_000 },
    )
  }
  return (
    <div className="place-choice">
      <button type="button" className="button" onClick={locate}>
        <Icon name="pin" />
        {say('deed.place')}
      </button>
      <p className="form-note" role="status">
        {place ? say('deed.placed', { value: `${place[1].toFixed(5)}, ${place[0].toFixed(5)}` }) : null}
        {hasFailed ? say('deed.noPlace') : null}
      </p>
    </div>
  )
}
