import { useState } from 'react'
import { useSpeech } from '../i18n/language.tsx'
import { Sentence } from '../i18n/Sentence.tsx'
import { Icon } from '../ui/Icon.tsx'
import type { EventDraft } from './draft.ts'

interface PlaceChoiceProps {
  place: EventDraft['place']
  onPlace: (place: EventDraft['place']) => void
}

const written = ([longitude, latitude]: [number, number]) => `${latitude.toFixed(5)}, ${longitude.toFixed(5)}`

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
        {place ? <Sentence id="deed.placed" parts={{ value: <bdi dir="ltr">{written(place)}</bdi> }} /> : null}
        {hasFailed ? say('deed.noPlace') : null}
      </p>
    </div>
  )
}
