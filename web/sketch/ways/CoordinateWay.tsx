import { useEffect, useId, useState } from 'react'
import type { Position } from '../../../server/geo/contract.ts'
import { useSpeech } from '../../i18n/language.tsx'
import { Icon } from '../../ui/Icon.tsx'
import type { Sketch, Stroke, Vertex } from '../sketch.ts'
import { readPlace, readPlaces, writePlace } from './read-places.ts'

const mostBytes = 5_000_000

const fixed = (place: Position): Vertex => ({ place, loose: false })

/** A drawing without a pointer: its points as a table of coordinates, to be typed, pasted or taken from a file. */
export function CoordinateWay({ sketch, stroke }: { sketch: Sketch; stroke: (stroke: Stroke) => void }) {
  const { say } = useSpeech()
  return (
    <div className="form way">
      {sketch.vertices.length > 0 ? (
        <table className="way-points">
          <caption className="visually-hidden">{say('way.points')}</caption>
          <tbody>
            {sketch.vertices.map(({ place }, at) => (
              <PointRow
                // biome-ignore lint/suspicious/noArrayIndexKey: a point is known by its number
                key={at}
                at={at}
                place={place}
                onMove={(next) => stroke({ stroke: 'move', at, vertex: fixed(next) })}
                onRemove={() => stroke({ stroke: 'remove', at })}
              />
            ))}
          </tbody>
        </table>
      ) : null}
      <MorePoints onAdd={(places) => stroke({ stroke: 'add', vertices: places.map(fixed) })} />
    </div>
  )
}

interface PointRowProps {
  at: number
  place: Position
  onMove: (place: Position) => void
  onRemove: () => void
}

function PointRow({ at, place, onMove, onRemove }: PointRowProps) {
  const { say } = useSpeech()
  const stored = writePlace(place)
  const [text, setText] = useState(stored)
  useEffect(() => setText(stored), [stored])
  const read = readPlace(text)
  const settle = () => read && writePlace(read) !== stored && onMove(read)
  return (
    <tr>
      <th scope="row">{at + 1}</th>
      <td>
        <input
          dir="ltr"
          value={text}
          aria-label={say('way.point', { count: at + 1 })}
          aria-invalid={read === null}
          onChange={(event) => setText(event.target.value)}
          onBlur={settle}
          onKeyDown={(event) => event.key === 'Enter' && settle()}
        />
      </td>
      <td>
        <button
          type="button"
          className="quiet"
          aria-label={say('way.removePoint', { count: at + 1 })}
          onClick={onRemove}
        >
          <Icon name="trash" size={16} />
        </button>
      </td>
    </tr>
  )
}

/** One point on each line; whatever is not one is said with its line, and nothing is taken until all are right. */
function MorePoints({ onAdd }: { onAdd: (places: Position[]) => void }) {
  const { say } = useSpeech()
  const [text, setText] = useState('')
  const [wrong, setWrong] = useState<string | null>(null)
  const id = useId()
  const take = (given: string) => {
    const { places, fault } = readPlaces(given)
    if (fault) return setWrong(say('way.notAPlace', { line: fault.line, text: fault.text.slice(0, 40) }))
    setWrong(places.length === 0 ? say('way.noPlaces') : null)
    if (places.length === 0) return
    onAdd(places)
    setText('')
  }
  return (
    <div className="form">
      <label htmlFor={id}>{say('way.morePoints')}</label>
      <textarea
        id={id}
        dir="ltr"
        rows={3}
        value={text}
        placeholder={'24.71234, 46.67512\n38R 670102 2733721'}
        aria-describedby={`${id}-note`}
        aria-invalid={wrong !== null}
        onChange={(event) => setText(event.target.value)}
      />
      <p id={`${id}-note`} className={wrong ? 'missing' : 'form-note'} role={wrong ? 'alert' : undefined}>
        {wrong ?? say('way.coordinateForms')}
      </p>
      <div className="way-deeds">
        <button type="button" className="button" disabled={text.trim() === ''} onClick={() => take(text)}>
          {say('way.addPoints')}
        </button>
        <label className="button">
          {say('way.file')}
          <input
            type="file"
            className="visually-hidden"
            accept=".geojson,.json,.csv,.txt"
            onChange={async (event) => {
              const [file] = event.target.files ?? []
              event.target.value = ''
              if (!file) return
              if (file.size > mostBytes) setWrong(say('way.fileTooLarge'))
              else take(await file.text())
            }}
          />
        </label>
      </div>
    </div>
  )
}
