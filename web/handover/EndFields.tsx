import { Marker } from '@vis.gl/react-maplibre'
import { useEffect, useId, useMemo, useState } from 'react'
import type { Position } from '../../server/geo/contract.ts'
import { useSpeech } from '../i18n/language.tsx'
import { OnMap } from '../map/on-map.tsx'
import { useHeldClicks } from '../map/picking.tsx'
import { readPlace, writePlace } from '../sketch/ways/read-places.ts'
import { useMoveSheet } from '../ui/use-sheet.ts'
import type { RecordDraft } from './record-draft.ts'

interface EndFieldsProps {
  ends: RecordDraft['ends']
  note: string
  error: string | undefined
  onEnds: (ends: RecordDraft['ends']) => void
}

const sides = ['begin', 'end'] as const

/** Where a reinstatement begins and ends: typed, the device's own place, or a click on the map. */
export function EndFields({ ends, note, error, onEnds }: EndFieldsProps) {
  const { say } = useSpeech()
  const moveSheet = useMoveSheet()
  const [picking, setPicking] = useState<0 | 1 | null>(null)
  const [isLost, setLost] = useState(false)
  const set = (at: 0 | 1, place: Position | null) => onEnds(at === 0 ? [place, ends[1]] : [ends[0], place])
  const here = (at: 0 | 1) => {
    setLost(false)
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => set(at, [coords.longitude, coords.latitude]),
      () => setLost(true),
      { enableHighAccuracy: true, timeout: 10_000 },
    )
  }
  return (
    <fieldset className="record-part" data-wrong={Boolean(error) || undefined}>
      <legend>{say('record.ends')}</legend>
      <p className="form-note">{note}</p>
      {sides.map((side, index) => {
        const at = index as 0 | 1
        return (
          <EndField
            key={side}
            label={say(`record.${side}`)}
            place={ends[at]}
            isPicking={picking === at}
            onPlace={(place) => set(at, place)}
            onHere={() => here(at)}
            onPick={() => setPicking(picking === at ? null : at)}
          />
        )
      })}
      {isLost ? <p className="incomplete">{say('record.noPosition')}</p> : null}
      {error ? (
        <p className="missing" role="alert">
          {error}
        </p>
      ) : null}
      <EndsOnMap
        ends={ends}
        onPlace={
          picking === null
            ? null
            : (place) => {
                set(picking, place)
                setPicking(null)
                moveSheet('full')
              }
        }
      />
    </fieldset>
  )
}

interface EndFieldProps {
  label: string
  place: Position | null
  isPicking: boolean
  onPlace: (place: Position | null) => void
  onHere: () => void
  onPick: () => void
}

function EndField({ label, place, isPicking, onPlace, onHere, onPick }: EndFieldProps) {
  const { say } = useSpeech()
  const id = useId()
  const moveSheet = useMoveSheet()
  const stored = place ? writePlace(place) : ''
  const [text, setText] = useState(stored)
  useEffect(() => setText(stored), [stored])
  const read = readPlace(text)
  const isWrong = text.trim() !== '' && read === null
  return (
    <div className="record-end">
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        dir="ltr"
        value={text}
        placeholder="24.71234, 46.67512"
        aria-invalid={isWrong}
        onChange={({ target }) => setText(target.value)}
        onBlur={() => !isWrong && text !== stored && onPlace(read)}
      />
      <div className="buttons wrapping">
        <button type="button" className="button small" onClick={onHere}>
          {say('record.here')}
        </button>
        <button
          type="button"
          className="button small"
          aria-pressed={isPicking}
          onClick={() => {
            onPick()
            if (!isPicking) moveSheet('half')
          }}
        >
          {say(isPicking ? 'record.picking' : 'record.pick')}
        </button>
      </div>
      {isWrong ? <p className="missing">{say('record.notAPlace')}</p> : null}
    </div>
  )
}

/** Both ends as pins; a click sets the one that is asked for. */
function EndsOnMap({ ends, onPlace }: { ends: RecordDraft['ends']; onPlace: ((place: Position) => void) | null }) {
  const { say } = useSpeech()
  const take = useMemo(() => (onPlace ? (lng: number, lat: number) => onPlace([lng, lat]) : null), [onPlace])
  useHeldClicks(take)
  const pins = useMemo(
    () =>
      sides.map((side, at) => {
        const place = ends[at]
        return place ? (
          <Marker key={side} longitude={place[0]} latitude={place[1]}>
            <span className="record-pin">{say(`record.pin.${side}`)}</span>
          </Marker>
        ) : null
      }),
    [ends, say],
  )
  return <OnMap>{pins}</OnMap>
}
