import { useState } from 'react'
import type { Position } from '../../../server/geo/contract.ts'
import { number } from '../../i18n/format.ts'
import { useSpeech } from '../../i18n/language.tsx'
import { readCoordinates } from '../../search/coordinates.ts'
import { Icon } from '../../ui/Icon.tsx'
import { Segmented } from '../../ui/Segmented.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { measured } from '../ground/along.ts'
import { GroundPlan, type GroundWorks } from '../ground/GroundPlan.tsx'
import type { DevicePosition } from '../use-position.ts'
import type { Spot } from './draft.ts'
import { StretchField } from './StretchField.tsx'

interface SpotFieldProps {
  works: GroundWorks
  position: DevicePosition
  spot: Spot | null
  onSpot: (spot: Spot | null) => void
}

const pointAt = (place: Position, accuracyMetres: number | null): Spot => ({
  kind: 'point',
  place: { type: 'Point', coordinates: place },
  accuracyMetres,
})

/** Where a fault is: where one stands, a touch on the plan, or a measured stretch of the works; each can be typed. */
export function SpotField({ works, position, spot, onSpot }: SpotFieldProps) {
  const { say } = useSpeech()
  const line = measured(works.route, works.lengthMetres)
  const [kind, setKind] = useState<Spot['kind']>(spot?.kind ?? 'point')
  const { standing } = position
  return (
    <section className="field-part spot-field" aria-label={say('inspect.where')}>
      <h3>{say('inspect.where')}</h3>
      {line ? (
        <Segmented
          label={say('inspect.where')}
          value={kind}
          options={(['point', 'stretch'] as const).map((value) => ({ value, label: say(`inspect.spot.${value}`) }))}
          onChange={(next) => {
            setKind(next)
            if (spot && spot.kind !== next) onSpot(null)
          }}
        />
      ) : null}
      {kind === 'stretch' && line ? (
        <StretchField works={works} line={line} standing={standing} spot={spot} onSpot={onSpot} />
      ) : (
        <>
          <button
            type="button"
            className="button wide"
            disabled={position.isAsking}
            onClick={async () => {
              // where one stands now, and not where one stood when the page was opened
              const here = await position.ask()
              if (here) onSpot(pointAt(here.place, here.accuracyMetres))
            }}
          >
            <Icon name="pin" />
            {say(position.isAsking ? 'field.lookingForYou' : 'inspect.here')}
          </button>
          <GroundPlan
            works={works}
            standing={standing}
            spot={spot?.kind === 'point' ? spot.place : null}
            label={say('inspect.plan')}
            onPlace={(place) => onSpot(pointAt(place, null))}
          />
          <TypedPlace spot={spot} onPlace={(place) => onSpot(pointAt(place, null))} />
        </>
      )}
    </section>
  )
}

/** What was chosen, in numbers; and the same written by hand. */
function TypedPlace({ spot, onPlace }: { spot: Spot | null; onPlace: (place: Position) => void }) {
  const { language, say } = useSpeech()
  const [text, setText] = useState('')
  const isWrong = text.trim() !== '' && readCoordinates(text) === null
  return (
    <>
      {spot?.kind === 'point' ? (
        <p className="chosen-spot" role="status">
          <Icon name="check" size={16} />
          <bdi dir="ltr">
            {[...spot.place.coordinates]
              .reverse()
              .map((value) => value.toFixed(5))
              .join(', ')}
          </bdi>
          {spot.accuracyMetres === null
            ? null
            : ` ${say('field.accuracy', { metres: number(spot.accuracyMetres, language) })}`}
        </p>
      ) : null}
      <details className="typed-place">
        <summary>{say('inspect.typePlace')}</summary>
        <TextField
          label={say('inspect.coordinates')}
          note={say('inspect.coordinatesHow')}
          error={isWrong ? say('inspect.coordinatesWrong') : undefined}
          dir="ltr"
          value={text}
          onChange={(next) => {
            setText(next)
            const place = readCoordinates(next)
            if (place) onPlace(place)
          }}
        />
      </details>
    </>
  )
}
