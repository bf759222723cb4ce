import { useEffect, useId, useRef, useState } from 'react'
import type { Position } from '../../../server/geo/contract.ts'
import { type Speech, useSpeech } from '../../i18n/language.tsx'
import { useHeldSaving } from '../../time/use-held-saving.ts'
import { Icon } from '../../ui/Icon.tsx'
import type { Sketch, Stroke, Vertex } from '../sketch.ts'
import { type Fault, readPlace, readPlaces, writePlace } from './read-places.ts'

const mostBytes = 5_000_000

const fixed = (place: Position): Vertex => ({ place, loose: false })

interface CoordinateWayProps {
  sketch: Sketch
  stroke: (stroke: Stroke) => void
  /** Another way is looked at: what was typed here stays, and the table, which may be long, is not kept up meanwhile. */
  isAway?: boolean
}

/** A drawing without a pointer: its points as a table of coordinates, to be typed, pasted or taken from a file. */
export function CoordinateWay({ sketch, stroke, isAway = false }: CoordinateWayProps) {
  return (
    <div className="form way">
      {isAway || sketch.vertices.length === 0 ? null : <PointsTable sketch={sketch} stroke={stroke} />}
      <MorePoints shape={sketch.shape} onAdd={(places) => stroke({ stroke: 'add', vertices: places.map(fixed) })} />
    </div>
  )
}

function PointsTable({ sketch, stroke }: Pick<CoordinateWayProps, 'sketch' | 'stroke'>) {
  const { say } = useSpeech()
  return (
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
  const id = useId()
  const row = useRef<HTMLTableRowElement>(null)
  // the drawing has the place before, and what is typed is meant to be another: it is neither saved over nor left behind
  useHeldSaving(row, read === null, '.segmented button')
  return (
    <tr ref={row}>
      <th scope="row">{at + 1}</th>
      <td>
        <input
          dir="ltr"
          value={text}
          aria-label={say('way.point', { count: at + 1 })}
          aria-invalid={read === null}
          aria-describedby={read === null ? id : undefined}
          onChange={(event) => setText(event.target.value)}
          onBlur={settle}
          onKeyDown={(event) => event.key === 'Enter' && settle()}
        />
        {read === null ? (
          <small id={id} className="missing">
            {say('way.notAPoint')}
          </small>
        ) : null}
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

function faultWords(fault: Fault, say: Speech['say']): string {
  return typeof fault === 'string'
    ? say(`way.fault.${fault}`)
    : say('way.notAPlace', { line: fault.line, text: fault.text.slice(0, 40) })
}

interface MorePointsProps {
  /** What is drawn: a line is not made of an area's points, nor an area of a line's. */
  shape: Sketch['shape']
  onAdd: (places: Position[]) => void
}

/** One point on each line; whatever is not one is said with its line, and nothing is taken until all are right. */
function MorePoints({ shape, onAdd }: MorePointsProps) {
  const { say } = useSpeech()
  const [text, setText] = useState('')
  const [wrong, setWrong] = useState<string | null>(null)
  const id = useId()
  const take = (given: string) => {
    const { places, shape: read, fault } = readPlaces(given)
    if (fault) return setWrong(faultWords(fault, say))
    if (read && read !== shape) return setWrong(say(`way.isShape.${read}`))
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
