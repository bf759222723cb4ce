import { type MouseEvent, useId, useState } from 'react'
import type { Areas, LineString, Point, Position, Route } from '../../../server/geo/contract.ts'
import { partsOf } from '../../../server/geo/rules.ts'
import { number } from '../../i18n/format.ts'
import { useSpeech } from '../../i18n/language.tsx'
import { Icon } from '../../ui/Icon.tsx'
import type { Standing } from '../inspect/draft.ts'
import { type MeasuredLine, measured } from './along.ts'
import { type Frame, frameOf, stepOf } from './frame.ts'

export interface GroundWorks {
  route: Route
  footprint: Areas
  lengthMetres?: number
}

interface GroundPlanProps {
  works: GroundWorks
  standing: Standing | null
  /** What is chosen, or was found. */
  spot: Point | LineString | null
  label: string
  /** A touch says where; left out where the plan is only looked at. */
  onPlace?: (place: Position) => void
}

export const planSize = { width: 340, height: 250 }
const nearest = 32

/**
 * The ground of one works, drawn from what the phone holds: no tiles, no graphics card, no network. It comes nearer by a
 * button, around what was touched last; nothing has to be dragged.
 */
export function GroundPlan({ works, standing, spot, label, onPlace }: GroundPlanProps) {
  const { say } = useSpeech()
  const [zoom, setZoom] = useState(1)
  const ground = partsOf(works.footprint).flat()
  const marked = spot ? partsOf(spot).flat() : []
  const frame = frameOf([...ground, ...marked], planSize, { zoom, centre: marked.at(-1) ?? standing?.place })
  const touch = (event: MouseEvent<SVGSVGElement>) => {
    const { left, top, width, height } = event.currentTarget.getBoundingClientRect()
    const x = ((event.clientX - left) / width) * planSize.width
    const y = ((event.clientY - top) / height) * planSize.height
    onPlace?.(frame.place(x, y))
  }
  return (
    <figure className="ground-plan">
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: the typed place and the typed metres beside it are the twin of a touch */}
      <svg
        viewBox={`0 0 ${planSize.width} ${planSize.height}`}
        role="img"
        aria-label={label}
        data-touch={onPlace ? true : undefined}
        onClick={onPlace ? touch : undefined}
      >
        <GroundDrawn works={works} frame={frame} />
        {standing ? <StandingDrawn standing={standing} frame={frame} /> : null}
        {spot ? <SpotDrawn spot={spot} frame={frame} /> : null}
        <ScaleDrawn frame={frame} />
      </svg>
      <div className="ground-zoom">
        <button
          type="button"
          aria-label={say('map.zoomIn')}
          disabled={zoom >= nearest}
          onClick={() => setZoom(zoom * 2)}
        >
          <Icon name="plus" />
        </button>
        <button type="button" aria-label={say('map.zoomOut')} disabled={zoom <= 1} onClick={() => setZoom(zoom / 2)}>
          <Icon name="minus" />
        </button>
      </div>
    </figure>
  )
}

const pathOf = (parts: readonly (readonly Position[])[], frame: Frame, isClosed: boolean) =>
  parts
    .map((part) => {
      const points = part.map((place) =>
        frame
          .point(place)
          .map((value) => value.toFixed(1))
          .join(' '),
      )
      return `M${points.join('L')}${isClosed ? 'Z' : ''}`
    })
    .join('')

function GroundDrawn({ works, frame }: { works: GroundWorks; frame: Frame }) {
  const line = measured(works.route, works.lengthMetres)
  return (
    <>
      <path className="plan-footprint" fillRule="evenodd" d={pathOf(partsOf(works.footprint), frame, true)} />
      {line ? (
        <>
          <path className="plan-route" d={pathOf(partsOf(works.route), frame, false)} />
          <MetreMarks line={line} frame={frame} />
        </>
      ) : null}
    </>
  )
}

/** How far it is from the beginning, at round metres along the line. */
function MetreMarks({ line, frame }: { line: MeasuredLine; frame: Frame }) {
  const { language } = useSpeech()
  const step = stepOf(frame.metresPerPoint, 64)
  const marks = Array.from({ length: Math.floor(line.lengthMetres / step) + 1 }, (_, at) => at * step)
  const inSight = marks
    .map((metres) => ({ metres, point: frame.point(line.placeAt(metres)) }))
    .filter(({ point: [x, y] }) => x > 0 && x < planSize.width && y > 0 && y < planSize.height)
  return inSight.map(({ metres, point: [x, y] }) => (
    <g key={metres} className="plan-mark">
      <circle cx={x} cy={y} r="3" />
      <text x={x + 6} y={y - 6}>
        {number(metres, language)}
      </text>
    </g>
  ))
}

function StandingDrawn({ standing: { place, accuracyMetres }, frame }: { standing: Standing; frame: Frame }) {
  const [x, y] = frame.point(place)
  return (
    <g className="plan-standing">
      {accuracyMetres === null ? null : (
        <circle className="plan-accuracy" cx={x} cy={y} r={accuracyMetres / frame.metresPerPoint} />
      )}
      <circle cx={x} cy={y} r="7" />
    </g>
  )
}

function SpotDrawn({ spot, frame }: { spot: Point | LineString; frame: Frame }) {
  if (spot.type === 'LineString') return <path className="plan-stretch" d={pathOf([spot.coordinates], frame, false)} />
  const [x, y] = frame.point(spot.coordinates)
  return <path className="plan-spot" d={`M${x} ${y}l-9 -14a10.5 10.5 0 1 1 18 0z`} />
}

function ScaleDrawn({ frame }: { frame: Frame }) {
  const { language, say } = useSpeech()
  const id = useId()
  const metres = stepOf(frame.metresPerPoint, 48)
  const points = metres / frame.metresPerPoint
  return (
    <g className="plan-scale" id={id} transform={`translate(12 ${planSize.height - 10})`}>
      <path d={`M0 -5V0H${points}V-5`} />
      {/* number and unit in the order of their language, on a drawing that runs from left to right */}
      <text x={points + 6} y="0" style={{ unicodeBidi: 'plaintext' }}>
        {say('unit.metres', { value: number(metres, language) })}
      </text>
    </g>
  )
}
