import { useQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import type { Position } from '../../../server/geo/contract.ts'
import { readPlace, useAddress } from '../../address.ts'
import { municipalitiesQuery } from '../../agencies/queries.ts'
import { hrefOf, useFollow, useGoing } from '../../going.tsx'
import { number } from '../../i18n/format.ts'
import { useSpeech } from '../../i18n/language.tsx'
import { isAway } from '../../map/away.ts'
import { extentOf } from '../../places/extent.ts'
import { readCoordinates } from '../../search/coordinates.ts'
import { Icon } from '../../ui/Icon.tsx'
import { TextField } from '../../ui/TextField.tsx'
import type { DevicePosition } from '../use-position.ts'

interface PlaceBarProps {
  position: DevicePosition
  /** Chosen in the place of the phone's own. */
  typed: Position | null
  onTyped: (place: Position | null) => void
}

/** Around where: the phone's own place, the middle of the map, or one that is typed. */
export function PlaceBar({ position, typed, onTyped }: PlaceBarProps) {
  const { language, say } = useSpeech()
  const [isOpen, setOpen] = useState(false)
  const { standing, isAsking, trouble } = position
  const isOutside = useIsOutside(typed ?? standing?.place ?? null)
  const words = typed
    ? say('field.aroundTyped', { place: typedWords(typed) })
    : standing
      ? say('field.aroundYou', { metres: number(standing.accuracyMetres ?? 0, language) })
      : say(trouble ? `field.position.${trouble}` : 'field.aroundNobody')
  return (
    <div className="place-bar" data-warn={(trouble && !typed) || isOutside || undefined}>
      <p role="status">
        <Icon name="pin" size={18} /> {words}
        {isOutside ? ` ${say('field.outside')}` : null}
      </p>
      <div className="buttons">
        <button
          type="button"
          className="button"
          disabled={isAsking}
          onClick={() => {
            onTyped(null)
            void position.ask()
          }}
        >
          {say(isAsking ? 'field.lookingForYou' : 'field.whereIAm')}
        </button>
        <button type="button" className="button" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
          {say('field.otherPlace')}
        </button>
      </div>
      {isOpen ? <OtherPlace onTyped={onTyped} /> : null}
    </div>
  )
}

/** Closer than any zoom from which the city would be a dot. */
const near = 20

/** Does a place lie beyond the city? Nothing is said where its boundaries are not known. */
function useIsOutside(place: Position | null): boolean {
  const municipalities = useQuery(municipalitiesQuery).data
  const city = useMemo(() => (municipalities ? extentOf(municipalities) : null), [municipalities])
  if (!place || !city) return false
  const [lng, lat] = place
  return isAway({ west: lng, east: lng, south: lat, north: lat }, near, city)
}

const typedWords = ([lng, lat]: Position) => `${lat.toFixed(4)}, ${lng.toFixed(4)}`

function OtherPlace({ onTyped }: Pick<PlaceBarProps, 'onTyped'>) {
  const { say } = useSpeech()
  const { address } = useGoing()
  const follow = useFollow()
  const seen = readPlace(useAddress().at)
  const [text, setText] = useState('')
  const isWrong = text.trim() !== '' && readCoordinates(text) === null
  return (
    <div className="other-place">
      {seen ? (
        <button type="button" className="button wide" onClick={() => onTyped([seen.lng, seen.lat])}>
          {say('field.middleOfMap')}
        </button>
      ) : null}
      <a href={hrefOf('/', address)} onClick={follow} className="button wide">
        {say('field.toMap')}
      </a>
      <TextField
        label={say('inspect.coordinates')}
        note={say('inspect.coordinatesHow')}
        error={isWrong ? say('inspect.coordinatesWrong') : undefined}
        dir="ltr"
        value={text}
        onChange={(next) => {
          setText(next)
          const place = readCoordinates(next)
          if (place) onTyped(place)
        }}
      />
    </div>
  )
}
